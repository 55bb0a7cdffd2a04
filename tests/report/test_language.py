"""The law of words, over every text of every pack: no state is said that was not found."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from grundlag.render.numbers import fill
from grundlag.report.model import Paragraph

DECIDED = re.compile(r"\b(steget|faldet|fastholdt|nærmer sig|på niveau|uændret)\b")
JUDGING = re.compile(
    r"\b(bedre|værre|forbedret|forværret|forringet|fremgang|tilbagegang|positiv\w*|negativ\w*|"
    r"desværre|heldigvis)\b"
)
QUOTED = ("quote", "remark")
DATE = re.compile(r"\b\d{1,2}\. [a-z]+ \d{4}\b")


def said_of(paper, *roles):
    """The sentences of running text, filled."""
    blocks = (b for s in paper.sections for b in s.blocks if getattr(b, "role", None) in roles)
    return [fill(t).replace("\u00a0", " ") for b in blocks for t in b.texts]


def everything(all_made):
    return [(made, paper) for made in all_made for paper in made.pack.papers]


def papers_proper(all_made):
    """The papers, without annexes (which hold no lines) and the list of open questions."""
    return [
        (made, paper)
        for made, paper in everything(all_made)
        if paper.id not in ("om-opgoerelsen", "afklaring")
    ]


def test_sikkert_is_always_statistisk_sikkert(all_made, texts_of):
    for _, paper in everything(all_made):
        for text in map(fill, texts_of(paper)):
            for found in re.finditer(r"\bsikkert\b", text, re.IGNORECASE):
                assert text[: found.start()].endswith("statistisk "), text


def lines_of(made, area, text):
    """The verdicts whose label begins a sentence."""
    context = made.context
    found = [v for v in made.run.judgements.of(area) if text.startswith(context.label(v.indicator))]
    longest = max((len(context.label(v.indicator)) for v in found), default=0)
    return [v for v in found if len(context.label(v.indicator)) == longest]


def allowed(word, text, finding, rule):
    outcome = finding.leaning or finding.outcome
    no = re.search(r"ikke (steget|fastholdt)|dermed ikke", text) is not None
    match word:
        case "steget":
            return rule == "rises_every_year" and outcome == ("missed" if no else "reached")
        case "faldet":
            shown = (outcome, finding.certainty) == ("missed", "shown")
            return rule == "rises_every_year" and shown
        case "fastholdt":
            return rule == "held_at_baseline" and outcome == ("missed" if no else "reached")
        case "nærmer sig":
            return rule == "approaches" and outcome == ("missed" if no else "reached")
        case "på niveau":
            return rule == "approaches" and outcome == "reached"
    return rule == "rises_every_year" and "unchanged_as_printed" in finding.notes


def test_words_of_outcome_stand_only_where_a_verdict_allows_them(all_made):
    seen = set()
    for made, whole in papers_proper(all_made):
        sections = [s for s in whole.sections if s.id != "over-perioden"]  # test_period.py
        paper = replace(whole, sections=tuple(sections))
        for text in said_of(paper, "text"):
            for word in DECIDED.findall(text):
                lines = lines_of(made, paper.id, text)
                assert any(allowed(word, text, v.finding, v.rule) for v in lines), text
                seen.add(word)
    assert {"steget", "fastholdt", "nærmer sig"} <= seen  # the law has met something


def test_no_word_judges_where_the_agreement_does_not(all_made, texts_of):
    for made, paper in everything(all_made):
        declared = [a.note for a in made.run.measures.basis.assumption]
        declared += [made.context.corrected(g.text) for g in made.run.measures.basis.goal]
        for text in said_of(paper, "text", "lead"):
            assert text in declared or not JUDGING.search(without_labels(made, text)), text


def without_labels(made, text):
    """A sentence without what the definitions put into it."""
    for name in sorted(labels(made), key=len, reverse=True):
        text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text


def labels(made):
    context = made.context
    spans = {word for i in context.basis.indicator for word in (context.label(i.id),)}
    return spans | {a.name for a in context.defs.areas.area}


def leads_of(made):
    """What each partnership's own paper says first."""
    areas = {p.id for p in made.run.defs.partnerships.partnership}
    papers = (paper for paper in made.pack.papers if paper.id in areas)
    return [text for paper in papers for text in said_of(paper, "lead")]


def test_reached_is_said_only_of_summaries_and_of_activities(all_made):
    for made, paper in everything(all_made):
        for text in said_of(paper, "lead"):
            if "nået" in text and "vurderinger" in text:
                found = made.context.summary(paper.id)  # of its own partnership
                assert ("ikke nået" in text) == (found.outcome == "missed"), text
                assert ("delvist nået" in text) == (found.outcome == "partly"), text
            if "er ikke nået for" in text and paper.id not in ("overblik", "indstilling"):
                missed = {
                    made.context.label(v.indicator).lower()
                    for v in made.run.judgements.of(paper.id)
                    if v.finding.outcome == "missed"
                }
                assert missed
                assert all(name in text.lower() for name in missed), text
        leads = leads_of(made) if paper.id == "indstilling" else []
        for text in said_of(paper, "text"):
            if "nået" in text and text not in leads:  # by its line's own verdict
                of_line = [v for v in made.run.judgements.of(paper.id) if v.rule == "at_least"]
                (line,) = of_line
                reached = line.finding.outcome == "reached"
                assert line.is_judged
                assert ("Målet er nået" in text) == reached, text
                assert ("Målet er ikke nået" in text) != reached, text


CHANCE = re.compile(
    r"(?:Ændringen|Ændringerne|(Ingen af ændringerne)) i ([\w/, ]+?) er (ikke )?større, end "
    r"tilfældige udsving kan forklare\."
)


def test_monitored_types_have_chance_and_nothing_else(all_made):
    """Each is named once, on the side that its own limits put it."""
    seen = 0
    for made, paper in papers_proper(all_made):
        found = [m for text in said_of(paper, "text") for m in CHANCE.finditer(text)]
        for verdict in made.run.judgements.of(paper.id):
            if verdict.rule == "monitored" and verdict.finding.certainty:
                name = made.context.label(verdict.indicator).lower()
                (one,) = [m for m in found if name in re.split(", | og ", m[2])]
                larger = one[1] is None and one[3] is None
                assert larger == (verdict.finding.certainty == "shown")
                seen += 1
    assert seen > 20


def test_no_number_is_typed_into_a_sentence(all_made, texts_of):
    """Digits stand in {fields}; but for declared texts, dates, and the span of a baseline."""
    for made, paper in everything(all_made):
        context = made.context
        basis, defs = context.basis, context.defs
        declared = {t.id for g in basis.goal for t in g.target} | labels(made)
        declared |= {f"målsætning {g.id}" for g in basis.goal}
        declared |= {
            basis.name,
            basis.source,
            defs.codes.id,
            defs.codes.version,
            "pr. 1.000",
            "95 %",
        }
        declared |= {str(y) for b in defs.partnerships.baseline for y in b.years}
        declared |= {f"{i.dispersion:g}" for i in basis.indicator if i.dispersion}
        declared |= {version.id for a in defs.areas.area for version in a.version}
        declared |= {code for c in defs.codes.crime for d in c.codes for code in d.codes}
        fixed = {context.corrected(g.text) for g in basis.goal} | {g.text for g in basis.goal}
        fixed |= {t.text for g in basis.goal for t in g.target}
        fixed |= {e.text for e in basis.exception} | {a.note for a in basis.assumption}
        fixed |= {a.open for a in basis.assumption} | {c.source for c in defs.codes.crime}
        fixed |= {f"{g.id}. {g.text}" for g in basis.goal}
        fixed |= {f"{t.id} {t.text}" for g in basis.goal for t in g.target}
        for text in texts_of(paper):
            if text.words in fixed:
                continue
            rest = DATE.sub("", re.sub(r"\{\w+\}", "", text.words))
            for name in sorted(declared, key=len, reverse=True):
                rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
            assert not re.search(r"\d", rest), text.words


def test_every_field_has_its_number_and_every_number_its_field(all_made, texts_of):
    for _, paper in everything(all_made):
        for text in texts_of(paper):
            if text.numbers:
                assert set(re.findall(r"\{(\w+)\}", text.words)) == set(text.numbers), text.words


@pytest.mark.parametrize("ugly", [" ,", " .", "..", "  ", ",,", " :", "None", ". ."])
def test_no_sentence_is_badly_joined(all_made, ugly):
    for _, paper in everything(all_made):
        for text in said_of(paper, "text", "lead", "note"):
            assert ugly not in text, text


def test_a_sentence_begins_large_and_ends_with_a_stop(all_made):
    for _, paper in everything(all_made):
        for text in said_of(paper, "text", "lead", "note"):
            assert text[0].isupper() or text[0].isdigit(), text
            assert text.endswith(".") or text in introductions(paper), text


def introductions(paper):
    """What a list or quotation goes on from: it ends with a colon, or a comma before "at"."""
    blocks = [b for s in paper.sections for b in s.blocks if isinstance(b, Paragraph)]
    for before, after in pairwise(blocks):
        text, then = fill(before.texts[-1]), fill(after.texts[0])
        is_at = text.endswith(",") and after.role == "point" and then.startswith("at ")
        if is_at or (text.endswith(":") and after.role in ("quote", "bullet", "point")):
            yield text

"""What goals, targets and exceptions must hold, so that no rule judges what it is not for."""

from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.check_bases import basis_file, unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis, Exemption, Goal, Kind, Rule, Target
from grundlag.errors import Problem, nearest

NEEDED: dict[Rule, tuple[str, ...]] = {
    "held_at_baseline": ("better",),
    "approaches": ("level_of",),
    "at_least": ("value", "unit"),
    "rises_every_year": (),
    "monitored": (),
}
MAY_HAVE: dict[Rule, tuple[str, ...]] = {
    "held_at_baseline": (),
    "approaches": ("by",),
    "at_least": (),
    "rises_every_year": (),
    "monitored": ("every",),
}
JUDGES: dict[Rule, tuple[Kind, ...]] = {
    "held_at_baseline": ("count", "rate"),
    "approaches": ("survey_share",),
    "at_least": ("activity_share",),
    "rises_every_year": ("survey_share",),
    "monitored": ("count", "rate", "survey_share"),
}
KNOWN_ABOUTS = ("tryghed", "utryghed", "kriminalitet", "samarbejde")
HIGHER_IS_BETTER: tuple[Rule, ...] = ("rises_every_year", "approaches")


def goals(defs: Definitions) -> Iterator[tuple[Basis, int, Goal]]:
    """Every goal with its basis and its place there."""
    for basis in defs.bases.values():
        yield from ((basis, i, goal) for i, goal in enumerate(basis.goal))


def targets(defs: Definitions) -> Iterator[tuple[Basis, tuple[str | int, ...], Target]]:
    """Every target with its basis and its path there."""
    for basis, i, goal in goals(defs):
        yield from ((basis, ("goal", i, "target", j), t) for j, t in enumerate(goal.target))


def goals_name_partnerships(defs: Definitions) -> Iterator[Problem]:
    """A goal applies to declared partnerships."""
    known = [p.id for p in defs.partnerships.partnership]
    for basis, i, goal in goals(defs):
        for j, name in enumerate(goal.applies_to):
            if name not in known:
                where = defs.where(basis_file(basis), "goal", i, "applies_to", j)
                yield unknown(where, "partnership", name, known)


def goals_are_about_known_words(defs: Definitions) -> Iterator[Problem]:
    """A slip in "tryghed" would take a goal out of the agreements' reach."""
    for basis, i, goal in goals(defs):
        near = nearest(goal.about, KNOWN_ABOUTS)
        if goal.about not in KNOWN_ABOUTS and near.startswith("Did"):
            where = defs.where(basis_file(basis), "goal", i, "about")
            what = f'goal {goal.id} is about "{goal.about}", which is no word known here.'
            yield Problem(where=where, what=what, fix=near)


def rising_goals_are_not_about_utryghed(defs: Definitions) -> Iterator[Problem]:
    """Two rules take higher for better, and would praise a rise in utryghed."""
    for basis, i, goal in goals(defs):
        for j, target in enumerate(goal.target):
            if goal.about == "utryghed" and target.rule in HIGHER_IS_BETTER:
                where = defs.where(basis_file(basis), "goal", i, "target", j, "rule")
                about = f"goal {goal.id} is about utryghed."
                what = f'"{target.rule}" takes higher for better, and {about}'
                yield Problem(where=where, what=what, fix='Write rule = "monitored".')


def targets_name_indicators(defs: Definitions) -> Iterator[Problem]:
    """A target judges indicators of its own basis."""
    for basis, path, target in targets(defs):
        known = [i.id for i in basis.indicator]
        for k, name in enumerate(target.indicators):
            if name not in known:
                where = defs.where(basis_file(basis), *path, "indicators", k)
                yield unknown(where, "indicator", name, known)


def targets_hold_what_their_rule_needs(defs: Definitions) -> Iterator[Problem]:
    """`at_least` needs a value, `approaches` the area it approaches, and so on."""
    for basis, path, target in targets(defs):
        for key in NEEDED[target.rule]:
            if getattr(target, key) is None:
                what = f'target {target.id} is judged by "{target.rule}" and has no {key}.'
                where = defs.where(basis_file(basis), *path)
                yield Problem(where=where, what=what, fix=f"Write {key} = ...")


def targets_hold_nothing_else(defs: Definitions) -> Iterator[Problem]:
    """A key that a rule does not use would be passed over without a word."""
    every = {key for keys in (*NEEDED.values(), *MAY_HAVE.values()) for key in keys}
    for basis, path, target in targets(defs):
        for key in sorted(every - {*NEEDED[target.rule], *MAY_HAVE[target.rule]}):
            if getattr(target, key) is not None:
                what = f'target {target.id} is judged by "{target.rule}", which has no {key}.'
                where = defs.where(basis_file(basis), *path, key)
                yield Problem(where=where, what=what, fix=f"Take {key} out, or change rule.")


def rules_fit_kinds(defs: Definitions) -> Iterator[Problem]:
    """A rule judges the kinds of indicator it is made for."""
    for basis, path, target in targets(defs):
        kinds = {i.id: i.kind for i in basis.indicator}
        for k, name in enumerate(target.indicators):
            if name in kinds and kinds[name] not in JUDGES[target.rule]:
                what = f'"{target.rule}" cannot judge "{name}", which is a {kinds[name]}.'
                where = defs.where(basis_file(basis), *path, "indicators", k)
                fix = f"It judges: {', '.join(JUDGES[target.rule])}."
                yield Problem(where=where, what=what, fix=fix)


def levels_are_the_comparators(defs: Definitions) -> Iterator[Problem]:
    """The gap is measured to the comparator of grundlag.toml and to no other area."""
    level = defs.folder.comparator
    for basis, path, target in targets(defs):
        if target.level_of not in (None, level):
            what = f'level_of = "{target.level_of}" is not the comparator of grundlag.toml.'
            where = defs.where(basis_file(basis), *path, "level_of")
            yield Problem(where=where, what=what, fix=f'Write level_of = "{level}".')


def exceptions(defs: Definitions) -> Iterator[tuple[Basis, int, Exemption]]:
    """Every exception with its basis and its place there."""
    for basis in defs.bases.values():
        yield from ((basis, i, exempt) for i, exempt in enumerate(basis.exception))


def exceptions_name_goals(defs: Definitions) -> Iterator[Problem]:
    """An exception is for a declared partnership and a goal of its basis."""
    partnerships = [p.id for p in defs.partnerships.partnership]
    for basis, i, exempt in exceptions(defs):
        named = {
            "partnership": (exempt.partnership, partnerships),
            "goal": (exempt.goal, [goal.id for goal in basis.goal]),
        }
        for key, (name, known) in named.items():
            if name not in known:
                where = defs.where(basis_file(basis), "exception", i, key)
                yield unknown(where, key, name, known)


def exceptions_come_one_after_another(defs: Definitions) -> Iterator[Problem]:
    """Of two for the same goal the earlier stands first; else the other is never reached."""
    last: dict[tuple[str, str, str], int] = {}
    for basis, i, exempt in exceptions(defs):
        key = (basis.id, exempt.partnership, exempt.goal)
        if exempt.to_year <= last.get(key, 0):
            what = f"an exception for {exempt.partnership}, goal {exempt.goal} stands above."
            where = defs.where(basis_file(basis), "exception", i, "to_year")
            yield Problem(where=where, what=what, fix="Let each end after the one before.")
        last[key] = exempt.to_year


def exceptions_say_what_agreements_say(defs: Definitions) -> Iterator[Problem]:
    """An exception repeats the agreement it excepts from; the two must not disagree."""
    for basis, i, exempt in exceptions(defs):
        agreed = clocks.agreement(defs, exempt.partnership, exempt.to_year)
        if agreed and agreed.goal_1_about != exempt.agreement_about:
            where = defs.where(basis_file(basis), "exception", i, "agreement_about")
            what = (
                f"{exempt.partnership}'s agreement is about {agreed.goal_1_about} in "
                f"{exempt.to_year}, not about {exempt.agreement_about}."
            )
            fix = "Mend it here, or the [[agreement]] in partnerships.toml."
            yield Problem(where=where, what=what, fix=fix)


def agreements_fit_goals(defs: Definitions) -> Iterator[Problem]:
    """Where a new basis' goal and an agreement are about different things, an exception says so."""
    for basis, i, goal in goals(defs):
        for j, name in enumerate(goal.applies_to):
            year = _differs(defs, basis, goal, name)
            agreed = clocks.agreement(defs, name, year) if year else None
            if agreed:
                where = defs.where(basis_file(basis), "goal", i, "applies_to", j)
                what = (
                    f"{name}'s agreement is about {agreed.goal_1_about} in {year}, "
                    f"the goal about {goal.about}."
                )
                fix = f'Add an [[exception]] for "{name}" that says what is reported.'
                yield Problem(where=where, what=what, fix=fix)


def _differs(defs: Definitions, basis: Basis, goal: Goal, partnership: str) -> int | None:
    """The first year of the basis in which agreement and goal differ and nothing says so."""
    if basis.from_year is None or goal.about not in ("tryghed", "utryghed"):
        return None
    begins = [a.from_year for a in defs.partnerships.agreement if a.partnership == partnership]
    ends = [e.to_year + 1 for e in basis.exception]
    years = sorted({basis.from_year, *(y for y in (*begins, *ends) if y and y > basis.from_year)})
    for year in years:
        agreed = clocks.agreement(defs, partnership, year)
        differs = agreed is not None and agreed.goal_1_about != goal.about
        if differs and clocks.exemption(basis, goal, partnership, year) is None:
            return year
    return None

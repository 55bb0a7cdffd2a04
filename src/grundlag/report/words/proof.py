"""Words that only a verdict may say, and words that no paper says."""

import re

SURELY = "statistisk sikkert"
SIGNED = "(AB, 3. marts 2026)"
SIGNATURE = re.compile(
    r"(?P<text>.*\S) \((?P<initials>[^\W\d_]{1,8}), (?P<day>\d{1,2}\. \w+ \d{4})\)"
)
SURE = re.compile(r"(?<!statistisk )\b(sikkert|bevist|utvivlsomt|entydigt?|uden tvivl)\b", re.I)
JUDGING = re.compile(
    r"\b(bedre|værre|forbedr\w+|forværr\w+|forring\w+|fremgang\w*|tilbagegang\w*|positiv\w*|"
    r"negativ\w*|desværre|heldigvis|succes\w*)\b",
    re.I,
)
CAUSES = re.compile(
    r"\b(skyldes|på grund af|takket være|har medført|har ført til|har virket|effekt\w*)\b", re.I
)
ROSE = re.compile(r"\b(steget|stiger|stigning\w*|øget|flere end|højere end)\b", re.I)
FELL = re.compile(r"\b(faldet|falder|fald|reduceret|færre end|lavere end)\b", re.I)
OUTCOMES = {
    "rises_every_year": re.compile(r"\b(steget|stiger)\b", re.I),
    "held_at_baseline": re.compile(r"\bfastholdt\b", re.I),
    "approaches": re.compile(r"\b(nærmer sig|på niveau)\b", re.I),
}
REACHED = re.compile(r"\bnået\b", re.I)
PARTLY = re.compile(r"\bdelvist\b", re.I)
CERTAIN = re.compile(r"\bstatistisk sikker\w*|\bstørre,? end tilfældige udsving", re.I)
GOAL = re.compile(r"\bmål(?:sætning)? (\d+(?:\.\d+)?)\b", re.I)
DECIDED = re.compile(
    r"\b(steget|stiger|stigning\w*|faldet|falder|fald|fastholdt|nået|nærmer sig|på niveau|øget|"
    r"reduceret)\b",
    re.I,
)
NOT = re.compile(r"\b(ikke|hverken|ingen)\b", re.I)
SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-ZÆØÅ])")
NUMBER = re.compile(r"(?<![\w,.])[+−-]?\d+(?:\.\d{3})*(?:,\d+)?(?:[  ]?%)?(?![\w])")

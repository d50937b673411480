"""Rules for what only looks like a time: ages, match halves, "soon as". Other rules do not read their words."""

from __future__ import annotations

from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_meanings import Meaning, NoTime
from services.extractor.times.time_numbers import NUMBER


def no_time(found: Found) -> Meaning | None:
    return NoTime()


_AND_OLDER = "(and | or) (older | over | above | younger | under | up)"

RULES = (
    Rule("DURATION", f"(a | an)? {NUMBER} DASH? (UNIT | UNITS | UNIT_SHORT) DASH? (old | olds)", no_time,
         "The 12-year-old sang."),
    Rule("DURATION", f"(age | aged | ages) {NUMBER} UNITS (old | of age)?", no_time, "He was aged 12 years."),
    Rule("DURATION", f"{NUMBER} UNITS (of age | {_AND_OLDER})", no_time, "All who are 6 months and older may come."),
    Rule("DURATION", "(three | 3) DASH quarters?", no_time, "Some three-quarters of them voted."),
    Rule("DATE", "(his | her | their | my | our | your) (early | mid | late)? DASH? DECADE", no_time,
         "She is in her late 80s."),
    Rule("DATE", "the (first | second) half (?!of)", no_time, "They scored in the second half."),
    Rule("DATE", "now (that | DASH)", no_time, "Now that he is abroad, all is quiet."),
    Rule("DURATION", "(small | early | business | opening | office | working | rush) (hours | hour)", no_time,
         "They met in the small hours."),
    Rule("DATE", "soon as", no_time, "Come as soon as you can."),
)  # fmt: skip

"""Rules for times without a place on the calendar: now, recently, in the future, these days."""

from __future__ import annotations

from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import VAGUE
from services.extractor.times.time_meanings import Meaning, Stated


def vague(found: Found) -> Meaning | None:
    return Stated(VAGUE[found.text("t")])


def past(found: Found) -> Meaning | None:
    return Stated("PAST_REF")


def present(found: Found) -> Meaning | None:
    return Stated("PRESENT_REF")


def future(found: Found) -> Meaning | None:
    return Stated("FUTURE_REF")


RULES = (
    Rule("DATE", "(?<=in) the past", past, "He was ill in [the past]. = PAST_REF"),
    Rule("DATE", "the other (day | night | week)", past,
         "He rang [the other day]. = PAST_REF"),
    Rule("DATE", "t:VAGUE", vague, "He is [currently] abroad. = PRESENT_REF"),
    Rule("DATE", "at (present | the moment | this time)", present,
         "[At present] he is abroad. = PRESENT_REF"),
    Rule("DATE", "these days", present, "He drives [these days]. = PRESENT_REF"),
    Rule("DATE", "the (near | distant | foreseeable)? future", future,
         "It may grow in [the future]. = FUTURE_REF"),
    Rule("DATE", "the (near | long | short | medium) term", future,
         "It may grow in [the long term]. = FUTURE_REF"),
)  # fmt: skip

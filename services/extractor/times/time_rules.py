"""The whole grammar of time expressions, put together from its tables."""

from __future__ import annotations

from functools import cache

from services.extractor.times import (
    time_rules_clock,
    time_rules_days,
    time_rules_lengths,
    time_rules_lookalikes,
    time_rules_relative,
    time_rules_vague,
    time_rules_years,
)
from services.extractor.times.time_grammar import Grammar, Rule, compile_grammar
from services.extractor.times.time_meanings import Modifier

# Where two matches are equally long, the earlier table wins.
RULES: tuple[Rule, ...] = (
    *time_rules_lookalikes.RULES,
    *time_rules_clock.RULES,
    *time_rules_days.RULES,
    *time_rules_relative.RULES,
    *time_rules_vague.RULES,
    *time_rules_years.RULES,
    *time_rules_lengths.RULES,
)

LIMITS: tuple[tuple[Modifier, str], ...] = (
    ("START", "(the? very? (beginning | start | outset | dawn | turn) of | (early | earlier) (on | in | DASH)?)"),
    ("MID", "(the? (middle | midpoint) of | mid DASH?)"),
    ("END", "(the? very? (end | close) of | (late | later) (on | in | DASH)?)"),
)  # fmt: skip


@cache
def time_grammar() -> Grammar:
    return compile_grammar(RULES, LIMITS)

"""Every rule of the time grammar reads its own example, and reads it to the value that the table states."""

from __future__ import annotations

from datetime import date

import pytest

from services.extractor.times.calendar_periods import Period
from services.extractor.times.time_context import Context
from services.extractor.times.time_grammar import Reading, Rule, read_times
from services.extractor.times.time_patterns import compile_pattern
from services.extractor.times.time_resolution import resolve
from services.extractor.times.time_rules import RULES, time_grammar
from services.extractor.times.time_words import stretches

SUNDAY = date(2025, 11, 2)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_reads_its_example(rule: Rule):
    shown, _, value = rule.example.partition(" = ")
    text = shown.replace("[", "").replace("]", "")
    if not value:
        # Such a rule is there to keep its words from being read as a time.
        assert _resolved(text) == []
        read = ["".join(word.symbol for word in words) for words in stretches(text, time_grammar().chunk_kinds)]
        assert any(compile_pattern(rule.pattern).search(symbols) for symbols in read)
        return
    start, end = shown.index("["), shown.index("]") - 1

    found = {(reading.start, reading.end): (reading.rule, said) for reading, said in _resolved(text)}

    assert found.get((start, end)) == (rule, value)


@pytest.mark.parametrize(
    "text",
    [
        "He may leave the second room and march on.",
        "It fell 2.5 percent to 5,000 points.",
        "They won 3-2 and 21-19.",
        "The Boeing 787-8 has 242 seats.",
    ],
)
def test_words_that_only_look_like_a_time_are_none(text: str):
    assert [text[reading.start : reading.end] for reading, _ in _resolved(text)] == []


def _resolved(text: str) -> list[tuple[Reading, str]]:
    mentioned: list[Period] = []
    found = []
    for reading in read_times(text, time_grammar()):
        context = Context(SUNDAY, mentioned, "past", at_end=reading.modifier == "END")
        if said := resolve(reading.meaning, context):
            mentioned[:0] = [said.period] if said.period else []
            found.append((reading, said.value))
    return found

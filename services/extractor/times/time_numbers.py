"""How many: figures and number words before a unit of time, as a pattern and as a number."""

from __future__ import annotations

from services.extractor.times.time_lexicon import MULTIPLIERS, NUMBER_WORDS

# "two and a half" and "two-and-a-half" are one number; "several" is one without a value.
FIGURES = (
    "(NUMBER (DASH? NUMBER_WORD)? (MULTIPLIER (and? NUMBER_WORD (DASH? NUMBER_WORD)?)?)?"
    " (DASH? and DASH? a DASH? half)?"
    " | (a | one)? MULTIPLIER)"
)
UNKNOWN = "(several | many | some | a? few | a? couple of? | a? dozen | dozens of | a number of | numerous | countless)"
NUMBER = f"n:({FIGURES} | {UNKNOWN})"
ONE = "(a | an)"


def number_of(words: list[str]) -> float | None:
    """The number that words of these patterns say; None for "several" and its like."""
    total: float | None = None
    for word in words:
        figure = word.replace(",", "")
        if figure.replace(".", "", 1).isdigit():
            total = (total or 0) + float(figure)
        elif word in NUMBER_WORDS:
            total = (total or 0) + NUMBER_WORDS[word]
        elif word in MULTIPLIERS:
            total = (total or 1) * MULTIPLIERS[word]
        elif word == "half":
            total = (total or 0) + 0.5
        elif word == "dozen":
            total = 12
    return total

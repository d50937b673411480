"""Counts the characters of a page's lines by kind, all lines at once: small and capital letters, digits, quotes."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Flags: TypeAlias = npt.NDArray[np.bool_]
Counts: TypeAlias = npt.NDArray[np.int64]

LOWER, UPPER, DIGIT, SPACE, QUOTE = (1 << bit for bit in range(5))
_QUOTES = '"“”„«»'
_KNOWN = 0x10000
"""Characters beyond the Basic Multilingual Plane are of no kind: emoji, for the most part."""
_FIRST_TOKENS = 24
_START = 60
_SHORT_LINE = 80
COUNTED = ("word_length", "capitalised", "lower", "upper", "digits", "has_quotes")


def counted(texts: list[str]) -> tuple[npt.NDArray[np.float64], Flags]:
    """The columns `COUNTED`, and which lines hold a digit.

    The first four are of a line's first tokens: their mean length, and the parts of them that begin with a capital,
    begin small, are all capitals. ``digits`` is the part of its first characters that are digits.
    """
    characters = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _table()[np.minimum(characters, _KNOWN)]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    starts = np.cumsum(lengths + 1) - lengths - 1
    ends = starts + lengths
    lower, digit, quote = (_running((kinds & kind) > 0) for kind in (LOWER, DIGIT, QUOTE))
    space = np.concatenate(([True], (kinds & SPACE) > 0, [True]))
    begins = np.flatnonzero(space[:-2] & ~space[1:-1])
    stops = np.flatnonzero(space[2:] & ~space[1:-1]) + 1
    first = np.searchsorted(begins, starts)
    line = np.repeat(np.arange(len(texts)), np.diff(np.append(first, len(begins))))
    looked_at = np.arange(len(begins)) - first[line] < _FIRST_TOKENS
    begins, stops, line = begins[looked_at], stops[looked_at], line[looked_at]
    small = (kinds[begins] & LOWER) > 0
    capital = (kinds[begins] & UPPER) > 0
    shouted = capital & (stops - begins > 1) & (lower[stops] == lower[begins])

    def by_line(values: Flags | Counts) -> npt.NDArray[np.float64]:
        return np.bincount(line, weights=values, minlength=len(texts))

    tokens = np.maximum(1.0, np.bincount(line, minlength=len(texts)))
    looked_until = starts + np.minimum(lengths, _START)
    columns = (
        by_line(stops - begins) / tokens,
        by_line(capital) / tokens,
        by_line(small) / tokens,
        by_line(shouted) / tokens,
        (digit[looked_until] - digit[starts]) / np.maximum(1, looked_until - starts),
        quote[ends] > quote[starts],
    )
    has_digit = digit[ends] > digit[starts]
    if (characters >= _KNOWN).any():  # digits beyond count where a line is short
        has_digit |= [len(text) <= _SHORT_LINE and any(map(str.isdigit, text)) for text in texts]
    return np.column_stack(columns), has_digit


def _running(flags: Flags) -> Counts:
    """How many there are before each place, and in all."""
    running = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=running[1:])
    return running


@cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.zeros(_KNOWN + 1, dtype=np.uint8)
    for number in range(_KNOWN):
        character = chr(number)
        if character.islower():
            table[number] |= LOWER
        elif character.isupper():
            table[number] |= UPPER
        elif character.isdigit():
            table[number] |= DIGIT
        elif character.isspace():
            table[number] |= SPACE
        elif character in _QUOTES:
            table[number] |= QUOTE
    return table

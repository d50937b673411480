"""Tells the kinds of all characters of a text at once: small and capital letters, digits, spaces, quotation marks."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

LOWER, UPPER, DIGIT, SPACE, QUOTE = (1 << bit for bit in range(5))
_QUOTES = '"“”„«»'
_KNOWN = 0x10000
"""Characters beyond the Basic Multilingual Plane are of no kind: emoji, for the most part."""


def kinds_of(text: str) -> npt.NDArray[np.uint8]:
    """For each character the sum of its kinds, by what Python's string methods say of it."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds: npt.NDArray[np.uint8] = _table()[np.minimum(characters, _KNOWN)]
    return kinds


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

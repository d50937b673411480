"""Tells whether two quotations are the same words said once, and which number finds one by the other. Pure.

Newspapers cut quotations and correct them, so the number comes from a few words only: the longest one and those around
it. Near-identical quotations mostly share them; what shares the number is then compared as a whole.
"""

from __future__ import annotations

import re
import zlib

_MARKED = re.compile(r"[\"“«„](.+?)[\"”»“]", re.DOTALL)
# Quotation marks, dashes and apostrophes differ between outlets that quote the same words: only letters and digits
# count. Bytes beyond ASCII are blanks too, as this is done for every quotation, and splits a word the same way always.
_ONLY_WORDS = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
# Fewer words may well be said twice.
_FEWEST_WORDS = 6
_WORDS_IN_A_RUN = 3
_LEAST_SHARED = 0.75


def wording_of(text: str, quote_type: str) -> int | None:
    """The number (32 bits) of the words in marks; None where they are too few, or only reported."""
    if quote_type == "indirect":
        return None
    if quote_type == "mixed":
        text = max(_MARKED.findall(text), key=len, default="")
    words = _words(text)
    if len(words) < _FEWEST_WORDS:
        return None
    # The first of the longest in the alphabet, so that a word in front changes nothing.
    length = max(map(len, words))
    anchor = min(word for word in words if len(word) == length)
    place = words.index(anchor)
    return zlib.crc32(b" ".join(words[max(place - 1, 0) : place + 2]))


def is_same_wording(one: str, other: str) -> bool:
    """Whether nearly all of the shorter one is in the longer one."""
    shorter, longer = sorted((_runs(one), _runs(other)), key=len)
    return bool(shorter) and len(shorter & longer) >= _LEAST_SHARED * len(shorter)


def _runs(text: str) -> set[bytes]:
    marked = _MARKED.findall(text)
    words = _words(max(marked, key=len) if marked and len(max(marked, key=len)) * 2 > len(text) else text)
    return {b" ".join(words[i : i + _WORDS_IN_A_RUN]) for i in range(len(words) - _WORDS_IN_A_RUN + 1)}


def _words(text: str) -> list[bytes]:
    return text.lower().encode("utf-8", "replace").translate(_ONLY_WORDS).split()

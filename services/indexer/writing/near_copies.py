"""Tells how much of one article's text is in another, and which few phrases are enough to find it. Pure.

An article is the set of its phrases: runs of five words that begin with a long one. Its sketch is the phrases with the
smallest hashes (bottom-k sampling, Cohen and Kaplan 2007). A shortened copy keeps those of the sketch that are in the
part it keeps, and any two articles agree on which those are; so copies share sketch phrases, however long each is.
"""

from __future__ import annotations

import string
from collections.abc import Set

from isal.isal_zlib import crc32  # zlib's, in less time

SKETCH_SIZE = 16
_WORDS_IN_A_PHRASE = 5
# Bytes: fewer letters, and so more phrases, where letters have two or three.
_LONG_WORD = 7
# Fewer phrases than this say nothing: a notice of two sentences is not a copy of another.
_FEWEST_PHRASES = 12
# A round-up that holds several whole stories is a copy of none of them.
_LONGEST_TO_SHORTEST = 5
# Quotation marks and dashes differ between outlets that print the same text.
_NO_SIGNS = str.maketrans(dict.fromkeys(string.punctuation + "“”„‘’‚«»‹›–—…·•", " "))


def phrases_of(body: str) -> frozenset[int]:
    """Hashes (32 bits) of the body's phrases; empty when there are too few to compare."""
    words = body.lower().translate(_NO_SIGNS).encode("utf-8", "replace").split()
    runs = zip(*(words[place:] for place in range(_WORDS_IN_A_PHRASE)), strict=False)
    found = {crc32(b" ".join(run)) for run in runs if len(run[0]) >= _LONG_WORD}
    return frozenset(found) if len(found) >= _FEWEST_PHRASES else frozenset()


def sketch_of(phrases: Set[int]) -> tuple[int, ...]:
    """The few that stand for all, smallest first."""
    return tuple(sorted(phrases)[:SKETCH_SIZE])


def shared_part(one: Set[int], other: Set[int]) -> float:
    """The share of the shorter article's phrases that are in the longer one, from 0 to 1."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or longer > shorter * _LONGEST_TO_SHORTEST:
        return 0.0
    return len(one & other) / shorter

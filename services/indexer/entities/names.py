"""What tells one name from another over all articles, however they write it. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NO_WORD = re.compile("[^0-9a-z]+")


class Name(NamedTuple):
    """An entity over all articles."""

    key: str
    type: str


class Label(NamedTuple):
    """An outlet, section or author over all articles."""

    kind: str
    key: str


# The same names come again and again.
@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """The name without case, accents and punctuation: its words, one space apart."""
    if name.isascii():
        return " ".join(_NO_WORD.sub(" ", name.lower().replace("'", "")).split())
    # Twice, since signs such as ™ come apart into capitals, and capitals into letters with accents.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(_folded(character) for character in decomposed).split())


def entity_name(name: str, entity_type: str) -> Name:
    # A name of nothing but signs keeps them, so that two of them stay apart.
    return Name(name_key(name) or name, entity_type)


def best_written(known: str | None, written: str) -> str:
    """Of two ways to write one name, the one to show: with small letters, then with accents, then the first known."""
    if known is None:
        return written
    return max(known, written, key=lambda name: (not name.isupper(), not name.isascii()))


def label(kind: str, name: str | None) -> Label | None:
    """None when there is no name, or nothing but space in it."""
    if not name or not name.strip():
        return None
    return Label(kind, name_key(name) or name)


def _folded(character: str) -> str:
    if character.isalnum():
        return character
    return "" if unicodedata.combining(character) or character in "'’" else " "

"""The language of the time grammar's patterns: what matches, and what a match cannot do without.

A pattern is written with class names in capitals, plain words in lower case and the usual operators ( ) ? | *, and
``name:`` before a word or group that a rule's meaning needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.extractor.times.time_classes import CLASSES, kind_of

_TERM = re.compile(r"(?:([a-z]\w*):)?(?:([A-Za-z0-9][A-Za-z0-9_'.]*)|(\(\?<?[=!]|[()?|*+]))")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression over symbols. Raises ValueError for a class that does not exist."""
    parts: list[str] = []
    for name, word, operator in _TERM.findall(pattern):
        prefix = f"(?P<{name}>" if name else ""
        if operator:
            parts.append(prefix + ("(?:" if operator == "(" and not name else "" if operator == "(" else operator))
        else:
            parts.append(f"{prefix}[{''.join(sorted(_members(word, pattern)))}]{')' if name else ''}")
    return re.compile("".join(parts))


def needed_symbols(pattern: str, common: frozenset[str]) -> frozenset[str] | None:
    """Symbols of which every match holds at least one, as few and as rare as can be told; None if none is certain.

    A text without any of them need not be searched. ``common`` are the symbols to avoid, since most texts have them.
    """
    terms = iter([*((word, operator) for _, word, operator in _TERM.findall(pattern)), ("", ")")])
    return _needed_in_group(terms, pattern, common)


def _needed_in_group(terms: Iterator[tuple[str, str]], pattern: str, common: frozenset[str]) -> frozenset[str] | None:
    """Reads up to the group's end: of each alternative the best of what it needs, and nothing if one needs nothing."""
    alternatives: list[list[frozenset[str]]] = [[]]
    last: frozenset[str] | None = None  # still to be confirmed: a "?" may follow
    for word, operator in terms:
        if operator in ("?", "*"):
            last = None
            continue
        if last is not None:
            alternatives[-1].append(last)
        if word:
            last = frozenset(_members(word, pattern))
        elif operator.startswith("("):
            inner = _needed_in_group(terms, pattern, common)
            last = inner if operator == "(" else None  # what stands beside a match is no part of it
        else:
            last = None
            if operator == "|":
                alternatives.append([])
            elif operator == ")":
                break
    needed: set[str] = set()
    for sequence in alternatives:
        if not sequence:
            return None
        needed |= min(sequence, key=lambda symbols: (len(symbols & common), len(symbols)))
    return frozenset(needed)


def _members(word: str, pattern: str) -> list[str]:
    """The symbols of a class, or of a plain word."""
    if not word[0].isupper():
        return [kind_of(word)]
    if word not in CLASSES:
        raise ValueError(f"{word} in {pattern!r} is no class of words")
    return [kind_of(member) for member in CLASSES[word]]

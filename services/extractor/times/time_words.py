"""Finds the stretches of a text in which a time expression may stand, and splits them into words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import NamedTuple

from services.extractor.times.time_classes import BREAK, CLASSES, FIGURE_KINDS, SYMBOLS, kind_of
from services.extractor.times.time_lexicon import NEED_A_CAPITAL


class Word(NamedTuple):
    start: int
    end: int
    lower: str
    symbol: str


# Words come first, since most tokens are one; a figure glued to a word, such as A380 or 3G, is a word.
_SHAPES = {
    "FISCAL": r"FY['’]?(?:\d{4}|\d{2})(?!\w)",
    "SHORT": r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s*(?:\d|to\s|and\s|[-–]))"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,?\s)",
    "WORD": r"[^\W\d]\w*",
    "ISO": r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])",
    "SLASHED": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])",
    "DOTTED": r"\d{1,2}\.\d{1,2}\.(?:1[89]|20)\d{2}(?!\w)",
    "HHMM": r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])(?=[ap]m\b|[AP]M\b|h\b|\W|$)",
    "DECADE": r"(?:(?:1[5-9]|20)\d0|['‘’]?[1-9]0)(?:s|['’]s)(?!\w)",
    "ORDINAL_FIGURE": r"\d+(?:st|nd|rd|th)(?!\w)",
    "BIG": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)",
    "DECIMAL": r"\d+\.\d+(?=[ap]m\b|[AP]M\b|\W|$)(?![.]?\d)",
    "FIGURE": r"\d+(?=(?:[ap]m|[AP]M|hrs?|h|mins?)\b)|\d+(?!\w)",
    "GLUED": r"\d\w*",
    "BREAK": r"\n[^\S\n]*\n",
    "SIGN": r"[^\w\s]",
}  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()))
_WORD, _SHORT, _FIGURE, _BREAK = (_TOKEN.groupindex[name] for name in ("WORD", "SHORT", "FIGURE", "BREAK"))
_KINDS = {_TOKEN.groupindex[kind]: kind for kind in FIGURE_KINDS if kind in _TOKEN.groupindex}

# Words that are in every text: without any other known word beside them they make no time expression.
_EVERYDAY_WORDS = """
    a an the of in on at by for from to and or between this that his her their my our your its one s since than before
    after during about around last same some many several few up over as number times new FIGURE BIG
"""
_EVERYDAY_CLASSES = (
    "INTEGER", "NUMBER_WORD", "COMMA", "DOT", "DASH", "APOSTROPHE", "OPEN", "CURRENCY", "PERCENT", "BREAK",
)  # fmt: skip
EVERYDAY = frozenset(
    kind_of(word) for word in chain(_EVERYDAY_WORDS.split(), *(sorted(CLASSES[name]) for name in _EVERYDAY_CLASSES))
)

_SPACE = re.compile(r"(\s+)")
_UNKNOWN, _KNOWN, _TELLS = range(3)
_LONGEST_KEPT, _MOST_KEPT = 40, 50_000


class ChunkKinds(dict[str, int]):
    """What stands between white space: without any word that rules know, with one, or with one that tells of time.

    Kept, within limits, since most chunks come again. To be made when all rules are compiled, for those name words.
    """

    def __missing__(self, chunk: str) -> int:
        symbols = [symbol for match in _TOKEN.finditer(chunk) if (symbol := _read(match)[1])]
        kind = _UNKNOWN if not symbols else _KNOWN if EVERYDAY.issuperset(symbols) else _TELLS
        if any(character.isdigit() for character in chunk):
            kind = max(kind, _KNOWN)  # a figure may be read together with what follows it
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = kind
        return kind


def stretches(text: str, kinds: ChunkKinds) -> Iterator[list[Word]]:
    """Runs of words that rules know, each with one among them that tells of time, in order.

    The end of a paragraph is a word too; any word that no rule knows ends a stretch.
    """
    # Most of a text is words that no rule knows: its chunks are looked up, and only what lies between two unknown ones,
    # around one that tells of time, is read.
    parts = _SPACE.split(text)  # chunk, space, chunk, ..., chunk
    found = bytes(map(kinds.__getitem__, parts[::2]))
    ends = list(accumulate(map(len, parts)))
    telling = found.find(_TELLS)
    while telling >= 0:
        first, behind = found.rfind(_UNKNOWN, 0, telling) + 1, found.find(_UNKNOWN, telling)
        start = ends[2 * first - 1] if first else 0
        if behind < 0:
            yield from _stretches_within(text, start, len(text))
            return
        yield from _stretches_within(text, start, ends[2 * behind - 1])
        telling = found.find(_TELLS, behind)


def _stretches_within(text: str, start: int, end: int) -> Iterator[list[Word]]:
    words: list[Word] = []
    tells = False
    for match in _TOKEN.finditer(text, start, end):
        lower, symbol = _read(match)
        if symbol is not None:
            words.append(Word(match.start(), match.end(), lower, symbol))
            tells = tells or symbol not in EVERYDAY
        else:
            if tells:
                yield words
            words, tells = [], False
    if tells:
        yield words


def _read(match: re.Match[str]) -> tuple[str, str | None]:
    """A word as rules see it, and its symbol; None if no rule knows it."""
    index, token = match.lastindex, match.group()
    lower = token.lower().rstrip(".") if index == _SHORT else BREAK if index == _BREAK else token.lower()
    symbol = SYMBOLS.get(lower)
    if symbol is None:
        if kind := _KINDS.get(index or 0):
            return lower, SYMBOLS.get("YEAR" if index == _FIGURE and _is_year(lower) else kind)
    elif index == _WORD and lower in NEED_A_CAPITAL and token[0].islower():
        return lower, None
    return lower, symbol


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and "1000" <= figure <= "2199"

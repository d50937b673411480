"""Splits a text into words and figures, and keeps the stretches in which a time expression may stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from services.extractor.times.time_classes import BREAK, CLASSES, FIGURE_KINDS, SYMBOLS
from services.extractor.times.time_lexicon import NEED_A_CAPITAL

OTHER = "\x00"


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
_EVERYDAY = frozenset(
    SYMBOLS[word]
    for word in SYMBOLS
    if word in {
        "a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "and", "or", "between", "this", "that",
        "his",
        "her", "their", "my", "our", "your", "its", "one", "s", "since", "than", "before", "after", "during", "about",
        "around", "last", "same", "some", "many", "several", "few", "up", "over", "as", "with", "number", "times",
        "new",
    }
    or word in CLASSES["INTEGER"] | CLASSES["NUMBER_WORD"] | CLASSES["COMMA"] | CLASSES["DOT"] | CLASSES["DASH"]
    or word in CLASSES["APOSTROPHE"] | CLASSES["OPEN"] | CLASSES["CURRENCY"] | CLASSES["PERCENT"]
    or word in {BREAK, "FIGURE", "BIG"}
)  # fmt: skip


def split_words(text: str) -> list[Word]:
    """The words of a text that rules know, each with its place, where they stand together with one that tells of time.

    Whatever stands between such stretches is one entry with the symbol OTHER, and so is the end of a paragraph.
    """
    words: list[Word] = []
    known = SYMBOLS.get
    begin = 0  # of the stretch that is being read
    tells = False
    for match in _TOKEN.finditer(text):
        index = match.lastindex
        token = match.group()
        lower = token.lower().rstrip(".") if index == _SHORT else BREAK if index == _BREAK else token.lower()
        symbol = known(lower)
        if symbol is None:
            if kind := _KINDS.get(index or 0):
                symbol = known("YEAR" if index == _FIGURE and _is_year(lower) else kind)
        elif index == _WORD and lower in NEED_A_CAPITAL and token[0].islower():
            symbol = None
        if symbol is not None:
            words.append(Word(match.start(), match.end(), lower, symbol))
            tells = tells or symbol not in _EVERYDAY
        elif len(words) > begin or not words:
            if not tells:
                del words[begin:]
            if not words or words[-1].symbol != OTHER:
                words.append(Word(match.start(), match.end(), "", OTHER))
            begin, tells = len(words), False
    return words


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and "1000" <= figure <= "2199"

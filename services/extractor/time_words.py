"""Splits a text into words and figures, and gives each the symbol that the time grammar's patterns are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from services.extractor import time_lexicon as lexicon

OTHER = "\x00"
BREAK = "\x01"


class Word(NamedTuple):
    start: int
    end: int
    lower: str
    symbol: str


_SMALL_INTEGERS = frozenset({str(n) for n in range(100)} | {f"0{n}" for n in range(10)})
_ORDINAL_DAYS = frozenset(f"{n}{ending}" for n in range(1, 32) for ending in ("st", "nd", "rd", "th"))

# Kinds of figures stand for all figures of their shape; other classes list their words.
FIGURES = {
    "SHORT": r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s*(?:\d|to\s|and\s|[-–]))"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,?\s)",
    "ISO": r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])",
    "SLASHED": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])",
    "DOTTED": r"\d{1,2}\.\d{1,2}\.(?:1[89]|20)\d{2}(?!\w)",
    "HHMM": r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])(?=[ap]m\b|[AP]M\b|h\b|\W|$)",
    "DECADE": r"(?:(?:1[5-9]|20)\d0|['‘’]?[1-9]0)(?:s|['’]s)(?!\w)",
    "ORDINAL_FIGURE": r"\d+(?:st|nd|rd|th)(?!\w)",
    "BIG": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)",
    "DECIMAL": r"\d+\.\d+(?=[ap]m\b|[AP]M\b|\W|$)(?![.]?\d)",
    "FIGURE": r"\d+(?=(?:[ap]m|[AP]M|hrs?|h|mins?)\b)|\d+(?!\w)",
    "FISCAL": r"FY['’]?(?:\d{4}|\d{2})(?!\w)",
}  # fmt: skip
_TOKEN = re.compile(
    "|".join(f"(?P<{name}>{shape})" for name, shape in FIGURES.items()) + r"|(?P<WORD>\w+)|(?P<SIGN>[^\w\s])"
)
_PARAGRAPH = re.compile(r"\n\s*\n")

CLASSES: dict[str, frozenset[str]] = (
    {
        "MONTH": frozenset(lexicon.MONTHS),
        # Not: may and march, which are words, nor jan, which is a name.
        "CLEAR_MONTH": frozenset(lexicon.MONTHS) - {"may", "march", "mar", "jan"},
        "WEEKDAY": frozenset(lexicon.WEEKDAYS),
        "WEEKDAY_NAME": frozenset(name for name in lexicon.WEEKDAYS if name.endswith("day")),
        "WEEKDAYS": frozenset(lexicon.WEEKDAYS_PLURAL),
        "SEASON": frozenset(lexicon.SEASON_NAMES),
        "UNIT": frozenset(lexicon.UNITS),
        # Not: second, which is an ordinal, and quarter, which is a share.
        "LENGTH": frozenset(lexicon.UNITS) - {"second", "quarter", "night", "season", "weekend"},
        "UNITS": frozenset(lexicon.UNITS_PLURAL),
        "UNIT_SHORT": frozenset(lexicon.UNITS_SHORT),
        "CALENDAR_UNIT": frozenset(lexicon.CALENDAR_UNITS),
        "DAY_PART": frozenset(lexicon.DAY_PARTS),
        "DAY_PARTS": frozenset(lexicon.DAY_PARTS_PLURAL),
        "NUMBER_WORD": frozenset(lexicon.NUMBER_WORDS) - {"zero"},
        "MULTIPLIER": frozenset(lexicon.MULTIPLIERS),
        "ORDINAL": frozenset(lexicon.ORDINAL_WORDS) | {"ORDINAL_DAY", "ORDINAL_FIGURE"},
        "ORDINAL_WORD": frozenset(lexicon.ORDINAL_WORDS),
        "ORDINAL_DAY": _ORDINAL_DAYS,
        "NTH": frozenset(lexicon.NUMBER_OF_QUARTER),
        "DECADE_WORD": frozenset(lexicon.DECADE_WORDS),
        "ZONE": frozenset(lexicon.ZONES) | lexicon.FLOATING_ZONES,
        "FREQUENCY": frozenset(lexicon.FREQUENCIES),
        "VAGUE": frozenset(lexicon.VAGUE),
        "INTEGER": _SMALL_INTEGERS,
        "DAY": frozenset(text for text in _SMALL_INTEGERS if 1 <= int(text) <= 31),
        "HOUR": frozenset(text for text in _SMALL_INTEGERS if int(text) <= 24),
        "HOUR12": frozenset(text for text in _SMALL_INTEGERS if 1 <= int(text) <= 12),
        "COMMA": frozenset({","}),
        "DOT": frozenset({"."}),
        "DASH": frozenset({"-", "–", "—", "‑", "‐"}),
        # What ends "the day" or "the week" tells of that day's course.
        "ENDING": frozenset(
            {
                "end",
                "ends",
                "ended",
                "ending",
                "finish",
                "finished",
                "finishing",
                "close",
                "closed",
                "closing",
                "start",
                "started",
                "began",
                "during",
                "throughout",
            }
        ),
        "APOSTROPHE": frozenset({"'", "’"}),
        "CURRENCY": frozenset({"$", "€", "£", "¥"}),
        "PERCENT": frozenset({"%"}),
        "SLASH": frozenset({"/"}),
        "OPEN": frozenset({"(", "["}),
        "BREAK": frozenset({BREAK}),
    }
    | {kind: frozenset({kind}) for kind in FIGURES}
    | {"YEAR": frozenset({"YEAR"})}
)
CLASSES["ORDINAL"] |= _ORDINAL_DAYS
CLASSES["NUMBER"] = frozenset({"BIG", "DECIMAL", "FIGURE", "YEAR"}) | _SMALL_INTEGERS | CLASSES["NUMBER_WORD"]
CLASSES["START"] = frozenset({BREAK})

_SYMBOLS: dict[str, str] = {}


def kind_of(word: str) -> str:
    """The symbol of a word or of a kind of figures; rules that name a new word thereby make it known."""
    if word not in _SYMBOLS:
        _SYMBOLS[word] = chr(0xE000 + len(_SYMBOLS))
    return _SYMBOLS[word]


for _members in CLASSES.values():
    for _member in sorted(_members):
        kind_of(_member)


def split_words(text: str) -> list[Word]:
    """The words that rules know, each with its place; a stretch of other words is one entry, and so is a paragraph's end."""
    words: list[Word] = []
    known = _SYMBOLS.get
    before = 0
    other = False
    breaks = [match.start() for match in _PARAGRAPH.finditer(text)]
    breaks.append(len(text) + 1)
    at_break = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while breaks[at_break] < start:
            words.append(Word(before, before, "", kind_of(BREAK)))
            at_break += 1
            other = False
        before = end
        kind = match.lastgroup
        lower = match.group().lower().rstrip(".") if kind == "SHORT" else match.group().lower()
        symbol = known(lower)
        if kind == "WORD" or kind == "SIGN":
            if symbol is not None and lower in lexicon.NEED_A_CAPITAL and match.group()[0].islower():
                symbol = None
        elif symbol is None:
            symbol = known("YEAR" if kind == "FIGURE" and _is_year(lower) else kind or "")
        if symbol is not None:
            words.append(Word(start, end, lower, symbol))
            other = False
        elif not other:
            words.append(Word(start, end, "", OTHER))
            other = True
    return words


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and "1000" <= figure <= "2199"

"""The classes of words and figures that the time grammar's patterns name, and a symbol for each of their members."""

from __future__ import annotations

from services.extractor.times import time_lexicon as lexicon

BREAK = "\x01"
"""Stands for the end of a paragraph."""

FIGURE_KINDS = (
    "ISO", "SLASHED", "DOTTED", "HHMM", "DECADE", "ORDINAL_FIGURE", "BIG", "DECIMAL", "FIGURE", "FISCAL", "YEAR",
)  # fmt: skip
"""Kinds of figures; each stands for all figures of its shape, save those that are members of a class themselves."""

_SMALL_INTEGERS = frozenset({str(n) for n in range(100)} | {f"0{n}" for n in range(10)})
_ORDINAL_DAYS = frozenset(f"{n}{ending}" for n in range(1, 32) for ending in ("st", "nd", "rd", "th"))

CLASSES: dict[str, frozenset[str]] = {
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
    "ORDINAL": frozenset(lexicon.ORDINAL_WORDS) | {"ORDINAL_FIGURE"} | _ORDINAL_DAYS,
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
} | {kind: frozenset({kind}) for kind in FIGURE_KINDS}
CLASSES["NUMBER"] = frozenset({"BIG", "DECIMAL", "FIGURE", "YEAR"}) | _SMALL_INTEGERS | CLASSES["NUMBER_WORD"]

SYMBOLS: dict[str, str] = {}
"""A character for each word and kind of figures that a class holds or a rule names."""


def kind_of(word: str) -> str:
    """The symbol of a word or of a kind of figures; rules that name a new word thereby make it known."""
    if word not in SYMBOLS:
        SYMBOLS[word] = chr(0xE000 + len(SYMBOLS))
    return SYMBOLS[word]


for _members in CLASSES.values():
    for _member in sorted(_members):
        kind_of(_member)

"""What a time expression says before it is placed on the calendar: the language of the grammar's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from services.extractor.times.calendar_periods import Period, Unit

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier = Literal["START", "MID", "END"]
Turn = Literal[-1, 0, 1]
Origin = Literal["article", "mentioned"]
"""Counted from the article's date ("two weeks ago"), or from the date last mentioned ("two weeks later")."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that needs no calendar, such as P3Y, PRESENT_REF or XXXX-WXX-5.

    ``as_rate`` is the value where the words say how often and not how long: "three a day" against "for a day".
    """

    value: str
    as_rate: str | None = None


@dataclass(frozen=True, slots=True)
class Absolute:
    """A period that is named in full, such as Oct. 16, 2025."""

    period: Period


@dataclass(frozen=True, slots=True)
class Counted:
    """The period ``count`` units away from the one that holds the origin: today, last week, two years ago."""

    unit: Unit
    count: int
    origin: Origin = "article"


@dataclass(frozen=True, slots=True)
class OfYear:
    """A part of a year, whose year may be missing.

    ``number`` is that of the month, the quarter, the half or the season (1 is spring); ``name`` is a holiday's.
    For "the first Monday of May", ``day`` is 1 (-1 for the last) and ``weekday`` is 1.
    ``year`` is a figure, a count from the article's year, or None where the context has to tell. ``turn`` says that
    the words themselves point back (-1, "last May") or ahead (+1, "next May"), or stay in the year (0, "this May").
    """

    part: Literal["day", "month", "quarter", "half", "season", "holiday", "weekday"]
    number: int = 0
    day: int = 0
    weekday: int = 0
    name: str = ""
    year: int | Counted | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its name (1 is Monday); ``week`` counts from the article's week, ``turn`` is as in OfYear."""

    number: int
    week: int | None = None
    turn: Turn | None = None
    origin: Origin = "article"


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day by its number, in the month last mentioned: "the 16th"."""

    number: int


@dataclass(frozen=True, slots=True)
class AtTime:
    """A time of day (``15:00``, ``15:00Z``, ``MO``) on a day; on the day the context tells if ``day`` is None."""

    clock: str
    day: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """The unit of the article's date, or the one before where the text looks back on its end: "the end of the year"."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Repeated:
    """The period last mentioned, some years earlier or later: "the same month a year ago"."""

    years: int


@dataclass(frozen=True, slots=True)
class NoTime:
    """What only looks like a time, such as "12-year-old": its words are not read again by shorter rules."""


Meaning = Stated | Absolute | Counted | OfYear | Weekday | DayOfMonth | Current | Repeated | AtTime | NoTime

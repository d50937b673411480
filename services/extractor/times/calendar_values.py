"""Reads TIMEX3 values back into stretches of the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.calendar_periods import SEASONS, Period


def period_of(value: str) -> Period | None:
    """The days that a TIMEX3 value names; None for durations, sets, and what is not placed on the calendar.

    A time of day gives its day.
    """
    value = value.partition("T")[0]
    for shape, read in _SHAPES:
        if found := shape.fullmatch(value):
            return read(found)
    return None


def _week(found: re.Match[str]) -> Period | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return calendar.weekend_of(monday) if found[3] else calendar.week_of(monday)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), lambda found: calendar.day(int(found[1]), int(found[2]), int(found[3]))),
    (re.compile(r"(\d{4})-(\d\d)"), lambda found: calendar.month(int(found[1]), int(found[2]))),
    (re.compile(r"(\d{4})"), lambda found: calendar.year_of(int(found[1]))),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda found: calendar.quarter(int(found[1]), int(found[2]))),
    (re.compile(r"(\d{4})-H([12])"), lambda found: calendar.half(int(found[1]), int(found[2]))),
    (
        re.compile(r"(\d{4})-(SP|SU|FA|WI)"),
        lambda found: calendar.season(int(found[1]), next(name for name in SEASONS if name == found[2])),
    ),
    (re.compile(r"FY(\d{4})"), lambda found: calendar.fiscal_year(int(found[1]))),
    (re.compile(r"(\d{3})"), lambda found: calendar.decade(10 * int(found[1]))),
    (re.compile(r"(\d{2})"), lambda found: calendar.century(int(found[1]) + 1)),
)

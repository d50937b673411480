"""Bounds dates of any precision by days. Pure."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)  # news keeps to a few days
def days_of(day_or_interval: str) -> tuple[str | None, str | None]:
    """First and last day of an ISO date, month, year, instant or interval; None on a side that is not a date."""
    first, slash, last = day_or_interval.partition("/")
    return _days(first)[0], _days(last if slash else first)[1]


def _days(text: str) -> tuple[str | None, str | None]:
    try:
        if len(text) == 4 and text.isdecimal():
            year = date(int(text), 1, 1)
            return year.isoformat(), year.replace(month=12, day=31).isoformat()
        if len(text) == 7 and text[5:].isdecimal():
            month = date(int(text[:4]), int(text[5:]), 1)
            return month.isoformat(), month.replace(day=calendar.monthrange(month.year, month.month)[1]).isoformat()
        if len(text) >= 7 and text[5] == "W":
            week = text[:8]
            return date.fromisoformat(f"{week}-1").isoformat(), date.fromisoformat(f"{week}-7").isoformat()
        day = date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None, None
    return day, day

"""Stretches of the calendar (a day, a week, a quarter, a decade ...) and how to count in them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "fiscal_year", "decade", "century"
]
Season = Literal["SP", "SU", "FA", "WI"]

SEASONS: tuple[Season, ...] = ("SP", "SU", "FA", "WI")
MONTHS_IN: dict[Unit, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: its unit, and its first and last day, both included."""

    unit: Unit
    first: date
    last: date

    @property
    def value(self) -> str:
        """The TIMEX3 value, such as 2025-10-16, 2025-W42, 2025-W42-WE, 2025-Q4, 2025-FA, 2025, 202 or 20."""
        year = f"{self.first.year:04d}"
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                iso = self.first.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.unit == "weekend" else "")
            case "month":
                return self.first.isoformat()[:7]
            case "quarter":
                return f"{year}-Q{(self.first.month + 2) // 3}"
            case "half":
                return f"{year}-H{1 if self.first.month == 1 else 2}"
            case "season":
                return f"{year}-{SEASONS[self.first.month // 3 - 1]}"
            case "fiscal_year":
                return f"FY{year}"
            case "decade":
                return year[:3]
            case "century":
                return year[:2]
            case _:
                return year


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None if the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period("day", found, found)


def one_day(found: date) -> Period:
    return Period("day", found, found)


def week_of(inside: date) -> Period | None:
    """The ISO week, Monday to Sunday, that holds a day."""
    return _from_to("week", inside, -inside.weekday(), 6 - inside.weekday())


def weekend_of(inside: date) -> Period | None:
    """The Saturday and Sunday of the ISO week that holds a day."""
    return _from_to("weekend", inside, 5 - inside.weekday(), 6 - inside.weekday())


def month(year: int, number: int) -> Period | None:
    return _months("month", year, number)


def quarter(year: int, number: int) -> Period | None:
    return _months("quarter", year, 3 * number - 2)


def half(year: int, number: int) -> Period | None:
    return _months("half", year, 6 * number - 5)


def season(year: int, name: Season) -> Period | None:
    """Spring is March to May of the year, and so on; winter begins in its December, as the value's year says."""
    return _months("season", year, 3 * SEASONS.index(name) + 3)


def year_of(number: int) -> Period | None:
    return _months("year", number, 1)


def fiscal_year(number: int) -> Period | None:
    """A fiscal year by its name. Its days are taken as the calendar year's: they differ from company to company."""
    found = year_of(number)
    return found and Period("fiscal_year", found.first, found.last)


def decade(first_year: int) -> Period | None:
    return _months("decade", first_year, 1)


def century(number: int) -> Period | None:
    """The years that begin with ``number - 1``, as TIMEX3 counts: the 20th century is 1900 to 1999."""
    return _months("century", 100 * (number - 1), 1)


def containing(unit: Unit, inside: date) -> Period | None:
    """The period of a unit that holds a day; None at the ends of the calendar."""
    match unit:
        case "day":
            return one_day(inside)
        case "week":
            return week_of(inside)
        case "weekend":
            return weekend_of(inside)
        case "month":
            return month(inside.year, inside.month)
        case "quarter":
            return quarter(inside.year, (inside.month + 2) // 3)
        case "half":
            return half(inside.year, 1 if inside.month <= 6 else 2)
        case "season":
            start = inside.year if inside.month >= 3 else inside.year - 1
            return season(start, SEASONS[inside.month // 3 - 1])
        case "fiscal_year":
            return fiscal_year(inside.year)
        case "decade":
            return decade(inside.year // 10 * 10)
        case "century":
            return century(inside.year // 100 + 1)
        case _:
            return year_of(inside.year)


def shifted(unit: Unit, inside: date, count: int) -> Period | None:
    """The period ``count`` units after (before, if negative) the one that holds a day; None outside the calendar."""
    here = containing(unit, inside)
    if here is None:
        return None
    try:
        if unit == "day":
            return one_day(inside + timedelta(days=count))
        if unit in ("week", "weekend"):
            return containing(unit, inside + timedelta(weeks=count))
        return containing(unit, add_months(here.first, count * MONTHS_IN.get(unit, 12)))
    except (ValueError, OverflowError):
        return None


def add_months(start: date, count: int) -> date:
    """The same day of a later or earlier month, or that month's last day. Raises ValueError outside the calendar."""
    years, month0 = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not date.min.year <= years <= date.max.year:
        raise ValueError(f"year {years} is outside the calendar")
    return date(years, month0 + 1, min(start.day, monthrange(years, month0 + 1)[1]))


def _months(unit: Unit, year: int, first_month: int) -> Period | None:
    try:
        first = date(year, first_month, 1)
        last = add_months(first, MONTHS_IN[unit] - 1)
        return Period(unit, first, date(last.year, last.month, monthrange(last.year, last.month)[1]))
    except (ValueError, OverflowError):
        return None


def _from_to(unit: Unit, inside: date, before: int, after: int) -> Period | None:
    try:
        return Period(unit, inside + timedelta(days=before), inside + timedelta(days=after))
    except OverflowError:
        return None

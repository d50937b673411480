"""Places what a time expression says on the calendar: fills in the year, counts weeks, looks back or ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from services.extractor import calendar_periods as calendar
from services.extractor.calendar_holidays import holiday
from services.extractor.calendar_periods import SEASONS, Period, Unit
from services.extractor.time_meanings import (
    Absolute,
    AtTime,
    Counted,
    Current,
    DayOfMonth,
    Meaning,
    NoTime,
    OfYear,
    Repeated,
    Stated,
    Weekday,
)

Direction = Literal["past", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may lean on.

    ``anchor`` is the article's day, ``mentioned`` the periods that the text has named, the last one first;
    ``direction`` is where the verb looks, and ``at_end`` says that the words speak of a period's end; ``told_year`` is
    a date with its year that the expression follows.
    """

    anchor: date | None
    mentioned: Sequence[Period] = ()
    direction: Direction = "unknown"
    at_end: bool = False
    told_year: Period | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value and, where it lies on the calendar, its days."""

    value: str
    period: Period | None = None


def resolve(meaning: Meaning, context: Context) -> Resolved | None:
    """The value of an expression; None if the calendar has no such day, such as 30 February.

    What the context cannot tell is written as TIMEX3 has it: XXXX-10-16 without a year, PAST_REF for "two years ago"
    in a text without a date.
    """
    match meaning:
        case Stated():
            return Resolved(meaning.value)
        case AtTime():
            return _time(meaning, context)
        case Absolute():
            return _placed(meaning.period)
        case Counted():
            return _counted(meaning, context)
        case OfYear():
            return _of_year(meaning, context)
        case Weekday():
            return _weekday(meaning, context)
        case DayOfMonth():
            return _day_of_month(meaning, context)
        case Current():
            return _current(meaning, context)
        case Repeated():
            return _repeated(meaning, context)
        case NoTime():
            return None


def _placed(period: Period | None) -> Resolved | None:
    return Resolved(period.value, period) if period else None


def _origin(origin: str, context: Context, *units: Unit) -> date | None:
    """The day to count from: that of the last mention that is as exact as the unit that is counted."""
    if origin == "mentioned":
        for period in context.mentioned:
            if not units or period.unit in units:
                return period.first
    return context.anchor


_NO_COARSER: dict[Unit, tuple[Unit, ...]] = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "weekend": ("day", "week", "weekend"),
    "month": ("day", "week", "weekend", "month"),
    "quarter": ("day", "week", "weekend", "month", "quarter", "season"),
}


def _counted(meaning: Counted, context: Context) -> Resolved | None:
    origin = _origin(meaning.origin, context, *_NO_COARSER.get(meaning.unit, ()))
    if origin and origin == context.anchor and meaning == Counted("weekend", 0, "mentioned"):
        # On a Monday, "the weekend" is the one that has passed, unless the verb looks ahead.
        step = -1 if origin.weekday() < 4 and context.direction != "future" else 0
        return _placed(calendar.shifted("weekend", origin, step))
    if origin and (period := calendar.shifted(meaning.unit, origin, meaning.count)):
        return Resolved(period.value, period)
    vague = "PRESENT_REF" if not meaning.count else "PAST_REF" if meaning.count < 0 else "FUTURE_REF"
    return Resolved(vague)


def _time(meaning: AtTime, context: Context) -> Resolved | None:
    if meaning.day is None:
        day = _origin("mentioned", context, "day")
        found = _placed(calendar.one_day(day)) if day else None
    else:
        found = resolve(meaning.day, context)
    if found is None:
        return None
    if found.value.endswith("_REF"):
        return Resolved(f"XXXX-XX-XXT{meaning.clock}")
    return Resolved(f"{found.value}T{meaning.clock}", found.period)


def _of_year(meaning: OfYear, context: Context) -> Resolved | None:
    anchor = context.anchor
    if isinstance(meaning.year, int):
        return _placed(_in_year(meaning, meaning.year))
    if anchor is None:
        return Resolved(_without_year(meaning))
    if isinstance(meaning.year, Counted):
        return _placed(_in_year(meaning, anchor.year + meaning.year.count))
    if meaning.turn == 0:
        return _placed(_in_year(meaning, anchor.year))
    if meaning.turn is None and (told := _after_told_year(meaning, context, anchor)):
        return _placed(told)
    near = [found for year in (-1, 0, 1) if (found := _in_year(meaning, anchor.year + year))]
    if meaning.turn == -1:
        return _placed(_latest([p for p in near if p.last < anchor]))
    if meaning.turn == 1:
        return _placed(_earliest([p for p in near if p.first > anchor]))
    if meaning.part == "day" and not near:
        # 29 February: the leap year nearest in the direction that is meant.
        near = [found for year in range(-8, 9) if (found := _in_year(meaning, anchor.year + year))]
    if context.direction == "future":
        return _placed(_earliest([p for p in near if p.last >= anchor]))
    if context.direction == "past":
        return _placed(_latest([p for p in near if p.first <= anchor]))
    return _placed(min(near, key=lambda p: (_distance(p, anchor), p.first)) if near else None)


def _after_told_year(meaning: OfYear, context: Context, anchor: date) -> Period | None:
    """The first such day or month behind a date of an earlier year, as stories are told in order."""
    told = context.told_year
    if told is None or told.first.year >= anchor.year or meaning.part not in ("day", "month"):
        return None
    if told.unit == "year" and meaning.part != "day":
        return None
    years = (told.first.year, told.first.year + 1) if told.unit != "year" else (told.first.year,)
    candidates = [found for year in years if (found := _in_year(meaning, year)) and found.first >= told.first]
    first = _earliest(candidates)
    return first if first and first.first <= anchor else None


def _weekday(meaning: Weekday, context: Context) -> Resolved | None:
    origin = _origin(meaning.origin, context, "day")
    if origin is None:
        return Resolved(f"XXXX-WXX-{meaning.number}")
    here = origin.isoweekday()
    if meaning.week is not None:
        days = 7 * meaning.week + meaning.number - here
    elif meaning.turn == -1:
        days = -((here - meaning.number - 1) % 7 + 1)
    elif meaning.turn == 1:
        days = (meaning.number - here - 1) % 7 + 1
    elif context.direction == "future" or meaning.turn == 0:
        days = (meaning.number - here) % 7
    else:
        days = -((here - meaning.number) % 7)
    try:
        return _placed(calendar.one_day(origin + timedelta(days=days)))
    except OverflowError:
        return None


def _day_of_month(meaning: DayOfMonth, context: Context) -> Resolved | None:
    """Only in a month that the text has just named; else "the 16th" may be the 16th of anything."""
    if not context.mentioned or context.mentioned[0].unit not in ("day", "month"):
        return None
    mentioned = context.mentioned[0]
    return _placed(calendar.day(mentioned.first.year, mentioned.first.month, meaning.number))


def _current(meaning: Current, context: Context) -> Resolved | None:
    found = _counted(Counted(meaning.unit, 0), context)
    ends_ahead = found and found.period and context.anchor and found.period.last > context.anchor
    if context.at_end and context.direction == "past" and ends_ahead:
        return _counted(Counted(meaning.unit, -1), context)
    return found


def _repeated(meaning: Repeated, context: Context) -> Resolved | None:
    if not context.mentioned:
        return Resolved("PAST_REF" if meaning.years < 0 else "FUTURE_REF")
    mentioned = context.mentioned[0]
    try:
        moved = calendar.add_months(mentioned.first, 12 * meaning.years)
    except ValueError:
        return None
    if mentioned.unit == "week":
        # The same week of the year, not the week of the same date.
        moved += timedelta(days=3)
    return _placed(calendar.containing(mentioned.unit, moved))


def _in_year(meaning: OfYear, year: int) -> Period | None:
    if not date.min.year <= year <= date.max.year:
        return None
    match meaning.part:
        case "day":
            return calendar.day(year, meaning.number, meaning.day)
        case "month":
            return calendar.month(year, meaning.number)
        case "quarter":
            return calendar.quarter(year, meaning.number)
        case "half":
            return calendar.half(year, meaning.number)
        case "season":
            return calendar.season(year, SEASONS[meaning.number - 1])
        case "holiday":
            found = holiday(meaning.name, year)
            return calendar.one_day(found) if found else None


def _without_year(meaning: OfYear) -> str:
    match meaning.part:
        case "day":
            return f"XXXX-{meaning.number:02d}-{meaning.day:02d}"
        case "month":
            return f"XXXX-{meaning.number:02d}"
        case "quarter":
            return f"XXXX-Q{meaning.number}"
        case "half":
            return f"XXXX-H{meaning.number}"
        case "season":
            return f"XXXX-{SEASONS[meaning.number - 1]}"
        case "holiday":
            return "XXXX-XX-XX"


def _latest(periods: list[Period]) -> Period | None:
    return max(periods, key=lambda period: period.first, default=None)


def _earliest(periods: list[Period]) -> Period | None:
    return min(periods, key=lambda period: period.first, default=None)


def _distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))

"""Places what a time expression says on the calendar: counts days and weeks, looks back or ahead."""

from __future__ import annotations

from datetime import date, timedelta

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.calendar_periods import Unit
from services.extractor.times.time_context import Context, Resolved, placed
from services.extractor.times.time_meanings import (
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
from services.extractor.times.time_years import resolve_part_of_year


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
            return placed(meaning.period)
        case Counted():
            return _counted(meaning, context)
        case OfYear():
            return resolve_part_of_year(meaning, context)
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
        return placed(calendar.shifted("weekend", origin, step))
    if origin and (period := calendar.shifted(meaning.unit, origin, meaning.count)):
        return Resolved(period.value, period)
    vague = "PRESENT_REF" if not meaning.count else "PAST_REF" if meaning.count < 0 else "FUTURE_REF"
    return Resolved(vague)


def _time(meaning: AtTime, context: Context) -> Resolved | None:
    if meaning.day is None:
        day = _origin("mentioned", context, "day")
        found = placed(calendar.one_day(day)) if day else None
    else:
        found = resolve(meaning.day, context)
    if found is None:
        return None
    if found.value.endswith("_REF"):
        return Resolved(f"XXXX-XX-XXT{meaning.clock}")
    return Resolved(f"{found.value}T{meaning.clock}", found.period)


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
    elif context.direction in ("future", "present") or meaning.turn == 0:
        days = (meaning.number - here) % 7
    else:
        days = -((here - meaning.number) % 7)
    try:
        return placed(calendar.one_day(origin + timedelta(days=days)))
    except OverflowError:
        return None


def _day_of_month(meaning: DayOfMonth, context: Context) -> Resolved | None:
    """Only in a month that the text has just named; else "the 16th" may be the 16th of anything."""
    if not context.mentioned or context.mentioned[0].unit not in ("day", "month"):
        return None
    mentioned = context.mentioned[0]
    return placed(calendar.day(mentioned.first.year, mentioned.first.month, meaning.number))


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
    return placed(calendar.containing(mentioned.unit, moved))

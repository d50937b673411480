"""Places parts of a year (a month, a day of it, a quarter, Easter), whose year the text may leave to the reader."""

from __future__ import annotations

from datetime import date, timedelta

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.calendar_holidays import holiday
from services.extractor.times.calendar_periods import SEASONS, Period
from services.extractor.times.time_context import Context, Resolved, placed
from services.extractor.times.time_meanings import Counted, OfYear


def resolve_part_of_year(meaning: OfYear, context: Context) -> Resolved | None:
    """In its own year; else in that which the words ("last May"), the story or the verb points to; else the nearest."""
    anchor = context.anchor
    if isinstance(meaning.year, int):
        return placed(_in_year(meaning, meaning.year))
    if anchor is None:
        return Resolved(_without_year(meaning))
    if isinstance(meaning.year, Counted):
        from_story = meaning.year.origin == "mentioned" and context.mentioned
        base = context.mentioned[0].first if from_story else anchor
        return placed(_in_year(meaning, base.year + meaning.year.count))
    if meaning.turn == 0:
        return placed(_in_year(meaning, anchor.year))
    if meaning.turn is None and (told := _after_told_year(meaning, context, anchor)):
        return placed(told)
    near = [found for year in (-1, 0, 1) if (found := _in_year(meaning, anchor.year + year))]
    if meaning.turn == -1:
        return placed(_latest([p for p in near if p.last < anchor]))
    if meaning.turn == 1:
        return placed(_earliest([p for p in near if p.first > anchor]))
    if meaning.part == "day" and not near:
        # 29 February: the leap year nearest in the direction that is meant.
        near = [found for year in range(-8, 9) if (found := _in_year(meaning, anchor.year + year))]
    if context.direction == "future" or (context.direction == "present" and meaning.part == "day"):
        return placed(_earliest([p for p in near if p.last >= anchor]))
    if context.direction == "past":
        return placed(_latest([p for p in near if p.first <= anchor]))
    # News looks back more than ahead, so what lies ahead has to be nearer by far to be what is meant.
    ahead = 1 if context.direction == "present" else 2
    return placed(min(near, key=lambda p: (_distance(p, anchor, ahead), p.first)) if near else None)


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
        case "weekday":
            return _nth_weekday(meaning, year)
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
        case "weekday":
            return f"XXXX-{meaning.number:02d}-XX"


def _latest(periods: list[Period]) -> Period | None:
    return max(periods, key=lambda period: period.first, default=None)


def _earliest(periods: list[Period]) -> Period | None:
    return min(periods, key=lambda period: period.first, default=None)


def _distance(period: Period, day: date, ahead: int) -> int:
    """Days from a day to a period; days ahead count so many times."""
    return max((period.first - day).days * ahead, (day - period.last).days, 0)


def _nth_weekday(meaning: OfYear, year: int) -> Period | None:
    """The first Monday of a month; the last one if ``day`` is -1."""
    month = calendar.month(year, meaning.number)
    if month is None:
        return None
    days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
    named = [one for one in days if one.isoweekday() == meaning.weekday]
    which = meaning.day if meaning.day < 0 else meaning.day - 1
    return calendar.one_day(named[which]) if which < len(named) else None

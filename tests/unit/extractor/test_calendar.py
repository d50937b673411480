"""The calendar's corners: leap days, year ends, ISO weeks, movable holidays."""

from __future__ import annotations

from datetime import date

import pytest

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.calendar_holidays import holiday
from services.extractor.times.calendar_values import period_of


def test_there_is_no_29_february_in_a_common_year():
    assert calendar.day(2025, 2, 29) is None


def test_a_year_after_29_february_is_the_last_of_february():
    assert calendar.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        (date(2024, 12, 30), "2025-W01"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2025, 11, 2), "2025-W44"),
    ],
)
def test_weeks_are_iso_weeks_also_at_the_turn_of_the_year(inside: date, value: str):
    week = calendar.week_of(inside)
    assert week is not None
    assert week.value == value


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("day", -1, "2024-12-31"),
        ("week", -1, "2024-W52"),
        ("weekend", 0, "2025-W01-WE"),
        ("month", -1, "2024-12"),
        ("quarter", -1, "2024-Q4"),
        ("half", -1, "2024-H2"),
        ("season", 0, "2024-WI"),
        ("season", 1, "2025-SP"),
        ("year", -1, "2024"),
        ("decade", -1, "201"),
        ("century", -1, "19"),
    ],
)
def test_counting_from_new_years_day(unit: calendar.Unit, count: int, value: str):
    period = calendar.shifted(unit, date(2025, 1, 1), count)
    assert period is not None
    assert period.value == value


def test_a_winter_reaches_into_the_next_year():
    assert calendar.season(2023, "WI") == calendar.Period("season", date(2023, 12, 1), date(2024, 2, 29))


def test_the_20th_century_is_1900_to_1999():
    assert calendar.century(20) == calendar.Period("century", date(1900, 1, 1), date(1999, 12, 31))


@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "decade", "century"])
def test_outside_the_calendar_there_is_nothing(unit: calendar.Unit):
    assert calendar.shifted(unit, date(9999, 12, 31), 1_000_000) is None
    assert calendar.shifted(unit, date(1, 1, 1), -1_000_000) is None


@pytest.mark.parametrize("value", ["P3Y", "PRESENT_REF", "XXXX-10-16", "2025-02-30", "2025-W60", "2025-13", ""])
def test_what_has_no_place_on_the_calendar_is_no_period(value: str):
    assert period_of(value) is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2025, date(2025, 4, 20)),
        ("good friday", 2024, date(2024, 3, 29)),
        ("thanksgiving", 2025, date(2025, 11, 27)),
        ("black friday", 2024, date(2024, 11, 29)),
        ("memorial day", 2025, date(2025, 5, 26)),
        ("labor day", 2025, date(2025, 9, 1)),
        ("martin luther king day", 2025, date(2025, 1, 20)),
    ],
)
def test_movable_holidays(name: str, year: int, day: date):
    assert holiday(name, year) == day


def test_a_holiday_outside_the_calendar_is_none():
    assert holiday("christmas", 10_000) is None

"""Whatever the text, reading its times ends, raises nothing and gives valid TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date

import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.extractor.events.event_dates import event_date
from services.extractor.times import time_lexicon as lexicon
from services.extractor.times.calendar_periods import Unit, containing, shifted
from services.extractor.times.calendar_values import period_of
from services.extractor.times.find_times import find_times

_CLOCK = r"(?:MO|AF|EV|NI|MI|XX(?::XX)?|\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)"
_WEEK = r"W(?:\d\d|XX)(?:-(?:WE|[1-7]))?"
_CALENDAR = rf"(?:\d{{4}}|XXXX)(?:-(?:(?:\d\d|XX)(?:-(?:\d\d|XX))?|{_WEEK}|Q[1-4X]|H[12X]|SP|SU|FA|WI|SX))?"
VALID = re.compile(
    rf"{_CALENDAR}(?:T{_CLOCK})?|\d{{1,3}}|X{{1,3}}|FY\d{{4}}|(?:PAST|PRESENT|FUTURE)_REF"
    r"|P(?:T)?(?:X|\d+(?:\.\d+)?)(?:Y|M|W|D|H|S|Q|E|C|L|WE)"
)

_LITTLE = """
    the a an of in on at by for until since last this next previous following ago later earlier before after from to
    between and early late mid end beginning Christmas Easter quarter half fiscal year century . , - – / : ( ' ’ $ % 29
    February 30 31 2024 2023 1999 9999 0001 1000000 99 1st 3rd 22nd p.m. am 25:61 7/8/07 2025-02-30 31.12.1999 1980s
    '80s 20th Q3 FY24 12:30 1,000 2.5 couple few several every each once times said met will
"""
_WORDS = sorted(
    {*lexicon.MONTHS, *lexicon.WEEKDAYS, *lexicon.UNITS, *lexicon.UNITS_PLURAL, *lexicon.NUMBER_WORDS, *lexicon.VAGUE}
    | {*lexicon.ORDINAL_WORDS, *lexicon.SEASON_NAMES, *lexicon.DAY_PARTS, *lexicon.FREQUENCIES, *lexicon.ZONES}
    | {*_LITTLE.split(), "\n\n", " "}
)
phrases = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
anchors = st.none() | st.dates()
_TOKENIZE = spacy.blank("en")


@settings(max_examples=500)
@given(text=phrases | st.text(max_size=200), anchor=anchors)
@example(text="100000 years ago", anchor=date(2025, 11, 2))
@example(text="ten thousand centuries later", anchor=date(9999, 12, 31))
@example(text="the previous day and the day before yesterday", anchor=date(1, 1, 1))
@example(text="Feb. 29 and February 30", anchor=date(2025, 11, 2))
@example(text="fifty days earlier hourly", anchor=None)
@example(text="the weekend of the 31st week", anchor=date(9999, 12, 31))
def test_values_are_valid_and_lie_in_order_inside_the_text(text: str, anchor: date | None):
    times = find_times(_TOKENIZE(text), anchor)

    assert [time.value for time in times if not VALID.fullmatch(time.value)] == []
    assert [time.text for time in times] == [text[time.start : time.end] for time in times]
    ends = [0, *(time.end for time in times)]
    assert all(end <= time.start < time.end for end, time in zip(ends, times, strict=False))


@settings(max_examples=300)
@given(text=phrases, anchor=anchors)
def test_every_value_gives_an_event_a_date_or_none(text: str, anchor: date | None):
    for time in find_times(_TOKENIZE(text), anchor):
        dated = event_date(time.value, anchor)
        if dated and dated.precision != "minute":
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d-\d\d)?)?", dated.value)


_UNITS: list[Unit] = ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]


@given(inside=st.dates(min_value=date(1001, 1, 1)), unit=st.sampled_from(_UNITS))
def test_a_period_is_read_back_from_its_value(inside: date, unit: Unit):
    period = containing(unit, inside)
    if period is not None:
        assert period_of(period.value) == period


@given(inside=st.dates(date(1200, 1, 1), date(9700, 1, 1)), unit=st.sampled_from(_UNITS), count=st.integers(0, 24))
def test_counting_units_ahead_and_back_comes_home(inside: date, unit: Unit, count: int):
    if unit == "century":
        count %= 3
    there = shifted(unit, inside, count)
    assert there is not None
    assert shifted(unit, there.first, -count) == containing(unit, inside)

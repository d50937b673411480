"""Time expressions in sentences: what the verb, the preposition and the story around them decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

from services.extractor.times.find_times import find_times

Parse = Callable[[str], Doc]
WEDNESDAY = date(2025, 11, 5)


def values(doc: Doc, anchor: date | None = WEDNESDAY) -> dict[str, str]:
    return {time.text: time.value for time in find_times(doc, anchor)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two leaders met on Friday.", "2025-10-31"),
        ("The two leaders will meet on Friday.", "2025-11-07"),
        ("The trial is set to begin on Friday.", "2025-11-07"),
        ("The court said the shop must stay closed until Friday.", "2025-11-07"),
        ("The match has been postponed until Friday.", "2025-11-07"),
        ("The hearing was scheduled for Friday.", "2025-11-07"),
        ("The film opens on Friday.", "2025-11-07"),
        ("She resigned last Friday.", "2025-10-31"),
        ("She will resign next Friday.", "2025-11-07"),
        ("The company announced the plan on Wednesday.", "2025-11-05"),
    ],
)
def test_the_verb_tells_whether_a_weekday_is_past_or_ahead(parse: Parse, text: str, value: str):
    assert list(values(parse(text)).values()) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was arrested on Dec. 3.", "2024-12-03"),
        ("He will appear in court on Dec. 3.", "2025-12-03"),
        ("A hearing on Dec. 3 was announced by the court.", "2025-12-03"),
        ("The law takes effect on July 1.", "2026-07-01"),
        ("Sales rose in December.", "2024-12"),
        ("It was the third attack since December.", "2024-12"),
        ("The bridge will be closed until March.", "2026-03"),
        ("The bridge was opened last March.", "2025-03"),
    ],
)
def test_a_missing_year_is_chosen_by_the_verb_or_is_the_nearest(parse: Parse, text: str, value: str):
    assert list(values(parse(text)).values()) == [value]


def test_two_days_joined_by_and_look_the_same_way(parse: Parse):
    assert values(parse("On Dec. 31 and Jan. 1 the shops were closed.")) == {
        "Dec. 31": "2024-12-31",
        "Jan. 1": "2025-01-01",
    }


def test_people_are_no_months(parse: Parse):
    assert values(parse("August Wilson met the actors in August.")) == {"August": "2025-08"}


def test_29_february_is_looked_for_in_leap_years_only(parse: Parse):
    assert values(parse("He was born on Feb. 29.")) == {"Feb. 29": "2024-02-29"}


def test_the_next_day_counts_from_the_date_last_mentioned(parse: Parse):
    found = values(
        parse("He called her on Oct. 16. The next day he resigned.\n\nThat week she left. Two days later he died.")
    )
    assert found == {
        "Oct. 16": "2025-10-16",
        "The next day": "2025-10-17",
        "That week": "2025-W42",
        "Two days later": "2025-10-19",
    }


def test_days_without_a_year_follow_the_story(parse: Parse):
    text = "He was freed on March 3, 2010, and jailed again in July. In 1986 the shuttle exploded on January 28."
    assert values(parse(text)) == {
        "March 3, 2010": "2010-03-03",
        "July": "2010-07",
        "1986": "1986",
        "January 28": "1986-01-28",
    }


def test_a_range_is_two_expressions_each_in_full(parse: Parse):
    found = values(parse("The talks were held on Oct. 23-25 in Geneva, and from Sept. 30 to Oct. 2 in Rome."))
    assert found == {"Oct. 23": "2025-10-23", "25": "2025-10-25", "Sept. 30": "2025-09-30", "Oct. 2": "2025-10-02"}


def test_what_the_company_counts_is_no_year(parse: Parse):
    text = "More than 2000 people came, 1950 workers left, and Flight 1549 was late. In 2009 sales fell."
    assert values(parse(text)) == {"2009": "2009"}


def test_a_day_after_what_is_counted_is_a_rate(parse: Parse):
    found = find_times(parse("They earn $15 an hour, and it took them an hour to get there."), WEDNESDAY)
    assert [(time.type, time.value) for time in found] == [("SET", "XXXX-XX-XXTXX"), ("DURATION", "PT1H")]


def test_the_kind_of_day_is_no_length(parse: Parse):
    assert values(parse("This is a day nobody was prepared for.")) == {}


def test_without_a_date_of_publication_values_keep_what_the_text_says(parse: Parse):
    found = values(parse("He called on Oct. 16, as he did last week, on Tuesday and on May 3, 2010."), None)
    assert found == {
        "Oct. 16": "XXXX-10-16",
        "last week": "PAST_REF",
        "Tuesday": "XXXX-WXX-2",
        "May 3, 2010": "2010-05-03",
    }


def test_the_end_of_the_year_has_passed_if_it_is_told_in_the_past(parse: Parse):
    assert values(parse("The flu peaked by the end of the year.")) == {"the end of the year": "2024"}
    assert values(parse("The plant will close by the end of the year.")) == {"the end of the year": "2025"}


def test_the_part_of_a_period_that_is_meant_is_its_modifier(parse: Parse):
    found = find_times(parse("It began in early 2019, in mid-March, at the end of 2020 and in 2021."), WEDNESDAY)
    assert [(time.text, time.modifier) for time in found] == [
        ("early 2019", "START"),
        ("mid-March", "MID"),
        ("the end of 2020", "END"),
        ("2021", None),
    ]


def test_time_zones_are_kept(parse: Parse):
    found = values(parse("At 0800 UTC the bank closed. It opened at 3:30 p.m. EST on Tuesday."))
    assert list(found.values()) == ["2025-11-05T08:00Z", "2025-11-04T15:30-05:00"]


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("She spoke at 3 p.m. ET on July 4.", date(2025, 7, 5), ["2025-07-04T15:00"]),
        ("She spoke at 3 p.m. ET on Jan. 4.", date(2025, 1, 5), ["2025-01-04T15:00"]),
        ("She spoke at 3 p.m. EDT on July 4.", date(2025, 7, 5), ["2025-07-04T15:00-04:00"]),
        ("She spoke at 3 p.m. EST on Jan. 4.", date(2025, 1, 5), ["2025-01-04T15:00-05:00"]),
        # No clock of Paris shows this minute; the text says so all the same.
        ("The train left at 2:30 a.m. on March 30.", date(2025, 4, 1), ["2025-03-30T02:30"]),
        # A night of 23 hours is a night.
        ("It opened on March 29 and closed 24 hours later.", date(2025, 4, 1), ["2025-03-29", "2025-03-30"]),
    ],
)
def test_daylight_saving_moves_no_day_and_no_hour(parse: Parse, text: str, published: date, told: list[str]):
    assert [time.value for time in find_times(parse(text), published)] == told


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ("They met yesterday.", date(2024, 3, 1), ["2024-02-29"]),
        ("They met yesterday.", date(2025, 3, 1), ["2025-02-28"]),
        ("They met yesterday.", date(2025, 1, 1), ["2024-12-31"]),
        ("They met last year.", date(2024, 2, 29), ["2023"]),
        ("He died on Dec. 31 and was buried the next day.", date(2026, 1, 5), ["2025-12-31", "2026-01-01"]),
    ],
)
def test_leap_days_and_the_ends_of_years_are_days_like_others(
    parse: Parse, text: str, published: date, told: list[str]
):
    assert [time.value for time in find_times(parse(text), published)] == told

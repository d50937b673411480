"""A timeline as a table, a calendar and a page, to the letter."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime

import pytest

from cli.render.timeline_axis import axis
from cli.render.timeline_csv import timeline_csv
from cli.render.timeline_html import timeline_html
from cli.render.timeline_ics import timeline_ics
from services.indexer.queries import EventParticipant, EventSource, MergedTimeline, TimelineEntry

NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


def a_source(article: str = "a1", **fields: str) -> EventSource:
    known = {"headline": "Call, then; nothing", "outlet": "The Post", "url": "https://post.example/1"} | fields
    return EventSource(article, published_at="2025-10-17", sentence=f"Told by {article}.", start=6, **known)  # type: ignore[arg-type]


def an_entry(sentence: str = "Lee called Roe.", day: str = "2025-10-16", **fields: object) -> TimelineEntry:
    given: dict[str, object] = {
        "date": day, "precision": "day", "first_day": day, "last_day": day, "sentence": sentence,
        "predicates": ("called",), "text": sentence, "kind": "happening", "modality": "asserted",
        "polarity": "affirmative", "dated_by": "expression",
        "participants": (EventParticipant("Ann Lee", "PERSON", "agent"),), "sources": (a_source(),),
    }  # fmt: skip
    return TimelineEntry(**{**given, **fields})  # type: ignore[arg-type]  # a builder


def page(*entries: TimelineEntry, title: str = "Timeline") -> str:
    return timeline_html(MergedTimeline(len(entries), False, entries), title)


def test_a_table_has_a_row_per_entry():
    entry = an_entry("Lee called\nRoe.", sources=(a_source(), a_source("a2", outlet="The Sun", url="")))
    (row,) = csv.DictReader(timeline_csv([entry]).splitlines())
    assert (row["first_day"], row["event"], row["participants"]) == ("2025-10-16", "Lee called Roe.", "Ann Lee")
    assert (row["articles"], row["article_ids"], row["outlets"]) == ("2", "a1; a2", "The Post; The Sun")
    assert row["urls"] == "https://post.example/1"


@pytest.mark.parametrize("sentence", ["=1+1", "+1", "-1", "@now"])
def test_a_spreadsheet_gets_no_formula(sentence: str):
    (row,) = csv.DictReader(timeline_csv([an_entry(sentence)]).splitlines())
    assert row["event"] == f"'{sentence}"


def test_a_calendar_has_an_all_day_event_per_entry():
    assert timeline_ics([an_entry("Lee, at noon; called.")], NOON).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Copydesk//Timeline//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:bff2d48c42d52208e7f484f87e5ead88@copydesk",
        "DTSTAMP:20260102T120000Z",
        "DTSTART;VALUE=DATE:20251016",
        "DTEND;VALUE=DATE:20251017",
        "SUMMARY:Lee\\, at noon\\; called.",
        "DESCRIPTION:Source: The Post · Call\\, then\\; nothing · https://post.examp",
        " le/1",
        "CATEGORIES:Ann Lee",
        "URL:https://post.example/1",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_no_line_of_a_calendar_is_longer_than_75_octets_and_unfolding_gives_it_back():
    sentence = "Київ " * 60 + "\\n"
    text = timeline_ics([an_entry(sentence)], NOON)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{' '.join(['Київ'] * 60)} \\\\n\r\n" in text.replace("\r\n ", "")


def test_a_later_calendar_has_the_same_identifiers():
    def identifiers(*sources: EventSource) -> list[str]:
        return re.findall("UID:.*", timeline_ics([an_entry(sources=sources)], NOON))

    assert identifiers(a_source()) == identifiers(a_source(), a_source("a2"))
    assert identifiers(a_source()) != identifiers(a_source("a2"))


def test_what_lies_within_a_month_takes_the_month_and_says_so():
    month = an_entry(date="2025-10", precision="month", first_day="2025-10-01", last_day="2025-10-31")
    text = timeline_ics([month, an_entry(day="9999-12-31", modality="planned")], NOON)
    assert "DTSTART;VALUE=DATE:20251001\r\nDTEND;VALUE=DATE:20251101\r\n" in text
    assert "DESCRIPTION:Date: 2025-10\\nSource: " in text
    assert text.count("DTEND") == 1  # no day comes after the last
    assert "STATUS:TENTATIVE" in text


def test_a_line_break_from_an_article_begins_no_line_of_a_calendar():
    text = timeline_ics([an_entry(sources=(a_source(headline="x\r\nATTENDEE:y", url="https://a b\r\nX:y"),))], NOON)
    assert not re.search("^(ATTENDEE|X|URL)", text, re.MULTILINE)


def test_a_page_escapes_what_articles_say_and_loads_nothing():
    bad = "<script>alert(1)</script>"
    source = a_source(headline=bad, outlet=bad, url='javascript:"')
    text = page(an_entry(bad, participants=(EventParticipant(bad, "ORG", "agent"),), sources=(source,)), title=bad)
    assert "<script" not in text
    assert not re.search(r"(src|href)=", text)
    assert "default-src 'none'" in text


def test_a_page_links_its_sources_and_shows_the_others_words():
    text = page(an_entry(sources=(a_source(), a_source("a2"))))
    assert '<a href="https://post.example/1" rel="noreferrer noopener">Call, then; nothing</a> · The Post' in text
    assert "and 1 other article" in text
    assert "<q>Told by a2.</q>" in text


def test_a_longer_gap_is_told():
    text = page(an_entry(), an_entry(day="2025-10-17"), an_entry(day="2026-03-01"))
    assert re.findall(r"<span>(\d+ \w+)</span>", text) == ["4 months"]
    assert '<time datetime="2025-10-16">16 October 2025</time> <small>Thursday</small>' in text


def test_an_empty_timeline_is_a_page_too():
    assert "Nothing found." in page()


def test_the_axis_is_true_to_scale():
    places = [("2025-10-01", "2025-10-01", 1, "d0"), ("2025-10-06", "2025-10-06", 2, "d1")]
    svg = axis([*places, ("2025-10-11", "2025-10-11", 1, "d2")])
    assert re.findall(r'cx="([\d.]+)"', svg) == ["24.0", "500.0", "976.0"]
    assert ">1 Oct<" in svg


def test_a_date_far_off_does_not_press_the_others_together():
    near = [(f"2025-10-0{day}", f"2025-10-0{day}", 1, f"d{day}") for day in range(1, 8)]
    svg = axis([("1938-01-01", "1938-01-01", 1, "d0"), *near])
    assert "1 date lies beyond the ends" in svg
    assert re.findall(r'cx="([\d.]+)"', svg)[:2] == ["24.0", "24.0"]


@pytest.mark.parametrize("last", ["2025-10-02", "2026-01-01", "2031-05-01", "2300-01-01", "9999-12-31"])
def test_an_axis_of_any_length_has_few_ticks(last: str):
    ticks = re.findall("<text", axis([("2025-10-01", "2025-10-01", 1, "a"), (last, last, 1, "b")]))
    assert 1 <= len(ticks) <= 10

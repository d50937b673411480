"""`copydesk timeline` of the seed article, in every format, from a process of its own: the acceptance picture."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from running_commands import ROOT, Home

from services.cleaner.clean import clean
from services.extractor.extract import extract
from services.extractor.language_model import load_language_model
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleSubmitted
from shared.streams.handler import Delivered

SEED = ROOT / "seeds" / "000_832dcdeb64442dca.txt"
TOLD = {
    "2025-10-16": "When Putin called Trump on Oct. 16",
    "2025-10-21": "the plans for a Putin-Trump meeting were shelved",
    "2025-10-22": "he imposed sanctions on Russia's two largest oil companies, Rosneft and Lukoil",
    "2025-10-23": 'Karoline Leavitt said a Trump–Putin summit remained "not completely off the table',
    "2025-10-24": "Kirill Dmitriev claimed on Oct. 24",
    "2025-10-25": "Trump also said on Oct. 25",
    "2025-11-02": "Kremlin spokesperson Dmitry Peskov said on Nov. 2",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose index holds the seed article, twice: another newspaper has it from the first."""
    folder = tmp_path_factory.mktemp("timeline")
    content = SEED.read_text("utf-8")
    submitted = [
        ArticleSubmitted(content=content, article_id="seed"),
        ArticleSubmitted(content=content, article_id="copy", source="The Other Paper"),
    ]
    extracted = extract([clean(article) for article in submitted], load_language_model())
    index = SqliteIndex(folder / "index.sqlite")
    index.write([Delivered(article, "test", f"{n}-0", 1) for n, article in enumerate(extracted, 1)], datetime.now(UTC))
    index.close()
    return Home(folder)


def test_json_has_every_date_of_the_acceptance_picture_with_its_sentence_and_both_sources(home: Home):
    entries = home.json("timeline")["entries"]
    for day, words in TOLD.items():
        (entry,) = [one for one in entries if one["date"] == day and words in " ".join(one["sentence"].split())]
        assert {source["article_id"] for source in entry["sources"]} == {"seed", "copy"}
    assert [entry["first_day"] for entry in entries] == sorted(entry["first_day"] for entry in entries)


def test_who_took_part_finds_what_somebody_did(home: Home):
    assert {entry["date"] for entry in home.json("timeline", "Peskov")["entries"]} == {"2025-11-02"}
    assert "2025-10-22" in {entry["date"] for entry in home.json("timeline", "Rosneft", "Lukoil")["entries"]}


def test_csv_is_a_table_with_the_same_entries(home: Home):
    text = written(home, "--csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert dated(rows) == entries_of(home)
    assert {row["articles"] for row in rows} == {"2"}


def test_ics_is_a_calendar_with_the_same_entries(home: Home):
    text = written(home, "--ics")
    events = list(calendar_events(text))
    assert [(event["SUMMARY"], event["DTSTART"]) for event in events] == [
        (sentence, date.fromisoformat(day).strftime("%Y%m%d")) for sentence, day in entries_of(home)
    ]
    assert len({event["UID"] for event in events}) == len(events)


def test_html_is_one_well_formed_page_with_the_same_entries_that_loads_nothing(home: Home):
    page = Page()
    page.feed(written(home, "--html"))
    page.close()
    assert page.open == []
    shown = " ".join(" ".join(page.text).split())
    for sentence, _ in entries_of(home):
        assert sentence in shown
    assert shown.index("16 October 2025") < shown.index("2 November 2025")
    assert page.loads == []


def written(home: Home, option: str) -> str:
    done = home.run("timeline", option)
    assert (done.returncode, done.stderr) == (0, "")
    # Python reads a child's line ends as \n.
    return done.stdout


def entries_of(home: Home) -> list[tuple[str, str]]:
    return [(" ".join(entry["sentence"].split()), entry["first_day"]) for entry in home.json("timeline")["entries"]]


def dated(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["event"], row["first_day"]) for row in rows]


class Line(NamedTuple):
    name: str
    value: str


def calendar_events(text: str) -> Iterator[dict[str, str]]:
    """The events of a calendar. Fails where RFC 5545 is broken: folding, nesting, escapes, what must be there once."""
    assert max(len(line.encode()) for line in text.split("\n")) <= 75
    lines = [content_line(line) for line in text.replace("\n ", "").removesuffix("\n").split("\n")]
    assert (lines[0], lines[-1]) == (Line("BEGIN", "VCALENDAR"), Line("END", "VCALENDAR"))
    assert {"VERSION", "PRODID"} <= {line.name for line in lines}
    event: dict[str, str] | None = None
    for line in lines[1:-1]:
        if line == Line("BEGIN", "VEVENT"):
            assert event is None
            event = {}
        elif line == Line("END", "VEVENT"):
            assert event is not None
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= event.keys()
            assert event["DTSTART"] < event["DTEND"]
            assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
            yield event
            event = None
        elif event is not None:
            assert line.name not in event
            event[line.name] = line.value
    assert event is None


def content_line(line: str) -> Line:
    found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line)
    assert found, line
    name, parameters, value = found.groups()
    if "VALUE=DATE" in parameters:
        date.fromisoformat(f"{value[:4]}-{value[4:6]}-{value[6:]}")
    if name in ("SUMMARY", "DESCRIPTION"):
        assert re.fullmatch(r"(?:[^\\;,\x00-\x1f]|\\[\\;,nN])*", value), line
        value = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], value)
    return Line(name, value)


class Page(HTMLParser):
    """Which elements are open, what is shown, and what would be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        if tag in ("script", "link", "img", "iframe", "object", "embed") or "src" in dict(attrs):
            self.loads.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

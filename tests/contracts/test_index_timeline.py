"""What a timeline leaves out, whom it is about, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from index_builders import an_article, an_entity, an_event, write

from services.indexer.queries import Index, merged_timeline, open_index, timeline

LEE, AGENCY = (
    an_entity("Ann Lee"),
    an_entity("Atomic Energy Agency", "ORG", local_id="e2", aliases=["IAEA"]),
)
BOTH = [{"entity": "e1", "name": "Ann Lee", "part": "agent"}, {"entity": "e2", "name": "Atomic Energy Agency"}]
FIRST = an_article(
    "Ann Lee met inspectors of the agency at the reactor.",
    entities=[LEE, AGENCY],
    outlet={"name": "The Post", "known_by": "page"},
    url="https://post.example/1",
    events=[
        an_event("Ann Lee met inspectors at the reactor", "2025-10-16", participants=BOTH),
        an_event("the reactor stands still", "2025-10-17", kind="state", dated_by="article"),
        an_event("inspectors may return", "2025-10-31", modality="possible", participants=BOTH[1:]),
        an_event("it opens", "2025-11-01", polarity="negative", dated_by="inherited"),
    ],
)
SECOND = an_article(
    "Inspectors met Ann Lee at the reactor on Thursday.",
    article_id="a2",
    entities=[LEE],
    events=[an_event("Inspectors met Ann Lee at the reactor", "2025-10-16", participants=BOTH[:1])],
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path: Path = tmp_path_factory.mktemp("index") / "index.sqlite"
    write(path, FIRST, SECOND)
    with open_index(path) as opened:
        yield opened


def days(index: Index, **wanted: object) -> list[str]:
    return [event.date for event in timeline(index, article_id="a1", **wanted).events]  # type: ignore[arg-type]


def test_what_only_its_article_dates_is_left_out_unless_everything_is_wanted(index: Index):
    assert days(index) == ["2025-10-16", "2025-10-31", "2025-11-01"]
    assert days(index, everything=True) == ["2025-10-16", "2025-10-17", "2025-10-31", "2025-11-01"]


@pytest.mark.parametrize(
    ("until", "last"),
    [("2025-10-31", "2025-10-31"), ("2025-10-30", "2025-10-16"), ("2025-10", "2025-10-31"), ("2025", "2025-11-01")],
)
def test_the_last_day_is_included(index: Index, until: str, last: str):
    assert days(index, until=until)[-1] == last


def test_the_end_of_time_is_a_day_too(index: Index):
    assert len(days(index, until="9999")) == 3


def test_all_who_are_named_took_part(index: Index):
    assert days(index, about=["lee"]) == ["2025-10-16"]
    assert days(index, about=["Ann", "Lee"]) == ["2025-10-16"]
    assert days(index, about=["agency"]) == ["2025-10-16", "2025-10-31"]
    assert days(index, about=["agency", "lee"]) == ["2025-10-16"]


def test_another_name_of_the_article_finds_who_took_part(index: Index):
    assert days(index, about="IAEA") == ["2025-10-16", "2025-10-31"]


def test_an_event_says_how_it_is_meant_and_where_it_was_read(index: Index):
    *_, possible, denied = timeline(index, article_id="a1").events
    assert (possible.modality, possible.polarity, possible.dated_by) == ("possible", "affirmative", "expression")
    assert (denied.polarity, denied.dated_by) == ("negative", "inherited")
    assert (denied.outlet, denied.url) == ("The Post", "https://post.example/1")


def test_two_articles_that_tell_of_one_event_are_its_sources(index: Index):
    merged = merged_timeline(partial(timeline, index, until="2025-10-16"), limit=10)
    assert [[source.article_id for source in entry.sources] for entry in merged.entries] == [["a1", "a2"]]

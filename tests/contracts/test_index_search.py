"""What is in the index is found, and what is asked wrongly is answered kindly."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_builders import a_quote, an_article, an_entity, an_event, write

from services.indexer.queries import (
    Index,
    IndexUnavailable,
    QueryError,
    entity_counts,
    find_quotes,
    get_article,
    open_index,
    search,
    stats,
    timeline,
)
from services.indexer.searching import found_rows

PUTIN, PESKOV = an_entity("Vladimir Putin", local_id="e1"), an_entity("Dmitry Peskov", local_id="e2")
AGENCY = an_entity("Atomic Energy Agency", "ORG", local_id="e3", aliases=["IAEA"])
PARIS = an_entity("Paris", "GPE", local_id="e4")

SUMMIT = an_article(
    "The leaders planned to meet in Budapest. The meeting was shelved after a row about sanctions.",
    article_id="summit",
    headline="No need for a summit",
    section="World",
    source="wire-7",
    outlet={"name": "The Daily Example", "known_by": "page"},
    url="https://www.example.org/summit?utm_source=x",
    language="en",
    published_at={"value": "2025-11-02", "known_by": "page"},
    authors=[{"name": "Ana Müller", "role": "Reporter"}],
    captions=[{"text": "An empty conference table", "credit": "A. Photographer"}],
    entities=[PUTIN, PESKOV],
    quotes=[
        a_quote("There is no need for it.", entity="e2", speaker="he", cue={"start": 0, "end": 4, "text": "said"}),
        a_quote("It would be a wasted meeting.", speaker="a spokesperson"),
    ],
    events=[
        an_event("they met", "2025-10-16", participants=[{"entity": "e1", "name": "Vladimir Putin", "part": "agent"}]),
        an_event("the plans were shelved", "2025-10", precision="month"),
    ],
)
REACTOR = an_article(
    "Inspectors of the agency reached the reactor. Nobody met in Budapest.",
    article_id="reactor",
    headline="Inspectors at the reactor",
    section="Science",
    language="en",
    published_at={"value": "2025-10-20", "known_by": "page"},
    entities=[AGENCY, PARIS],
    events=[
        an_event("inspectors reached the reactor", "2025-10-19/2025-10-21"),
        an_event("it had stood still", "2013/2025"),
    ],
)
GERMAN = an_article(
    "Die Minister trafen sich in Paris.",
    article_id="paris",
    headline="Treffen in Paris",
    language="de",
    published_at={"value": "2025-09-01", "known_by": "page"},
    entities=[an_entity("Paris", "PERSON", local_id="e1"), PARIS],
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    write(path, SUMMIT, REACTOR, GERMAN)
    with open_index(path) as opened:
        yield opened


def found(index: Index, query: str, **options: str) -> list[str]:
    return sorted(hit.article_id for hit in search(index, query, **options).hits)  # type: ignore[arg-type]  # a Sort


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("budapest", ["reactor", "summit"]),
        ("BUDAPEST meetings", ["summit"]),
        ('"meeting was shelved"', ["summit"]),
        ('"shelved was meeting"', []),
        ("budapest -sanctions", ["reactor"]),
        ("-budapest", ["paris"]),
        ("reactor OR trafen", ["paris", "reactor"]),
        ("budapest (reactor OR trafen)", ["reactor"]),
        ("(budapest reactor) OR trafen", ["paris", "reactor"]),
        ("inspect*", ["reactor"]),
        ("conference", ["summit"]),
        ("headline:summit", ["summit"]),
        ("headline:budapest", []),
        ("headline:inspect*", ["reactor"]),
        ('person:"Dmitry Peskov"', ["summit"]),
        ("person:putin budapest", ["summit"]),
        ("person:paris", ["paris"]),
        ("place:paris", ["paris", "reactor"]),
        ("place:paris -person:paris", ["reactor"]),
        ("org:iaea", ["reactor"]),
        ("entity:agency", ["reactor"]),
        ("speaker:peskov", ["summit"]),
        ('said:"no need"', ["summit"]),
        ('speaker:peskov said:"no need"', ["summit"]),
        ('speaker:peskov said:"wasted meeting"', []),
        ("speaker:peskov speaker:spokesperson", ["summit"]),
        ("source:example", ["summit"]),
        ("source:wire-7", ["summit"]),
        ("section:world OR section:science", ["reactor", "summit"]),
        ("author:muller", ["summit"]),
        ("lang:de", ["paris"]),
        ("-lang:en", ["paris"]),
        ("after:2025-10-20", ["reactor", "summit"]),
        ("before:2025-10-20", ["paris"]),
        ("on:2025-10", ["reactor"]),
        ("after:2025-10 before:2025-11", ["reactor"]),
        ("event-on:2025-10-16", ["summit"]),
        ("event-on:2025-10-20", ["reactor", "summit"]),
        ("event-after:2025-10-22 event-before:2025-11", ["summit"]),
        ("event-before:2025-10-16", ["reactor", "summit"]),
        ("event-on:2013-01", ["reactor"]),
        ("event-on:2020", []),
        ("https://example.org/summit", ["summit"]),
        ("url:example.org/summit/", ["summit"]),
        ("person:putin OR reactor", ["reactor", "summit"]),
        ("-(person:putin OR reactor)", ["paris"]),
        ("budapest (person:putin OR lang:de)", ["summit"]),
        ("", ["paris", "reactor", "summit"]),
    ],
)
def test_a_search_finds(index: Index, query: str, articles: list[str]):
    assert found(index, query) == articles


def test_a_match_in_the_headline_goes_before_one_in_the_body(tmp_path: Path):
    body = "The ministers spoke of many things at length, of the budget and of the weather, and left."
    write(
        tmp_path / "index.sqlite",
        an_article(f"{body} A summit was not planned.", article_id="body", headline="Ministers speak"),
        an_article(body, article_id="headline", headline="Summit without a plan"),
        *(an_article(body, article_id=f"other{n}", headline="Ministers leave") for n in range(5)),
    )
    with open_index(tmp_path / "index.sqlite") as opened:
        assert [hit.article_id for hit in search(opened, "summit").hits] == ["headline", "body"]


def test_of_two_alike_the_newer_goes_first(tmp_path: Path):
    days = ["2025-10-01", "2025-11-02", "2025-08-01"]
    articles = (an_article(article_id=day, published_at={"value": day, "known_by": "given"}) for day in days)
    write(tmp_path / "index.sqlite", *articles, an_article("Something else.", article_id="other"))
    with open_index(tmp_path / "index.sqlite") as opened:
        assert [hit.article_id for hit in search(opened, "peskov").hits] == ["2025-11-02", "2025-10-01", "2025-08-01"]


def test_of_more_than_are_counted_the_latest_are_ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(found_rows, "MOST_FOUND", 3)
    write(tmp_path / "index.sqlite", *(an_article(article_id=f"a{number}") for number in range(5)))
    with open_index(tmp_path / "index.sqlite") as index:
        for sort in ("relevance", "newest"):
            found = search(index, "peskov", sort=sort, limit=3)
            assert (found.total, found.more_than_total) == (3, True)
            assert {hit.article_id for hit in found.hits} == {"a2", "a3", "a4"}
        assert not search(index, "nonsense").more_than_total


def test_results_can_be_sorted_by_time(index: Index):
    assert [hit.article_id for hit in search(index, "", sort="newest").hits] == ["summit", "reactor", "paris"]
    assert [hit.article_id for hit in search(index, "budapest", sort="oldest").hits] == ["reactor", "summit"]


def test_pages_do_not_overlap(index: Index):
    pages = [search(index, "budapest OR paris", limit=1, offset=offset).hits[0].article_id for offset in range(3)]
    assert sorted(pages) == ["paris", "reactor", "summit"]


def test_a_hit_shows_why_it_was_found(index: Index):
    (hit,) = search(index, "summit sanction").hits
    marked = [hit.headline.text[start:end] for start, end in hit.headline.marks]
    marked += [hit.snippet.text[start:end] for start, end in hit.snippet.marks]
    assert marked == ["summit", "sanctions"]
    assert (hit.outlet, hit.section, hit.published_at) == ("The Daily Example", "World", "2025-11-02")


def test_quotations_are_found_by_speaker_and_words(index: Index):
    (quote,) = find_quotes(index, speaker="Peskov", said="no need").quotes
    assert (quote.text.text, quote.speaker, quote.cue) == ("There is no need for it.", "Dmitry Peskov", "said")
    assert [quote.text.text[start:end] for start, end in quote.text.marks] == ["no need"]


def test_quotations_can_be_those_of_some_articles(index: Index):
    assert find_quotes(index, query="after:2025-11").total == 2
    assert find_quotes(index, query="reactor").total == 0
    assert find_quotes(index, quote_type="indirect").total == 0


def test_a_timeline_tells_what_happened_between_two_days(index: Index):
    events = timeline(index, after="2025-10-15", before="2025-10-20").events
    assert [(event.date, event.text) for event in events] == [
        ("2025-10", "the plans were shelved"),
        ("2025-10-16", "they met"),
        ("2025-10-19/2025-10-21", "inspectors reached the reactor"),
    ]


def test_a_timeline_can_be_about_somebody(index: Index):
    (event,) = timeline(index, about="putin").events
    assert [(participant.name, participant.part) for participant in event.participants] == [("Vladimir Putin", "agent")]


def test_a_timelines_date_must_be_one(index: Index):
    with pytest.raises(ValueError, match="write 2025-10-20"):
        timeline(index, after="last week")


def test_entities_are_counted_over_articles(index: Index):
    counts = [(count.name, count.type, count.articles) for count in entity_counts(index, name="paris")]
    assert counts == [("Paris", "GPE", 2), ("Paris", "PERSON", 1)]


def test_entities_of_some_articles_are_counted(index: Index):
    assert {count.name for count in entity_counts(index, query="reactor")} == {"Atomic Energy Agency", "Paris"}


def test_an_article_comes_back_as_it_was_extracted(index: Index):
    stored = get_article(index, "summit")
    assert stored is not None
    assert stored.article == SUMMIT


def test_an_article_is_found_by_its_url(index: Index):
    stored = get_article(index, "http://example.org/summit/")
    assert stored is not None
    assert stored.article.article_id == "summit"


def test_an_article_that_is_not_there_is_none(index: Index):
    assert get_article(index, "nothing") is None


def test_the_index_knows_what_it_holds(index: Index):
    numbers = stats(index)
    assert (numbers.articles, numbers.quotes, numbers.events) == (3, 2, 4)
    assert (numbers.first_day, numbers.last_day, numbers.languages) == ("2025-09-01", "2025-11-02", {"en": 2, "de": 1})


def test_reading_where_there_is_no_index_says_what_to_do(tmp_path: Path):
    with pytest.raises(IndexUnavailable, match="publish an article first"):
        open_index(tmp_path / "index.sqlite")


def test_a_database_of_something_else_is_no_index(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "other.sqlite")
    connection.execute("CREATE TABLE articles (id)")
    connection.close()
    with pytest.raises(IndexUnavailable, match="is no Copydesk index"):
        open_index(tmp_path / "other.sqlite")


def test_a_readers_connection_cannot_write(index: Index):
    with pytest.raises(IndexUnavailable):
        index.rows("DELETE FROM articles")


SIGNS = st.sampled_from(
    ["(", ")", '"', "-", "*", "OR", "AND", "NOT", "NEAR(a b)", "oil", "ab*", "{body}:x", "^a", "said:", "headline:",
     "person:", "x", "'", "''", ";--", "on:2025", "event-on:2025", "\0", "\ue001", "%", "a+b", "rank"]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(SIGNS, max_size=12).map(" ".join) | st.lists(SIGNS, max_size=12).map("".join))
def test_no_query_ends_in_an_sql_or_full_text_error(index: Index, query: str):
    with contextlib.suppress(QueryError):
        search(index, query)
        find_quotes(index, speaker=query, said=query)
        timeline(index, about=query)
        entity_counts(index, name=query)


@pytest.mark.parametrize("written", ["Die Straße bleibt zu.", "Die Strasse bleibt zu.", "DIE STRASSE BLEIBT ZU."])
@pytest.mark.parametrize(
    "query", ["straße", "strasse", "Strasse bleibt", '"die straße"', "straß*", "headline:strasse", 'said:"die strasse"']
)
def test_a_sharp_s_is_found_however_it_is_written(tmp_path: Path, written: str, query: str):
    article = an_article(written, headline=written, quotes=[a_quote(written, speaker="Groß")])
    write(tmp_path / "index.sqlite", article)
    with open_index(tmp_path / "index.sqlite") as index:
        assert search(index, query).total == 1
        assert search(index, "speaker:gross").total == search(index, "speaker:Groß").total == 1

"""Saved searches are asked of what comes in, and remember what they found."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from index_builders import NOON, a_quote, an_article, an_entity, an_event, changes, delivered, write

from services.indexer.queries import NoSuchSearch, QueryError, matches, open_index, saved_search, saved_searches, search
from services.indexer.saved_searches.match_saved_searches import BrokenSearch
from services.indexer.saved_searches.saved_searches import add_saved_search, remove_saved_search
from services.indexer.upkeep.import_articles import import_articles
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleIndexed, Producer
from shared.schemas.matches import ArticleMatched
from shared.streams.handler import Outcome

ARTICLE = an_article(
    "Dmitry Peskov said there was no need for a summit in Budapest. The talks were shelved on 21 October.",
    article_id="peace",
    headline="No need for a meeting",
    section="World",
    language="en",
    url="https://example.org/peace",
    source="The Example",
    authors=[{"name": "Ana Müller"}],
    published_at={"value": "2025-11-02T10:00:00+00:00", "known_by": "page"},
    entities=[an_entity("Dmitry Peskov"), an_entity("Budapest", "GPE", local_id="e2")],
    quotes=[a_quote("there was no need for a summit", entity="e1")],
    events=[an_event("talks were shelved", "2025-10-21")],
)
OTHER = an_article("Ferries sail again in Lisbon.", article_id="ferries", headline="Deal", submission="2000-0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def found_by(outcome: Outcome[ArticleIndexed]) -> list[str]:
    """The names of the searches that found it."""
    if isinstance(outcome, ArticleIndexed):
        return []
    assert isinstance(outcome, tuple), outcome
    assert isinstance(outcome[0], ArticleIndexed)
    return [message.search for message in outcome[1:] if isinstance(message, ArticleMatched)]


def match_id(outcome: Outcome[ArticleIndexed]) -> str:
    assert isinstance(outcome, tuple)
    assert isinstance(outcome[1], ArticleMatched)
    return outcome[1].match_id


def test_a_new_article_is_announced_with_the_searches_that_find_it(path: Path):
    add_saved_search(path, "summits", "summit budapest", NOON, webhook="https://desk.example/hook")
    add_saved_search(path, "ferries", "ferry", NOON)
    peace, ferries = write(path, ARTICLE, OTHER)
    assert (found_by(peace), found_by(ferries)) == (["summits"], ["ferries"])
    assert isinstance(peace, tuple)
    [match] = [message for message in peace if isinstance(message, ArticleMatched)]
    assert match.match_id.startswith("match-")
    assert match.model_dump(exclude={"match_id"}) == {
        "schema_version": 1,
        "search": "summits",
        "query": "summit budapest",
        "article_id": "peace",
        "revision": "r1",
        "matched_at": "2025-11-03T12:00:00+00:00",
        "headline": "No need for a meeting",
        "url": "https://example.org/peace",
        "outlet": "The Example",
        "published_at": "2025-11-02T10:00:00+00:00",
        "snippet": "Dmitry Peskov said there was no need for a summit in Budapest. "
        "The talks were shelved on 21 October.",
        "copy_of": None,
        "webhook": "https://desk.example/hook",
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "summit",
        '"no need" -ferries',
        "summ* OR ferries",
        "-ferries",
        "headline:meeting",
        'person:"Dmitry Peskov" budapest',
        "place:budapest",
        "entity:peskov",
        "speaker:Peskov said:summit",
        "speaker:Peskov OR ferries",
        "source:example section:world lang:en author:muller",
        "url:https://example.org/peace",
        "on:2025-11-02",
        "after:2025-11 before:2026",
        "event-on:2025-10-21",
        "event-after:2025-10-20 event-before:2025-10-22",
        "(summit budapest) OR lang:de",
    ],
)
@pytest.mark.parametrize("is_revised", [False, True], ids=["new", "revised"])
def test_a_saved_search_finds_what_the_same_search_finds(path: Path, query: str, is_revised: bool):
    old = ARTICLE.model_copy(update={"article_id": "old"})
    peace = an_article("Nothing of the kind.", article_id="peace", revision="r0", submission="500-0")
    write(path, *([peace] if is_revised else []), old)
    add_saved_search(path, "kept", query, NOON)
    outcomes = write(path, ARTICLE, OTHER)
    with open_index(path) as index:
        wanted = {hit.article_id for hit in search(index, query, sort="newest").hits} - {"old"}
        kept = {match.article_id for match in matches(index, "kept")}
    assert kept == wanted
    assert "peace" in wanted
    assert found_by(outcomes[0]) == ["kept"]


def test_a_batch_is_not_mixed_up_with_the_one_before(path: Path):
    add_saved_search(path, "summits", "summit speaker:peskov", NOON)
    index = SqliteIndex(path)
    [first] = index.write([delivered(ARTICLE)], NOON)
    [second] = index.write([delivered(OTHER)], NOON)
    [third] = index.write([delivered(ARTICLE.model_copy(update={"article_id": "again"}))], NOON)
    index.close()
    assert [found_by(outcome) for outcome in (first, second, third)] == [["summits"], [], ["summits"]]


def test_an_article_is_a_match_once_however_often_it_is_revised(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    first = an_article("Nothing of the kind.", article_id="peace")
    second = ARTICLE.model_copy(update={"revision": "r2", "submission": "2000-0"})
    third = ARTICLE.model_copy(update={"revision": "r3", "submission": "3000-0"})
    assert [found_by(write(path, article)[0]) for article in (first, second, third)] == [[], ["summits"], []]
    with open_index(path) as index:
        assert len(matches(index, "summits")) == 1


def test_a_repeated_delivery_announces_the_same_matches_again(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    [first] = write(path, ARTICLE)
    [again] = write(path, ARTICLE, now=NOON + timedelta(hours=1))
    assert again == first
    assert found_by(again) == ["summits"]


def test_a_later_submission_of_the_same_text_announces_nothing(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    write(path, ARTICLE)
    [later] = write(path, ARTICLE.model_copy(update={"submission": "2000-0"}))
    assert isinstance(later, ArticleIndexed)


def test_reprocessing_an_article_announces_nothing(path: Path):
    write(path, ARTICLE)
    add_saved_search(path, "summits", "summit", NOON)
    newer = ARTICLE.model_copy(update={"extracted_by": (Producer(name="model", version="2"),)})
    assert changes(write(path, newer)) == ["reprocessed"]


def test_both_of_two_deliveries_of_one_article_in_one_batch_are_right(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    revised = ARTICLE.model_copy(update={"revision": "r2", "submission": "2000-0"})
    outcomes = write(path, ARTICLE, revised, OTHER)
    assert [found_by(outcome) for outcome in outcomes] == [["summits"], [], []]


def test_a_search_that_cannot_be_asked_is_marked_and_holds_up_nothing(path: Path):
    for name in ("broken", "ill", "summits"):
        add_saved_search(path, name, "summit", NOON)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE saved_searches SET query = '(' WHERE name = 'broken'")
    connection.close()
    heard: list[BrokenSearch] = []
    index = SqliteIndex(path, on_broken_search=heard.append)
    [first] = index.write([delivered(ARTICLE)], NOON)
    index.write([delivered(OTHER)], NOON)
    index.close()
    assert found_by(first) == ["ill", "summits"]
    assert [broken.name for broken in heard] == ["broken"]
    with open_index(path) as opened:
        assert saved_search(opened, "broken").error == heard[0].error
        assert saved_search(opened, "summits").error is None
    add_saved_search(path, "broken", "summit", NOON, replace=True)
    with open_index(path) as opened:
        assert saved_search(opened, "broken").error is None


def test_a_copy_says_of_what(path: Path):
    body = " ".join(f"Negotiators discussed chapter {n} of agreement {n + 7}, reporters confirmed." for n in range(20))
    add_saved_search(path, "chapters", "negotiators", NOON)
    write(path, an_article(body, article_id="wire"))
    [outcome] = write(path, an_article(body, article_id="copy", submission="2000-0"))
    assert isinstance(outcome, tuple)
    assert [message.copy_of for message in outcome if isinstance(message, ArticleMatched)] == ["wire"]


def test_an_import_is_no_news(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    index = SqliteIndex(path, announces=False)
    assert import_articles(index, [ARTICLE.model_dump_json()], NOON).changes == {"new": 1}
    index.close()
    with open_index(path) as opened:
        assert matches(opened, "summits") == ()


def test_what_was_found_is_listed_latest_first_and_by_pages(path: Path):
    add_saved_search(path, "all", "", NOON)
    write(path, *(an_article(article_id=f"a{n}") for n in range(5)))
    with open_index(path) as index:
        first = matches(index, "all", limit=2)
        rest = matches(index, "all", before=first[-1].number)
        assert [match.article_id for match in first + rest] == ["a4", "a3", "a2", "a1", "a0"]
        [listed] = saved_searches(index)
        assert (listed.matches, listed.last_match_at) == (5, "2025-11-03T12:00:00+00:00")


def test_a_removed_search_takes_its_matches_with_it_and_finds_anew_when_made_again(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    [first] = write(path, ARTICLE)
    remove_saved_search(path, "summits")
    add_saved_search(path, "summits", "summit", NOON)
    [second] = write(path, ARTICLE.model_copy(update={"revision": "r2", "submission": "2000-0"}))
    assert match_id(first) != match_id(second)
    with open_index(path) as index:
        assert [match.article_id for match in matches(index, "summits")] == ["peace"]


def test_a_taken_name_is_refused_unless_it_is_to_be_replaced(path: Path):
    add_saved_search(path, "summits", "summit", NOON)
    write(path, ARTICLE)
    with pytest.raises(ValueError, match="already"):
        add_saved_search(path, "summits", "ferries", NOON)
    add_saved_search(path, "summits", "ferries", NOON, replace=True)
    with open_index(path) as index:
        assert (saved_search(index, "summits").query, saved_search(index, "summits").matches) == ("ferries", 1)


@pytest.mark.parametrize("webhook", ["desk.example/hook", "ftp://desk.example", "https://", "http://[::1", "file:///x"])
def test_a_webhook_that_is_no_web_address_is_refused(path: Path, webhook: str):
    with pytest.raises(ValueError, match="no web address"):
        add_saved_search(path, "summits", "summit", NOON, webhook=webhook)


@pytest.mark.parametrize("name", ["", " summits", "a\nb", "x" * 101])
def test_a_name_must_be_one(path: Path, name: str):
    with pytest.raises(ValueError, match="no name"):
        add_saved_search(path, name, "summit", NOON)


def test_a_query_with_a_mistake_is_refused_with_its_place(path: Path):
    with pytest.raises(QueryError) as caught:
        add_saved_search(path, "summits", "summit (", NOON)
    assert caught.value.start == 7


def test_a_search_that_is_not_there_says_so(path: Path):
    with pytest.raises(NoSuchSearch):
        remove_saved_search(path, "summits")
    write(path, ARTICLE)
    with open_index(path) as index, pytest.raises(NoSuchSearch):
        matches(index, "summits")
    with pytest.raises(NoSuchSearch):
        remove_saved_search(path, "summits")

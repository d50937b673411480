"""What people with an SQL tool find: views, ready queries, and a description for Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from index_builders import NOON, a_quote, an_article, an_entity, an_event, write

import services.indexer
from services.indexer.saved_searches.saved_searches import add_saved_search

METADATA = json.loads((Path(services.indexer.__file__).parent / "metadata.json").read_text())["databases"]["index"]
DOCUMENTED = (Path(__file__).parents[2] / "docs" / "index-queries.md").read_text()
# A value for each parameter of a ready query.
VALUES = {
    "speaker": "Peskov",
    "words": "no need",
    "first": "2025-10-10",
    "last": "2025-10-20",
    "name": "Dmitry Peskov",
    "type": "PERSON",
}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    role = {"start": 0, "end": 5, "text": "spokesperson"}
    body = " ".join(f"Negotiators discussed chapter {n} of agreement {n + 7}, reporters confirmed." for n in range(20))
    article = an_article(
        body,
        source="The Example",
        authors=[{"name": "Ana Müller"}, {"name": "Bo Lind"}],
        published_at={"value": "2025-11-02T10:00:00+00:00", "known_by": "page"},
        entities=[an_entity("Dmitry Peskov", roles=[role]), an_entity("Kremlin", "ORG", local_id="e2")],
        quotes=[a_quote("There is no need.", entity="e1")],
        events=[
            an_event(
                "they met",
                "2025-10-16",
                sentence={"start": 0, "end": 11},
                participants=[{"entity": "e1", "name": "Dmitry Peskov"}],
                modality="planned",
            ),
            an_event("he said so", "2025-11-02", dated_by="article"),
        ],
        blocks=[
            {"start": 0, "end": 12, "role": "navigation", "reason": "a menu"},
            {"start": 12, "end": len(body), "role": "body", "reason": "sentences"},
        ],
    )
    copy = article.model_copy(update={"article_id": "a2", "source": "Other News"})
    add_saved_search(path, "agreements", "agreement", NOON)
    write(path, article, copy)
    opened = sqlite3.connect(path)
    yield opened
    opened.close()


def rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def test_the_article_list_has_names(connection: sqlite3.Connection):
    columns = "article_id, outlet, authors, substr(published_at, 1, 10)"
    assert rows(connection, f"SELECT {columns} FROM article_list ORDER BY 1") == [
        ("a1", "The Example", "Ana Müller; Bo Lind", "2025-11-02"),
        ("a2", "Other News", "Ana Müller; Bo Lind", "2025-11-02"),
    ]


def test_quotations_have_speakers(connection: sqlite3.Connection):
    columns = "speaker, speaker_type, quotation"
    assert rows(connection, f"SELECT DISTINCT {columns} FROM quotes_with_speakers") == [
        ("Dmitry Peskov", "PERSON", "There is no need.")
    ]


def test_the_timeline_has_participants_and_sentences(connection: sqlite3.Connection):
    columns = "first_day, event, participants, sentence, kind, modality, polarity, dated_by"
    assert rows(connection, f"SELECT DISTINCT {columns} FROM timeline") == [
        ("2025-10-16", "they met", "Dmitry Peskov", "Negotiators", "happening", "planned", "affirmative", "expression")
    ]


def test_entities_are_counted(connection: sqlite3.Connection):
    columns = "name, type, articles, mentions, first_day"
    assert rows(connection, f"SELECT {columns} FROM entity_counts ORDER BY 1") == [
        ("Dmitry Peskov", "PERSON", 2, 2, "2025-11-02"),
        ("Kremlin", "ORG", 2, 2, "2025-11-02"),
    ]


def test_copies_name_their_original(connection: sqlite3.Connection):
    assert rows(connection, "SELECT original, copy, copy_outlet, share FROM copies") == [
        ("a1", "a2", "Other News", 1.0)
    ]


@pytest.mark.parametrize("name", METADATA["queries"])
def test_a_ready_query_finds_something_and_is_documented(connection: sqlite3.Connection, name: str):
    query = METADATA["queries"][name]
    assert connection.execute(query["sql"], {key: VALUES[key] for key in query.get("params", ())}).fetchall()
    assert f"`{name}`" in DOCUMENTED
    assert query["title"] in DOCUMENTED


def test_what_the_description_names_is_there(connection: sqlite3.Connection):
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert set(METADATA["tables"]) <= there

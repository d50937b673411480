"""An index file of every earlier release becomes one of this release."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from index_builders import a_quote, an_article, an_entity, changes, write

from services.indexer.connections import IndexUnavailable, connect_for_writing
from services.indexer.migrations import migrate, migrations, schema_version
from services.indexer.queries import find_quotes, get_article, open_index, search
from services.indexer.settings import IndexerSettings
from services.indexer.upkeep.check import check


def connect(path: Path) -> sqlite3.Connection:
    return connect_for_writing(path, "normal", IndexerSettings().busy_timeout)


def test_versions_have_no_gap():
    assert [step.version for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_each_step_is_recorded(tmp_path: Path):
    connection = connect(tmp_path / "index.sqlite")
    assert migrate(connection) == len(migrations())
    recorded = connection.execute("SELECT version, name FROM migrations ORDER BY version").fetchall()
    assert recorded == [(step.version, step.name) for step in migrations()]
    connection.close()


@pytest.mark.parametrize("version", range(len(migrations())))
def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int):
    path = tmp_path / "index.sqlite"
    connection = connect(path)
    migrate(connection, upto=version)
    assert schema_version(connection) == version
    connection.close()
    assert changes(write(path, an_article())) == ["new"]
    with open_index(path) as index:
        assert search(index, "budapest").total == 1


@pytest.mark.parametrize("version", range(2, len(migrations())))
def test_what_an_earlier_version_holds_is_found_and_compared_with(tmp_path: Path, version: int):
    dam = a_quote("The dam at Brenn will certainly hold through the winter, and nobody has to leave.", entity="e1")
    speaker = an_entity("Dmitry Peskov")
    write(tmp_path / "new.sqlite", an_article(WIRE, entities=[speaker], quotes=[dam]))
    path = tmp_path / "index.sqlite"
    copy_as_version(tmp_path / "new.sqlite", path, version)
    write(path, an_article(WIRE, article_id="a2", submission="2000-0", entities=[speaker], quotes=[dam]))
    with open_index(path) as index:
        article = get_article(index, "a1")
        assert article is not None
        assert [copy.article_id for copy in article.also_in] == ["a2"]
        assert [quote.article_id for quote in find_quotes(index, speaker="peskov").quotes] == ["a2", "a1"]
        told = [[one.article_id for one in quote.also_in] for quote in find_quotes(index).quotes]
        assert told == ([["a1"], ["a2"]] if version >= 8 else [[], []])
        assert check(index, thorough=True).problems == ()


# Of a text, so many phrases that it can be compared.
WIRE = " ".join(f"Negotiators {number} agreed yesterday on another proposal of parliament." for number in range(30))


def copy_as_version(source: Path, path: Path, version: int) -> None:
    """An index of an earlier `version` with what `source` holds, as far as there were tables and columns for it."""
    connection = connect(path)
    migrate(connection, upto=version)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("ATTACH ? AS source", (str(source),))
    for (table,) in connection.execute(
        "SELECT name FROM main.sqlite_master JOIN source.sqlite_master USING (type, name)"
        " WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
        " AND name <> 'migrations'"
    ).fetchall():
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
    if version < 11:
        connection.execute("INSERT INTO main.phrases SELECT * FROM source.recent_phrases")
    for table in ("article_search", "quote_search", "entity_search"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    connection.close()


def test_processes_that_start_together_migrate_once(tmp_path: Path):
    def start(_: int) -> int:
        connection = connect(tmp_path / "index.sqlite")
        try:
            return migrate(connection)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(start, range(4))) == {len(migrations())}


def test_a_file_of_a_newer_release_is_left_alone(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, an_article())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    (outcome,) = write(path, an_article(article_id="a2"))
    assert isinstance(outcome, IndexUnavailable)
    with pytest.raises(IndexUnavailable, match="use the release that wrote it"):
        open_index(path)

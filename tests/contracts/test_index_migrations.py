"""An index file of every earlier release becomes one of this release."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from index_builders import an_article, changes, write

from services.indexer.connections import IndexUnavailable, connect_for_writing
from services.indexer.migrations import migrate, migrations, schema_version
from services.indexer.queries import open_index, search
from services.indexer.settings import IndexerSettings


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

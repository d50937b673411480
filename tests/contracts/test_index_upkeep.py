"""The index is copied, given out, filled again and checked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from index_builders import NOON, a_quote, an_article, an_entity, changes, write

from services.indexer.connections import IndexUnavailable
from services.indexer.queries import get_article, open_index, search, stats
from services.indexer.upkeep.backup import backup
from services.indexer.upkeep.check import check
from services.indexer.upkeep.export_articles import articles_to_extract_again, export_articles
from services.indexer.upkeep.import_articles import Imported, import_articles
from services.indexer.writing.sqlite_index import SqliteIndex

FIRST = an_article(article_id="a1", entities=[an_entity("Dmitry Peskov")], quotes=[a_quote("No need.", entity="e1")])
SECOND = an_article("Another story.", article_id="a2", extracted_by=[{"name": "model", "version": "2"}])
REVISED = an_article("A changed story.", article_id="a2", revision="r2", submission="2000-0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "index.sqlite", FIRST, SECOND)
    write(tmp_path / "index.sqlite", REVISED)
    return tmp_path / "index.sqlite"


def imported(path: Path, lines: list[str]) -> Imported:
    index = SqliteIndex(path, announces=False)
    try:
        return import_articles(index, lines, NOON)
    finally:
        index.close()


def test_a_backup_is_an_index_of_its_own(path: Path, tmp_path: Path):
    target = tmp_path / "backup.sqlite"
    assert backup(path, target) == target.stat().st_size
    write(path, an_article(article_id="later"))
    with open_index(target) as index:
        assert search(index, "").total == 2
        assert check(index).problems == ()


def test_a_backup_is_made_while_another_process_writes(path: Path, tmp_path: Path):
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE articles SET headline = 'half done'")
    backup(path, tmp_path / "backup.sqlite")
    writer.execute("COMMIT")
    writer.close()
    with open_index(tmp_path / "backup.sqlite") as index:
        assert {hit.headline.text for hit in search(index, "").hits} == {"No need for a meeting"}


def test_a_backup_replaces_nothing_unasked(path: Path, tmp_path: Path):
    (tmp_path / "backup.sqlite").write_text("precious")
    with pytest.raises(FileExistsError):
        backup(path, tmp_path / "backup.sqlite")
    backup(path, tmp_path / "backup.sqlite", replace=True)
    assert sorted(file.name for file in tmp_path.iterdir() if "backup" in file.name) == ["backup.sqlite"]


def test_a_backup_of_nothing_says_so(tmp_path: Path):
    with pytest.raises(IndexUnavailable):
        backup(tmp_path / "none.sqlite", tmp_path / "backup.sqlite")


def test_a_backup_can_be_written_on(path: Path, tmp_path: Path):
    backup(path, tmp_path / "backup.sqlite")
    assert changes(write(tmp_path / "backup.sqlite", an_article(article_id="a3"))) == ["new"]


def test_an_export_fills_an_index_that_is_the_same(path: Path, tmp_path: Path):
    with open_index(path) as index:
        lines = [article.model_dump_json() for article in export_articles(index, earlier_revisions=True)]
        before = stats(index)
    assert imported(tmp_path / "other.sqlite", lines).changes == {"new": 2, "revised": 1}
    with open_index(tmp_path / "other.sqlite") as index:
        after = stats(index)
        assert (after.articles, after.revisions, after.quotes) == (before.articles, before.revisions, before.quotes)
        stored = get_article(index, "a2")
        assert stored is not None
        assert stored.article == REVISED


def test_an_export_gives_the_current_revisions_of_the_wanted_articles(path: Path):
    with open_index(path) as index:
        assert [article.body for article in export_articles(index)] == [FIRST.body, REVISED.body]
        assert [article.article_id for article in export_articles(index, query="person:peskov")] == ["a1"]


def test_an_export_of_more_than_one_helping_is_complete(tmp_path: Path):
    articles = [an_article(article_id=f"a{n:03}") for n in range(450)]
    write(tmp_path / "index.sqlite", *articles)
    with open_index(tmp_path / "index.sqlite") as index:
        assert list(export_articles(index)) == articles


def test_the_same_import_again_changes_nothing(path: Path):
    with open_index(path) as index:
        lines = [article.model_dump_json() for article in export_articles(index)]
    assert imported(path, lines).changes == {"unchanged": 2}
    with open_index(path) as index:
        assert stats(index).revisions == 3


def test_an_import_that_is_done_twice_says_so(path: Path, tmp_path: Path):
    with open_index(path) as index:
        lines = [article.model_dump_json() for article in export_articles(index, earlier_revisions=True)]
    assert imported(tmp_path / "other.sqlite", lines).changes == {"new": 2, "revised": 1}
    assert imported(tmp_path / "other.sqlite", lines).changes == {"unchanged": 3}


def test_a_line_that_is_no_article_is_a_fault_and_the_rest_goes_on(tmp_path: Path):
    lines = ["", "{", '{"article_id": "x"}', FIRST.model_dump_json(), "null"]
    found = imported(tmp_path / "index.sqlite", lines)
    assert found.changes == {"new": 1}
    assert [number for number, _ in found.faults] == [2, 3, 5]
    assert "revision" in found.faults[1][1]


def test_articles_that_another_model_made_are_given_out_to_be_extracted_again(path: Path):
    write(path, SECOND.model_copy(update={"article_id": "a3"}))
    with open_index(path) as index:
        again = [(cleaned.article_id, cid) for cleaned, cid, _ in articles_to_extract_again(index, not_by="model 2")]
        assert again == [("a1", "cid-1000-0"), ("a2", "cid-2000-0")]
        assert len(list(articles_to_extract_again(index))) == 3


def test_a_sound_index_has_no_problems(path: Path):
    with open_index(path) as index:
        found = check(index, thorough=True)
    assert found.problems == ()
    assert found.journal_mode == "wal"


def test_texts_that_cannot_be_found_are_a_problem(path: Path):
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO article_search (article_search) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with open_index(path) as index:
        assert "article_search_docsize 0" in check(index).problems[0]


def test_a_damaged_file_is_a_problem(path: Path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotes_of_article'").fetchone()
    connection.close()
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with open_index(path) as index:
        assert "damaged" in check(index).problems[0]

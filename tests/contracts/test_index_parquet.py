"""Articles as a Parquet file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from index_builders import a_quote, an_article, an_entity, an_event

from services.indexer.upkeep.write_parquet import SCHEMA, write_parquet

pq = pytest.importorskip("pyarrow.parquet")

ARTICLE = an_article(
    article_id="peace",
    published_at={"value": "2025-11-02T10:00:00+00:00", "known_by": "page"},
    authors=[{"name": "Ana Müller"}],
    outlet={"name": "The Example", "known_by": "page"},
    entities=[an_entity("Dmitry Peskov", roles=[{"start": 0, "end": 5, "text": "spokesperson"}])],
    quotes=[a_quote("No need.", entity="e1", cue={"start": 0, "end": 4, "text": "said"})],
    events=[an_event("they met", "2025-10-16", participants=[{"entity": "e1", "name": "Dmitry Peskov"}])],
)


def test_an_article_is_a_row_with_lists_of_records(tmp_path: Path):
    assert write_parquet([ARTICLE], tmp_path / "articles.parquet") == 1
    [row] = pq.read_table(tmp_path / "articles.parquet").to_pylist()
    assert (row["article_id"], row["outlet"], row["authors"]) == ("peace", "The Example", ["Ana Müller"])
    assert (row["published_day"], row["words"], row["body"]) == (date(2025, 11, 2), 5, ARTICLE.body)
    assert row["entities"] == [
        {"name": "Dmitry Peskov", "type": "PERSON", "aliases": [], "roles": ["spokesperson"], "mentions": 1}
    ]
    [quote] = row["quotes"]
    assert (quote["speaker"], quote["text"], quote["cue"]) == ("Dmitry Peskov", "No need.", "said")
    [event] = row["events"]
    assert (event["date"], event["participants"]) == ("2025-10-16", ["Dmitry Peskov"])


def test_the_columns_do_not_depend_on_the_articles(tmp_path: Path):
    """Files that were written at different times can be read as one table."""
    write_parquet([], tmp_path / "none.parquet")
    write_parquet([ARTICLE, an_article("")], tmp_path / "two.parquet")
    for name in ("none", "two"):
        assert pq.read_schema(tmp_path / f"{name}.parquet").equals(SCHEMA)


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path):
    def articles():
        yield ARTICLE
        raise OSError("the disk fails")

    target = tmp_path / "articles.parquet"
    target.write_bytes(b"precious")
    with pytest.raises(OSError, match="the disk fails"):
        write_parquet(articles(), target)
    assert target.read_bytes() == b"precious"
    assert [path.name for path in tmp_path.iterdir()] == ["articles.parquet"]


def test_many_articles_are_written_part_by_part(tmp_path: Path):
    articles = (an_article(article_id=f"a{number}") for number in range(4_500))
    assert write_parquet(articles, tmp_path / "articles.parquet") == 4_500
    assert pq.ParquetFile(tmp_path / "articles.parquet").metadata.num_row_groups == 3

"""What the found articles have in common, who is mentioned with whom, and who is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from index_builders import an_article, an_entity, write

from services.indexer.queries import Index, QueryError, facets, mentioned_with, open_index, rising, search
from shared.schemas.articles import ArticleExtracted

TYPES = {"Ana Berg": "PERSON", "Bo Lind": "PERSON", "Cy Roth": "PERSON", "Lake Company": "ORG", "Northtown": "GPE"}


def mentioning(article_id: str, day: str, *names: str, **fields: object) -> ArticleExtracted:
    entities = [an_entity(name, TYPES[name], local_id=f"e{n}") for n, name in enumerate(names)]
    return an_article(
        article_id=article_id, published_at={"value": day, "known_by": "given"}, entities=entities, **fields
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    write(
        path,
        mentioning("a1", "2025-11-01", "Ana Berg", "Lake Company", source="The Example", section="World"),
        mentioning("a2", "2025-11-01", "Ana Berg", "Bo Lind", source="The Example", language="en"),
        mentioning("a3", "2025-11-02", "Ana Berg", "Northtown", source="Other News", section="World"),
        mentioning("a4", "2025-11-03", "Cy Roth", "Ana Berg", source="Other News", language="de"),
        mentioning("a5", "2025-11-03", "Cy Roth", "Northtown", source="The Example"),
    )
    with open_index(path) as opened:
        yield opened


def values(index: Index, query: str, kind: str) -> list[tuple[str, int]]:
    return [(count.value, count.articles) for count in facets(index, query).counts[kind]]


def test_facets_count_what_the_found_articles_have(index: Index):
    assert values(index, "", "person") == [("Ana Berg", 4), ("Cy Roth", 2), ("Bo Lind", 1)]
    assert values(index, "person:cy", "place") == [("Northtown", 1)]
    assert values(index, "", "org") == [("Lake Company", 1)]
    assert values(index, "peskov", "source") == [("The Example", 3), ("Other News", 2)]
    assert values(index, "", "section") == [("World", 2)]
    assert values(index, "", "on") == [("2025-11-03", 2), ("2025-11-02", 1), ("2025-11-01", 2)]


def test_every_facets_filter_finds_what_it_counts(index: Index):
    for counts in facets(index, "").counts.values():
        for count in counts:
            assert search(index, count.filter).total == count.articles


def test_an_article_that_uses_two_names_of_an_entity_is_counted_once(tmp_path: Path):
    senate = [an_entity(name, "ORG", local_id=name) for name in ("US Senate", "U.S. Senate")]
    write(
        tmp_path / "index.sqlite",
        an_article(article_id="both", entities=senate),
        an_article(article_id="one", entities=senate[:1]),
    )
    with open_index(tmp_path / "index.sqlite") as opened:
        assert [count.articles for count in facets(opened, "").counts["org"]] == [2]


def test_facets_of_a_search_are_those_of_what_was_written_since(tmp_path: Path):
    write(tmp_path / "index.sqlite", mentioning("a1", "2025-11-01", "Ana Berg"))
    with open_index(tmp_path / "index.sqlite") as opened:
        assert search(opened, "peskov").total == 1
        write(tmp_path / "index.sqlite", mentioning("a2", "2025-11-01", "Ana Berg"))
        assert values(opened, "peskov", "person") == [("Ana Berg", 2)]
        assert search(opened, "peskov").total == 2


def test_facets_of_nothing_are_empty(index: Index):
    found = facets(index, "nonsense")
    assert (found.counted, found.is_sample, found.counts["person"]) == (0, False, ())


def test_facets_of_a_wrong_query_say_so(index: Index):
    with pytest.raises(QueryError):
        facets(index, "persn:x")


def test_who_is_mentioned_with_whom(index: Index):
    together = [(one.name, one.articles) for one in mentioned_with(index, "berg")]
    assert together == [("Bo Lind", 1), ("Cy Roth", 1), ("Lake Company", 1), ("Northtown", 1)]
    assert [one.name for one in mentioned_with(index, "berg", entity_type="PERSON")] == ["Bo Lind", "Cy Roth"]


def test_who_is_mentioned_more_than_before(index: Index):
    assert [(one.name, one.articles, one.expected) for one in rising(index)] == [("Cy Roth", 2, 0.0)]


def test_on_a_quiet_day_nobody_rises(index: Index):
    assert rising(index, day="2024-01-01") == ()

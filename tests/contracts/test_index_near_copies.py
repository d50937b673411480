"""Near-copies are linked to the earliest, and shown as one."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from index_builders import NOON, an_article, delivered, write

from services.indexer.queries import get_article, open_index, search
from services.indexer.writing import gathered_numbers
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted

WORDS = [
    "negotiators", "agreement", "parliament", "minister", "yesterday", "proposal", "harvest", "reporters", "building",
    "important", "carefully", "insisted", "company", "research", "factory", "council", "morning", "evidence", "weather",
    "spoke", "of", "the", "and", "in", "after", "a", "with", "to", "by",
]  # fmt: skip


def story(subject: str) -> str:
    chance = random.Random(subject)
    sentences = [f"Negotiators on {subject} {' '.join(chance.choices(WORDS, k=14))}." for _ in range(30)]
    return "\n\n".join(sentences)


def a_story(article_id: str, body: str, day: str, **fields: object) -> ArticleExtracted:
    return an_article(body, article_id=article_id, published_at={"value": day, "known_by": "given"}, **fields)


WIRE = story("trade")
CUT = WIRE[: len(WIRE) * 6 // 10]
SWAPPED = "\n\n".join(reversed(WIRE.split("\n\n")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def copies_of(path: Path, article_id: str) -> list[tuple[str, bool]]:
    with open_index(path) as index:
        stored = get_article(index, article_id)
        assert stored is not None
        return [(copy.article_id, copy.is_original) for copy in stored.also_in]


def test_a_shortened_and_a_rearranged_copy_are_linked_to_the_first(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("other", story("fishing"), "2025-11-01"))
    write(path, a_story("cut", CUT, "2025-11-02"), a_story("swapped", SWAPPED, "2025-11-03"))
    assert copies_of(path, "wire") == [("cut", False), ("swapped", False)]
    assert copies_of(path, "cut") == [("wire", True), ("swapped", False)]
    assert copies_of(path, "other") == []


def test_copies_in_one_batch_are_linked(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("cut", CUT, "2025-11-02"))
    assert copies_of(path, "wire") == [("cut", False)]


@pytest.mark.parametrize("copy", [WIRE, WIRE.replace("parliament", "the assembly")], ids=["exact", "edited"])
def test_copies_that_come_together_are_linked_to_one_that_was_there(path: Path, copy: str):
    write(path, a_story("wire", WIRE, "2025-11-01"))
    write(path, a_story("one", copy, "2025-11-02"), a_story("two", copy, "2025-11-03"))
    assert copies_of(path, "wire") == [("one", False), ("two", False)]


def test_copies_that_come_together_are_linked_to_a_later_one_that_was_there(path: Path):
    edited = WIRE.replace("parliament", "the assembly")
    write(path, a_story("late", WIRE, "2025-11-09"))
    write(path, a_story("one", edited, "2025-11-02"), a_story("two", edited, "2025-11-03"))
    assert copies_of(path, "one") == [("two", False), ("late", False)]


def test_a_report_on_two_stories_does_not_make_them_one(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("other", story("fishing"), "2025-11-01"))
    write(path, a_story("both", WIRE + "\n\n" + story("fishing"), "2025-11-02"))
    assert copies_of(path, "both") == [("wire", True)]
    assert copies_of(path, "other") == []


def test_an_earlier_article_that_comes_late_becomes_the_original(path: Path):
    write(path, a_story("cut", CUT, "2025-11-02"), a_story("swapped", SWAPPED, "2025-11-03"))
    write(path, a_story("wire", WIRE, "2025-11-01"))
    assert copies_of(path, "swapped") == [("wire", True), ("cut", False)]


def test_a_revision_that_became_another_story_is_no_copy_any_more(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("cut", CUT, "2025-11-02"))
    write(path, a_story("cut", story("fishing"), "2025-11-02", revision="r2", submission="2000-0"))
    assert copies_of(path, "wire") == []


def test_an_original_that_is_revised_keeps_its_copies(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("cut", CUT, "2025-11-02"))
    longer = WIRE + "\n\n" + story("fishing")
    write(path, a_story("wire", longer, "2025-11-01", revision="r2", submission="2000-0"))
    assert copies_of(path, "wire") == [("cut", False)]


def test_an_original_that_became_another_story_lets_its_copies_go(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("cut", CUT, "2025-11-02"))
    write(path, a_story("swapped", SWAPPED, "2025-11-03"))
    write(path, a_story("wire", story("fishing"), "2025-11-01", revision="r2", submission="2000-0"))
    assert copies_of(path, "wire") == []
    assert copies_of(path, "swapped") == [("cut", True)]


def test_a_search_shows_copies_as_one_hit(path: Path):
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("cut", CUT, "2025-11-02"))
    with open_index(path) as index:
        results = search(index, "negotiators")
        assert len(results.hits) == 1
        assert results.total == 2
        assert len(results.hits[0].also_in) == 1


def test_pages_of_hits_hold_every_family_once(path: Path):
    subjects = ["trade", "fishing", "water", "mining", "borders"]
    for day in ("2025-11-01", "2025-11-02"):
        write(path, *(a_story(f"{subject}-{day}", story(subject), day) for subject in subjects))
    with open_index(path) as index:
        pages = [search(index, "negotiators", limit=2, offset=offset).hits for offset in (0, 2, 4, 6)]
    assert sorted(hit.article_id.split("-")[0] for page in pages for hit in page) == sorted(subjects)


def test_copies_do_not_part_a_batch(path: Path):
    transactions = []

    class Watched(SqliteIndex):
        def _write_together(self, *arguments: Any) -> Any:
            transactions.append(arguments)
            return super()._write_together(*arguments)

    index = Watched(path)
    articles = [a_story(f"a{n}", WIRE[: len(WIRE) - 40 * n], f"2025-11-0{1 + n % 3}") for n in range(9)]
    index.write([delivered(article) for article in articles], NOON)
    index.close()
    assert len(transactions) == 1
    assert len(copies_of(path, "a0")) == 8


def test_a_copy_is_found_also_when_what_was_gathered_has_been_moved(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(gathered_numbers._MOST_GATHERED, "phrases", 20)
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("other", story("fishing"), "2025-11-01"))
    assert numbers_of(path) == {"phrases": 32, "recent_phrases": 0}
    write(path, a_story("cut", CUT, "2025-11-02"))
    assert numbers_of(path) == {"phrases": 32, "recent_phrases": 16}
    assert copies_of(path, "wire") == [("cut", False)]


def test_a_revised_article_leaves_no_phrases_behind(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(gathered_numbers._MOST_GATHERED, "phrases", 20)
    write(path, a_story("wire", WIRE, "2025-11-01"), a_story("other", story("fishing"), "2025-11-01"))
    for number, body in enumerate((story("harvest"), "Too short to be compared."), 1):
        write(path, a_story("wire", body, "2025-11-01", revision=f"r{number}", submission=f"{2000 + number}-0"))
    assert sum(numbers_of(path).values()) == 16


def numbers_of(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    found = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("phrases", "recent_phrases")
    }
    connection.close()
    return found

"""Every published article is heard of to its end, in whatever order the news comes."""

from __future__ import annotations

from typing import Any

from cli.outcomes import Outcomes
from shared.schemas.articles import ArticleIndexed
from shared.schemas.dead_letter import DeadLetter
from shared.streams.publish import Published
from shared.streams.watch import Happened


def published(number: int, article_id: str | None = None) -> Published:
    return Published(f"{number}-0", article_id or f"a{number}", f"articles.ingest/{number}-0")


def indexed(one: Published, change: Any = "new") -> Happened:
    message = ArticleIndexed(
        article_id=one.article_id, revision="r", change=change, indexed_at="2025-11-02T10:00:00+00:00"
    )
    return Happened("indexed", "9-0", one.correlation_id, one.article_id, message)


def dead(one: Published) -> Happened:
    letter = DeadLetter(
        service="cleaner", service_version="1", stream="articles.ingest", entry_id=one.entry_id,
        correlation_id=one.correlation_id, cause="rejected", reason="no body", attempts=1,
        dead_at="2025-11-02T10:00:00+00:00",
    )  # fmt: skip
    return Happened("dead", "9-1", one.correlation_id, None, letter)


def test_an_article_is_on_its_way_until_it_is_indexed_or_dead():
    outcomes, first, second = Outcomes(), published(1), published(2)
    outcomes.add(first)
    outcomes.add(second)
    assert len(outcomes) == 2
    outcomes.take(indexed(first))
    [end] = outcomes.take(dead(second))
    assert len(outcomes) == 0
    assert not end.is_indexed
    assert end.dead_id == "9-1"
    assert outcomes.summary() == "1 indexed (1 new), 1 dead letter"


def test_news_that_comes_before_the_confirmation_is_kept():
    outcomes, one = Outcomes(), published(1)
    assert outcomes.take(indexed(one)) == []
    [end] = outcomes.add(one)
    assert end.published == one
    assert len(outcomes) == 0


def test_the_news_of_others_is_nothing_to_us():
    outcomes = Outcomes()
    outcomes.add(published(1))
    assert outcomes.take(indexed(published(7))) == []
    assert len(outcomes) == 1


def test_an_earlier_submission_ends_with_the_later_one_that_overtook_it():
    outcomes, early, late = Outcomes(), published(1, "a"), published(2, "a")
    outcomes.add(early)
    outcomes.add(late)
    assert [end.published for end in outcomes.take(indexed(late))] == [early, late]


def test_a_later_submission_does_not_end_with_an_earlier_one():
    outcomes, early, late = Outcomes(), published(1, "a"), published(2, "a")
    outcomes.add(early)
    outcomes.add(late)
    assert [end.published for end in outcomes.take(indexed(early))] == [early]
    assert len(outcomes) == 1


def test_a_repeated_announcement_counts_once():
    outcomes, one = Outcomes(), published(1)
    outcomes.add(one)
    outcomes.take(indexed(one))
    outcomes.take(indexed(one, "unchanged"))
    assert outcomes.summary() == "1 indexed (1 new)"

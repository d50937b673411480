"""Articles for tests of the index: each builder shows only what matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted, ArticleIndexed
from shared.streams.handler import Delivered, Outcome

NOON = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)


def an_article(body: str = "Dmitry Peskov spoke in Budapest.", **fields: object) -> ArticleExtracted:
    given = {
        "article_id": "a1",
        "revision": "r1",
        "submission": "1000-0",
        "headline": "No need for a meeting",
        "body": body,
        "source_text": body,
        "blocks": [{"start": 0, "end": len(body), "role": "body", "reason": "sentences"}] if body else [],
    }
    return ArticleExtracted.model_validate({**given, **fields})


def an_entity(name: str, entity_type: str = "PERSON", *, local_id: str = "e1", **fields: object) -> dict[str, object]:
    return {
        "entity_id": local_id,
        "name": name,
        "type": entity_type,
        "mentions": [{"start": 0, "end": len(name)}],
        **fields,
    }


def a_quote(
    text: str, *, speaker: str = "Dmitry Peskov", entity: str | None = None, **fields: object
) -> dict[str, object]:
    return {
        "type": "direct",
        "parts": [{"start": 0, "end": len(text)}],
        "text": text,
        "speaker": {"name": speaker, "entity": entity},
        **fields,
    }


def an_event(text: str, date: str, **fields: object) -> dict[str, object]:
    span = {"start": 0, "end": 4}
    return {
        "start": 0,
        "end": 4,
        "predicate": "met",
        "date": date,
        "clause": span,
        "sentence": span,
        "text": text,
        **fields,
    }


def delivered(article: ArticleExtracted) -> Delivered[ArticleExtracted]:
    return Delivered(article, f"cid-{article.submission}", article.submission or "1-0", 1)


def write(path: Path, *articles: ArticleExtracted, now: datetime = NOON) -> list[Outcome[ArticleIndexed]]:
    """Write the articles as one batch, as a process of its own would."""
    index = SqliteIndex(path)
    try:
        return index.write([delivered(article) for article in articles], now)
    finally:
        index.close()


def changes(outcomes: Sequence[Outcome[ArticleIndexed]]) -> list[str]:
    """What each outcome says: the change, or the exception's name."""
    return [outcome.change if isinstance(outcome, ArticleIndexed) else type(outcome).__name__ for outcome in outcomes]

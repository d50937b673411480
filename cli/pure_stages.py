"""The pure stages over JSON Lines: what `clean --jsonl` and `extract --jsonl` read and write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from cli.submitted_fields import sentences, short
from shared.identity import article_id_of, revision_of
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted, Block, ReadableArticle
from shared.schemas.message import Message

Read = TypeVar("Read")


@dataclass(frozen=True)
class BadLine:
    """A line of the input that gives no result."""

    number: int
    reason: str


def clean_lines(
    lines: Iterable[bytes], clean: Callable[[ArticleSubmitted], ArticleCleaned], rejected: type[Exception]
) -> Iterator[ArticleCleaned | BadLine]:
    """One cleaned article or bad line per line that is not blank, in order. ``rejected`` is what ``clean`` raises."""
    for article in _read(lines, ArticleSubmitted.model_validate):
        if isinstance(article, BadLine):
            yield article
            continue
        number, submitted = article
        try:
            yield clean(submitted)
        except rejected as reason:
            yield BadLine(number, str(reason))


def extract_lines(
    lines: Iterable[bytes], extract: Callable[[Sequence[ReadableArticle]], Sequence[Message]], batch_size: int = 64
) -> Iterator[Message | BadLine]:
    """One extracted article or bad line per line that is not blank, in order, handled ``batch_size`` at a time."""
    batch: list[BadLine | tuple[int, ReadableArticle]] = []
    for article in _read(lines, readable_article):
        batch.append(article)
        if len(batch) == batch_size:
            yield from _extracted(batch, extract)
            batch = []
    yield from _extracted(batch, extract)


def _extracted(
    batch: Sequence[BadLine | tuple[int, ReadableArticle]],
    extract: Callable[[Sequence[ReadableArticle]], Sequence[Message]],
) -> Iterator[Message | BadLine]:
    results = iter(extract([article[1] for article in batch if not isinstance(article, BadLine)]))
    for article in batch:
        yield article if isinstance(article, BadLine) else next(results)


def readable_article(fields: dict[str, Any]) -> ReadableArticle:
    """The article of a line: an ArticleCleaned, or only ``body`` with ``article_id``, ``headline``, ``published_at``.

    ``published_at`` may be a plain date. Raises ValidationError for what is neither.
    """
    fields = dict(fields)
    if isinstance(published := fields.get("published_at"), str):
        fields["published_at"] = {"value": published, "known_by": "given"}
    body = fields.get("body")
    if isinstance(body, str) and "source_text" not in fields:
        submitted = ArticleSubmitted(content=body, article_id=fields.get("article_id"))
        whole = Block(start=0, end=len(body), role="body", reason="given as the body")
        fields = {
            "article_id": article_id_of(submitted),
            "revision": revision_of(submitted),
            "source_text": body,
            "blocks": (whole,) if body else (),
        } | {name: value for name, value in fields.items() if value is not None}
    return ArticleCleaned.model_validate(fields)


def _read(lines: Iterable[bytes], article_of: Callable[[dict[str, Any]], Read]) -> Iterator[BadLine | tuple[int, Read]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            yield BadLine(number, f"not JSON: {error}")
            continue
        if not isinstance(fields, dict):
            yield BadLine(number, f"an article is a JSON object, not {short(fields)}")
            continue
        try:
            yield number, article_of(fields)
        except ValidationError as error:
            yield BadLine(number, sentences(error))

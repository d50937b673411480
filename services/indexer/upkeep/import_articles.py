"""Fills an index from exported articles."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError

from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted, ArticleIndexed
from shared.streams.handler import Delivered
from shared.streams.outcomes import Reject, Skip

_BATCH = 256
# For an article whose export does not say: older than any that a stream gave.
_BEFORE_ALL = "0-1"


@dataclass(slots=True)
class Imported:
    """What became of the lines. `changes` counts new, revised, reprocessed, unchanged and stale ones; `faults` are the
    numbers of the others, and what is wrong with them."""

    changes: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)


def import_articles(
    index: SqliteIndex,
    lines: Iterable[str | bytes],
    now: datetime,
    *,
    on_batch: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    """Take in ``ArticleExtracted`` as JSON Lines; empty lines are passed over.

    `index` is one that does not announce. A line that is none becomes a fault with its number (from 1), and the rest
    goes on. The same lines again change nothing. Raises IndexNotWritable or IndexUnavailable when the index cannot be
    written.
    """
    imported = Imported()
    articles = _read(lines, imported)
    while batch := list(itertools.islice(articles, _BATCH)):
        deliveries = [Delivered(article, "import", article.submission or _BEFORE_ALL, 1) for _, article in batch]
        for (number, _), outcome in zip(batch, index.write(deliveries, now), strict=True):
            match outcome:
                case ArticleIndexed():
                    imported.changes[outcome.change] += 1
                case Skip():
                    imported.changes["stale"] += 1
                case Reject():
                    imported.faults.append((number, str(outcome)))
                case tuple():
                    raise AssertionError("an index that announces matches is not for imports")
                case _:
                    raise outcome
        on_batch(imported)
    return imported


def _read(lines: Iterable[str | bytes], imported: Imported) -> Iterator[tuple[int, ArticleExtracted]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, ArticleExtracted.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            imported.faults.append((number, f"{place}: {first['msg']}" if place else first["msg"]))

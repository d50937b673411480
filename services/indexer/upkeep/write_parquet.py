"""Writes articles to a Parquet file, for tools that analyse tables: pandas, DuckDB, Polars, Spark.

One row per article: its facts as plain columns, and its entities, quotations and events as lists of records. It leaves
out what only the pipeline needs (blocks, offsets of mentions); the lossless form is JSON Lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from shared.schemas.articles import ArticleExtracted, Entity, Event, Quote

_ROWS_AT_A_TIME = 2_000

_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())

SCHEMA = pa.schema(
    {
        "article_id": _TEXT,
        "revision": _TEXT,
        "headline": _TEXT,
        "standfirst": _TEXT,
        "section": _TEXT,
        "outlet": _TEXT,
        "source": _TEXT,
        "url": _TEXT,
        "language": _TEXT,
        "published_at": _TEXT,
        "published_day": pa.date32(),
        "published_known_by": _TEXT,
        "authors": _TEXTS,
        "dateline": _TEXT,
        "agency": _TEXT,
        "words": pa.int32(),
        "body": _TEXT,
        "key_phrases": _TEXTS,
        "countries": _TEXTS,
        "captions": pa.list_(pa.struct({"text": _TEXT, "credit": _TEXT})),
        "entities": pa.list_(
            pa.struct({"name": _TEXT, "type": _TEXT, "aliases": _TEXTS, "roles": _TEXTS, "mentions": pa.int32()})
        ),
        "quotes": pa.list_(
            pa.struct(
                {
                    "text": _TEXT,
                    "type": _TEXT,
                    "speaker": _TEXT,
                    "cue": _TEXT,
                    "addressee": _TEXT,
                    "occasion": _TEXT,
                    "said_on": _TEXT,
                }
            )
        ),
        "events": pa.list_(
            pa.struct(
                {
                    "date": _TEXT,
                    "precision": _TEXT,
                    "predicate": _TEXT,
                    "text": _TEXT,
                    "kind": _TEXT,
                    "modality": _TEXT,
                    "polarity": _TEXT,
                    "dated_by": _TEXT,
                    "participants": _TEXTS,
                }
            )
        ),
        "cleaned_by": _TEXTS,
        "extracted_by": _TEXTS,
    }
)


def write_parquet(articles: Iterable[ArticleExtracted], target: Path) -> int:
    """Write one row per article; returns their number. `target` appears whole, or not at all. Raises OSError."""
    written, rest = 0, iter(articles)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with pq.ParquetWriter(unfinished, SCHEMA, compression="zstd") as writer:
            while rows := [row_of(article) for article in itertools.islice(rest, _ROWS_AT_A_TIME)]:
                writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))
                written += len(rows)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def row_of(article: ArticleExtracted) -> dict[str, Any]:
    """The article as a row of `SCHEMA`."""
    published = article.published_at
    return {
        "article_id": article.article_id,
        "revision": article.revision,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "section": article.section,
        "outlet": article.outlet.name if article.outlet else None,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "published_at": published.value if published else None,
        "published_day": date.fromisoformat(published.value[:10]) if published else None,
        "published_known_by": published.known_by if published else None,
        "authors": [author.name for author in article.authors],
        "dateline": article.dateline,
        "agency": article.agency,
        "words": len(article.body.split()),
        "body": article.body,
        "key_phrases": list(article.key_phrases),
        "countries": [country.code for country in article.countries],
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "entities": [_entity(entity) for entity in article.entities],
        "quotes": [_quote(quote) for quote in article.quotes],
        "events": [_event(event) for event in article.events],
        "cleaned_by": [f"{made.name} {made.version}" for made in article.cleaned_by],
        "extracted_by": [f"{made.name} {made.version}" for made in article.extracted_by],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "roles": [role.text for role in entity.roles],
        "mentions": len(entity.mentions),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "type": quote.type,
        "speaker": quote.speaker.name if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
        "addressee": quote.addressee.text if quote.addressee else None,
        "occasion": quote.occasion,
        "said_on": quote.date,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "date": event.date,
        "precision": event.precision,
        "predicate": event.predicate,
        "text": event.text,
        "kind": event.kind,
        "modality": event.modality,
        "polarity": event.polarity,
        "dated_by": event.dated_by,
        "participants": [participant.name for participant in event.participants],
    }

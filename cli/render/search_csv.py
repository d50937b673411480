"""Found articles as a table for spreadsheets. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cli.render.csv_table import csv_table, in_one_cell
from services.indexer.queries import SearchHit

COLUMNS = (
    "article_id", "headline", "published_at", "published_latest", "outlet", "section", "language", "url", "snippet",
    "also_in",
)  # fmt: skip


def search_csv(hits: Sequence[SearchHit]) -> str:
    """One row per article, in the order found; near-copies are named in its last cell."""
    return csv_table(COLUMNS, (_row(hit) for hit in hits))


def _row(hit: SearchHit) -> tuple[str | None, ...]:
    return (
        hit.article_id,
        hit.headline.text,
        hit.published_at,
        hit.published_latest,
        hit.outlet,
        hit.section,
        hit.language,
        hit.url,
        hit.snippet.text,
        in_one_cell(one.article_id for one in hit.also_in),
    )

"""Found quotations as a table for spreadsheets. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cli.render.csv_table import csv_table, in_one_cell
from services.indexer.queries import FoundQuote

COLUMNS = (
    "speaker", "quotation", "type", "kind", "cue", "addressee", "occasion", "said_on", "article_id", "headline",
    "published_at", "outlet", "also_in",
)  # fmt: skip


def quotes_csv(quotes: Sequence[FoundQuote]) -> str:
    """One row per quotation, in the order found; other articles that quote the same words are in its last cell."""
    return csv_table(COLUMNS, (_row(quote) for quote in quotes))


def _row(quote: FoundQuote) -> tuple[str | None, ...]:
    return (
        quote.speaker,
        quote.text.text,
        quote.type,
        quote.kind,
        quote.cue,
        quote.addressee,
        quote.occasion,
        quote.date,
        quote.article_id,
        quote.headline,
        quote.published_at,
        quote.outlet,
        in_one_cell(one.article_id for one in quote.also_in),
    )

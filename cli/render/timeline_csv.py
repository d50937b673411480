"""A timeline as a table for spreadsheets: RFC 4180, one row per entry. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cli.render.csv_table import csv_table, in_one_cell
from services.indexer.queries import TimelineEntry

COLUMNS = (
    "first_day", "last_day", "date", "precision", "event", "predicates", "participants", "modality", "polarity",
    "dated_by", "articles", "article_ids", "headlines", "outlets", "urls",
)  # fmt: skip


def timeline_csv(entries: Sequence[TimelineEntry]) -> str:
    """One row per entry; several values in one cell are separated by `; `."""
    return csv_table(COLUMNS, map(_row, entries))


def _row(entry: TimelineEntry) -> tuple[str | None, ...]:
    sources = entry.sources
    return (
        entry.first_day,
        entry.last_day,
        entry.date,
        entry.precision,
        " ".join(entry.sentence.split()),
        in_one_cell(entry.predicates),
        in_one_cell(one.name for one in entry.participants),
        entry.modality,
        entry.polarity,
        entry.dated_by,
        str(len(sources)),
        in_one_cell(one.article_id for one in sources),
        in_one_cell(one.headline for one in sources),
        in_one_cell(dict.fromkeys(one.outlet for one in sources)),
        in_one_cell(one.url for one in sources),
    )

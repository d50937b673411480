"""A timeline as a table for spreadsheets: RFC 4180, one row per entry. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from services.indexer.queries import TimelineEntry

COLUMNS = (
    "first_day", "last_day", "date", "precision", "event", "predicates", "participants", "modality", "polarity",
    "dated_by", "articles", "article_ids", "headlines", "outlets", "urls",
)  # fmt: skip
# A spreadsheet takes what begins so for a formula, and the words come from strangers.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def timeline_csv(entries: Sequence[TimelineEntry]) -> str:
    """Several values in one cell are separated by `; `. An apostrophe is put before what would be a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        sources = entry.sources
        row = (
            entry.first_day,
            entry.last_day,
            entry.date,
            entry.precision,
            " ".join(entry.sentence.split()),
            _joined(entry.predicates),
            _joined(one.name for one in entry.participants),
            entry.modality or "",
            entry.polarity or "",
            entry.dated_by or "",
            str(len(sources)),
            _joined(one.article_id for one in sources),
            _joined(one.headline for one in sources),
            _joined(dict.fromkeys(one.outlet for one in sources)),
            _joined(one.url for one in sources),
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue()


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)

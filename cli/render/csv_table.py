"""Rows as a table for spreadsheets: RFC 4180. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet takes what begins so for a formula, and the words come from strangers.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """The table with a line of titles. An apostrophe is put before what would be a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if cell and cell.startswith(_FORMULA) else cell or "" for cell in row])
    return text.getvalue()


def in_one_cell(values: Iterable[str | None]) -> str:
    """Several values, separated by `; `."""
    return "; ".join(value for value in values if value)

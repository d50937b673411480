"""What is to be said of an event beside its sentence. Pure."""

from __future__ import annotations

from services.indexer.queries import TimelineEntry


def remark_on(entry: TimelineEntry) -> str:
    """What the sentence alone may not show: that it is planned or possible, or dated by its article only."""
    remarks = [entry.modality] if entry.modality not in (None, "asserted") else []
    if entry.dated_by == "article":
        remarks.append("dated by its article")
    return ", ".join(remark for remark in remarks if remark)

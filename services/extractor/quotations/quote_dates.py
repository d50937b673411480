"""Gives each quotation the day on which it was said: that of the event which its cue tells of, else the article's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shared.schemas.articles import Event, Quote


def with_dates(quotes: Sequence[Quote], events: Sequence[Event], published: date | None) -> tuple[Quote, ...]:
    """The quotations with their days. One of which only a month, a year or a period is known stays without."""
    article_day = published.isoformat() if published else None
    by_end = {event.end: event for event in events}
    by_start = {event.start: event for event in events}
    dated = []
    for quote in quotes:
        event = (by_start.get(quote.cue.start) or by_end.get(quote.cue.end)) if quote.cue else None
        dated.append(quote.model_copy(update={"date": _day(event) if event else article_day}))
    return tuple(dated)


def _day(event: Event) -> str | None:
    return event.date[:10] if event.precision in ("day", "minute") and "/" not in event.date else None

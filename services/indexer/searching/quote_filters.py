"""SQL conditions on ``quotes``: said to whom, about whom, when, by what kind of word. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.indexer.searching.filter_sql import Condition, named
from services.indexer.timelines.days import days_of

# The day on which it was said, else the article's.
_SAID_ON = "coalesce(substr(quotes.date, 1, 10), articles.published_day)"


def said_to(addressee: str) -> Iterator[Condition]:
    """Quotations addressed to somebody whose words hold all of these: tass finds "told the news agency TASS"."""
    for word in addressee.split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        yield Condition("quotes.addressee LIKE ? ESCAPE '\\'", (f"%{escaped}%",))


def said_about(name: str) -> Condition:
    """Quotations that mention an entity, by any of its names or a pronoun, other than the speaker."""
    wanted = named(name)
    return Condition(
        "EXISTS (SELECT 1 FROM mentions WHERE mentions.article = quotes.article"
        " AND mentions.start >= quotes.start AND mentions.start < quotes.end"
        f" AND mentions.entity IS NOT quotes.speaker_entity AND mentions.entity IN ({wanted.sql}))",
        wanted.parameters,
    )


def said_within(after: str | None, before: str | None) -> Iterator[Condition]:
    """`after` includes its day, month or year, `before` leaves it out. Raises ValueError for what is no date."""
    if after:
        yield Condition(f"{_SAID_ON} >= ?", (_first_day(after),))
    if before:
        yield Condition(f"{_SAID_ON} < ?", (_first_day(before),))


def _first_day(text: str) -> str:
    first_day, _ = days_of(text)
    if first_day is None or "/" in text:
        raise ValueError(f"not a date: {text!r}; write 2025-10-20, 2025-10 or 2025")
    return first_day

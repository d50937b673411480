"""Turns a search's filters into SQL conditions on ``articles``. Pure.

Whatever people write reaches SQLite as a parameter or inside a quoted full-text string, never as syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.indexer.names import name_key
from services.indexer.query_language import Filter
from shared.identity import canonical_url

_TYPES = {"person": ("PERSON",), "org": ("ORG",), "place": ("GPE", "LOC", "FAC"), "entity": ()}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL that is true for the wanted rows of ``articles``, and its parameters."""

    sql: str
    parameters: tuple[str, ...]


def filter_condition(wanted: Filter, *, row_by_row: bool) -> Condition:
    """`row_by_row` where something else gives the candidates, so that each is looked at rather than all collected."""
    match wanted.name:
        case "speaker" | "said":
            return in_one_quotation([wanted])
        case "event-after" | "event-before" | "event-on":
            return in_one_event([wanted])
        case "person" | "org" | "place" | "entity":
            return _mentioning(wanted.value, _TYPES[wanted.name], row_by_row=row_by_row)
        case "source":
            labels = _labels("outlet", wanted.value)
            return Condition(
                f"(articles.outlet IN ({labels.sql}) OR articles.source IN ({labels.sql}))", labels.parameters * 2
            )
        case "section":
            labels = _labels("section", wanted.value)
            return Condition(f"articles.section IN ({labels.sql})", labels.parameters)
        case "author":
            labels = _labels("author", wanted.value)
            return Condition(
                f"articles.id IN (SELECT article FROM article_authors WHERE author IN ({labels.sql}))",
                labels.parameters,
            )
        case "lang":
            code = wanted.value.lower()
            return Condition("(articles.language = ? OR articles.language LIKE ? || '-%')", (code, code))
        case "url":
            key = canonical_url(wanted.value) or canonical_url(f"https://{wanted.value}") or wanted.value
            return Condition("articles.url_key = ?", (key,))
        case "after":
            return Condition("articles.published_day >= ?", (wanted.first_day,))
        case "before":
            return Condition("articles.published_day < ?", (wanted.first_day,))
        case "on":
            return Condition("articles.published_day BETWEEN ? AND ?", (wanted.first_day, wanted.last_day))
        case _:
            raise AssertionError(f"no such filter: {wanted.name}")


def _mentioning(name: str, types: tuple[str, ...], *, row_by_row: bool) -> Condition:
    """An entity whose name, or other name in the article, holds all words of `name`."""
    entities = "SELECT id FROM entities WHERE id IN (SELECT rowid FROM entity_search WHERE entity_search MATCH ?)"
    if types:
        entities += f" AND type IN ({', '.join('?' * len(types))})"
    parameters = (words_of_name(name), *types) * 2
    if row_by_row:
        # The plus sign has an article's few entities looked up among the named, and not each of the named in turn.
        return Condition(
            f"(EXISTS (SELECT 1 FROM article_entities WHERE article = articles.id AND +entity IN ({entities}))"
            f" OR EXISTS (SELECT 1 FROM article_aliases WHERE article = articles.id AND +alias IN ({entities})))",
            parameters,
        )
    return Condition(
        f"articles.id IN (SELECT article FROM article_entities WHERE entity IN ({entities})"
        f" UNION ALL SELECT article FROM article_aliases WHERE alias IN ({entities}))",
        parameters,
    )


def in_one_quotation(filters: Sequence[Filter]) -> Condition:
    """A quotation that all of the ``speaker:`` and ``said:`` filters fit."""
    speakers = [part.value for part in filters if part.name == "speaker"]
    sayings = [part.value for part in filters if part.name == "said"]
    return Condition(
        "articles.id IN (SELECT article FROM quotes WHERE id IN"
        " (SELECT rowid FROM quote_search WHERE quote_search MATCH ?))",
        (quotation_match(speakers, sayings),),
    )


def in_one_event(filters: Sequence[Filter]) -> Condition:
    """An event that all of the ``event-`` filters fit."""
    first = max((part.first_day for part in filters if part.name != "event-before"), default=None)
    ends = [part.first_day for part in filters if part.name == "event-before"]
    ends += [_day_after(part.last_day) for part in filters if part.name == "event-on"]
    found = events_within("article", first, min(ends, default=None))
    return Condition(f"articles.id IN ({found.sql})", found.parameters)


def events_within(column: str, first: str | None, before: str | None) -> Condition:
    """A SELECT of `column` for the events that may have happened on or after `first` and before `before` (days).

    Of an event that is known to the month only, any day may be the one. One whose bounds lie further apart ("since
    2013") says nothing of single days: it is found by its beginning.
    """
    limit, limits = ("", ()) if before is None else (" AND first_day < ?", (before,))
    if first is None:
        return Condition(f"SELECT {column} FROM events WHERE first_day IS NOT NULL{limit}", limits)
    return Condition(
        f"SELECT {column} FROM events WHERE first_day >= ?{limit} UNION ALL"
        f" SELECT {column} FROM events WHERE first_day < ? AND first_day >= date(?, '-30 days')"
        f" AND last_day >= ? AND last_day <= date(first_day, '+30 days'){limit}",
        (first, *limits, first, first, first, *limits),
    )


def quotation_match(speakers: Sequence[str], sayings: Sequence[str]) -> str:
    """A full-text expression on quotations."""
    speaker = [f"speaker : ({words_of_name(name)})" for name in speakers]
    return " AND ".join([*speaker, *(f"text : {quoted(saying)}" for saying in sayings)])


def quoted(words: str) -> str:
    """The words as one FTS5 string: a phrase, whatever signs it holds."""
    # A NUL would end the expression early.
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def words_of_name(name: str) -> str:
    """An FTS5 expression for names that hold all of the words, in any order."""
    return " AND ".join(quoted(word) for word in name_key(name).split()) or quoted(name)


def _labels(kind: str, name: str) -> Condition:
    words = name_key(name).split() or [name]
    holds = " AND ".join("instr(' ' || key || ' ', ' ' || ? || ' ')" for _ in words)
    return Condition(f"SELECT id FROM labels WHERE kind = '{kind}' AND {holds}", tuple(words))


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < "9999-12-31" else "9999-12-32"

"""Tells what happened when, with the sentence that says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from services.indexer.days import days_of
from services.indexer.filter_sql import events_within, words_of_name
from services.indexer.index_reader import Index
from services.indexer.query_language import parse_query
from services.indexer.query_sql import articles_matching


@dataclass(frozen=True, slots=True)
class EventParticipant:
    name: str
    type: str
    part: str


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """`date` is as precise as it is known; `first_day` and `last_day` bound it."""

    date: str
    precision: str
    first_day: str
    last_day: str
    predicate: str
    text: str
    sentence: str
    participants: tuple[EventParticipant, ...]
    start: int
    end: int
    article_id: str
    headline: str | None
    published_at: str | None


@dataclass(frozen=True, slots=True)
class TimelineResults:
    total: int
    events: tuple[TimelineEvent, ...]


def timeline(
    index: Index,
    *,
    after: str | None = None,
    before: str | None = None,
    about: str | None = None,
    article_id: str | None = None,
    query: str = "",
    limit: int = 50,
    offset: int = 0,
    newest_first: bool = False,
) -> TimelineResults:
    """Events that may have happened from `after` on and before `before` (days, months or years), in order of time.

    `about`: one of those who took part. `query`: which articles (see query_language). Raises QueryError, and
    ValueError when a date is none.
    """
    articles = articles_matching(parse_query(query))
    first = _first_day(after) if after is not None else None
    within = events_within(first, _first_day(before) if before is not None else None)
    conditions, parameters = [within.sql, articles.sql], [*within.parameters, *articles.parameters]
    if about is not None and about.strip():
        conditions.append(
            "events.id IN (SELECT event FROM event_participants WHERE entity IN"
            " (SELECT rowid FROM entity_search WHERE entity_search MATCH ?))"
        )
        parameters.append(words_of_name(about))
    if article_id is not None:
        conditions.append("articles.article_id = ?")
        parameters.append(article_id)
    tables, where = "events JOIN articles ON articles.id = events.article", " AND ".join(conditions)
    total = index.row(f"SELECT count(*) FROM {tables} WHERE {where}", parameters)
    order = "DESC" if newest_first else "ASC"
    rows = index.rows(
        "SELECT events.*, articles.article_id, articles.headline, published_at,"
        " substr(body, sentence_start + 1, sentence_end - sentence_start) AS sentence"
        f" FROM {tables} JOIN article_texts ON article_texts.article = articles.id WHERE {where}"
        f" ORDER BY first_day {order}, last_day {order}, events.article, position LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    participants = _participants(index, [row["id"] for row in rows])
    return TimelineResults(
        int(total[0]) if total else 0,
        tuple(
            TimelineEvent(
                row["date"],
                row["precision"],
                row["first_day"],
                row["last_day"],
                row["predicate"],
                row["text"],
                row["sentence"],
                tuple(participants[row["id"]]),
                row["start"],
                row["end"],
                row["article_id"],
                row["headline"],
                row["published_at"],
            )
            for row in rows
        ),
    )


def _participants(index: Index, events: list[int]) -> dict[int, list[EventParticipant]]:
    found: dict[int, list[EventParticipant]] = defaultdict(list)
    marks = ", ".join("?" * len(events))
    for event, name, entity_type, part in index.rows(
        "SELECT event, name, type, part FROM event_participants JOIN entities ON entities.id = entity"
        f" WHERE event IN ({marks}) ORDER BY event, part, entity",
        events,
    ):
        found[event].append(EventParticipant(name, entity_type, part))
    return found


def _first_day(text: str) -> str:
    first_day, _ = days_of(text)
    if first_day is None or "/" in text:
        raise ValueError(f"{text!r} is not a date: write 2025-10-20, or a month or year")
    return first_day

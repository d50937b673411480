"""Tells what happened when, with the sentence that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields

from services.indexer.index_reader import Index
from services.indexer.searching.filter_sql import Condition, day_after, events_within, named
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import articles_matching
from services.indexer.timelines.days import days_of


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
    outlet: str | None = None
    url: str | None = None
    kind: str | None = None
    modality: str | None = None
    polarity: str | None = None
    dated_by: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineResults:
    total: int
    events: tuple[TimelineEvent, ...]


def timeline(
    index: Index,
    *,
    after: str | None = None,
    before: str | None = None,
    until: str | None = None,
    about: str | Sequence[str] | None = None,
    article_id: str | None = None,
    query: str = "",
    everything: bool = False,
    limit: int = 50,
    offset: int = 0,
    newest_first: bool = False,
    from_days: tuple[str, str] | None = None,
) -> TimelineResults:
    """Events that may have happened from `after` on, before `before` and until `until`, its last day included.

    They come in order of time; the three are days, months or years. `about`: who took part, all of them. `query`: which
    articles (see query_language). `everything`: also what has no date but its article's. `from_days`: only what comes
    not before events with this first and last day. Raises QueryError, and ValueError when a date is none.
    """
    articles = articles_matching(parse_query(query))
    first = _days(after)[0] if after is not None else None
    ends = [_days(before)[0]] if before is not None else []
    ends += [day_after(_days(until)[1])] if until is not None else []
    within = events_within(first, min(ends, default=None))
    conditions, parameters = [within.sql, articles.sql], [*within.parameters, *articles.parameters]
    for name in [about] if isinstance(about, str) else about or ():
        if name.strip():
            taking_part = _takes_part(name)
            conditions.append(taking_part.sql)
            parameters += taking_part.parameters
    if article_id is not None:
        conditions.append("articles.article_id = ?")
        parameters.append(article_id)
    if not everything:
        conditions.append("coalesce(dated_by, '') <> 'article'")
    if from_days is not None:
        conditions.append(f"(first_day, last_day) {'<=' if newest_first else '>='} (?, ?)")
        parameters += from_days
    tables, where = "events JOIN articles ON articles.id = events.article", " AND ".join(conditions)
    total = index.row(f"SELECT count(*) FROM {tables} WHERE {where}", parameters)
    order = "DESC" if newest_first else "ASC"
    rows = index.rows(
        "SELECT events.*, articles.article_id, articles.headline, published_at, labels.name AS outlet, url,"
        " substr(body, sentence_start + 1, sentence_end - sentence_start) AS sentence"
        f" FROM {tables} JOIN article_texts ON article_texts.article = articles.id"
        f" LEFT JOIN labels ON labels.id = articles.outlet WHERE {where}"
        f" ORDER BY first_day {order}, last_day {order}, events.article, position LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    participants = _participants(index, [row["id"] for row in rows])
    return TimelineResults(
        int(total[0]) if total else 0,
        tuple(
            TimelineEvent(participants=tuple(participants[row["id"]]), **{name: row[name] for name in _COLUMNS})
            for row in rows
        ),
    )


_COLUMNS = tuple(field.name for field in fields(TimelineEvent) if field.name != "participants")


def _takes_part(name: str) -> Condition:
    wanted = named(name)
    return Condition(
        "events.id IN (SELECT parts.event FROM article_entities"
        " CROSS JOIN events AS theirs ON theirs.article = article_entities.article"
        " CROSS JOIN event_participants AS parts ON parts.event = theirs.id AND parts.entity = article_entities.entity"
        f" WHERE article_entities.entity IN ({wanted.sql})"
        " UNION ALL SELECT event FROM article_aliases JOIN events AS theirs ON theirs.article = article_aliases.article"
        " JOIN event_participants AS parts ON parts.event = theirs.id AND parts.entity = article_aliases.entity"
        f" WHERE alias IN ({wanted.sql}))",
        wanted.parameters * 2,
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


def _days(text: str) -> tuple[str, str]:
    first_day, last_day = days_of(text)
    if first_day is None or last_day is None or "/" in text:
        raise ValueError(f"{text!r} is not a date: write 2025-10-20, or a month or year")
    return first_day, last_day

"""Where an article is, and why it is not in the index."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from shared.identity import article_id_of
from shared.schemas.articles import ArticleSubmitted
from shared.schemas.upcasts import Unreadable, read_message
from shared.streams.backlog import entry_order, read_backlog
from shared.streams.connection import Connection
from shared.streams.dead_letters import DeadFilter, list_dead
from shared.streams.entries import open_entry
from shared.streams.topology import INDEXED, INGEST, STAGES, Stage, Stream

_PAGE = 500
# Redis hands out at most this many bytes of a page's messages at once, for those that do not name their article.
_MOST_BYTES_A_PAGE = 4_000_000


@dataclass(frozen=True)
class Place:
    """Somewhere on the streams where the article is, or has got to."""

    state: Literal["queued", "in_work", "waiting", "dead", "indexed"]
    stage: str
    """The stage that it waits for, that works on it or that gave up on it; ``index`` when it is there."""
    stream: str
    entry_id: str
    since: datetime
    article_id: str | None
    correlation_id: str
    attempt: int
    next_try: datetime | None = None
    consumer: str | None = None
    idle: timedelta | None = None
    deliveries: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Trace:
    """All that the streams know of an article; the earliest stage first."""

    places: tuple[Place, ...]
    looked_at: int
    """Entries."""
    is_complete: bool
    """False when a stream was longer than the limit, so that the article may be in the rest."""


async def trace(connection: Connection, wanted: str, *, limit: int = 200_000) -> Trace:
    """Look for an article by its id, its correlation id or the entry id of its submission.

    Redis looks through the streams page by page and hands out the matches only, so that this does not disturb a
    pipeline at work; at most ``limit`` entries of each stream. Streams hold what is not settled and little more.
    """
    places: list[Place] = []
    looked_at, is_complete = 0, True
    for stage in STAGES:
        for look in (_on_stream, _in_waiting_room):
            search = _Search(connection, wanted, limit)
            places += [place async for place in look(search, stage)]
            looked_at += search.looked_at
            is_complete = is_complete and search.looked_at < limit
    places += [place async for place in _dead(connection, wanted)]
    search = _Search(connection, wanted, limit)
    places += [place async for place in _indexed(search)]
    return Trace(tuple(places), looked_at + search.looked_at, is_complete and search.looked_at < limit)


@dataclass(frozen=True)
class _Match:
    entry_id: str
    article_id: str | None
    correlation_id: str
    attempt: int

    @property
    def since(self) -> datetime:
        return _instant(int(self.entry_id.partition("-")[0]))


class _Search:
    """Goes through one stream; counts what it has looked at."""

    def __init__(self, connection: Connection, wanted: str, limit: int) -> None:
        self.connection = connection
        self.wanted = wanted
        self.limit = limit
        self.looked_at = 0

    async def matches(self, key: str, stream: Stream, start: str = "-") -> AsyncIterator[_Match]:
        while self.looked_at < self.limit:
            # Only submissions come without the article's id beside them, where others than we publish.
            budget = _MOST_BYTES_A_PAGE if stream == INGEST else 0
            last, looked, found, nameless = await self.connection.scripts.run(
                "find", [key], [start, _PAGE, self.wanted, stream.name, budget]
            )
            if not looked:
                return
            self.looked_at += looked
            for entry_id, article_id, correlation_id, _, attempt in found:
                yield _Match(
                    entry_id.decode(), article_id.decode() or None, correlation_id.decode(), int(attempt or b"1")
                )
            for entry_id, flat in nameless:
                if (match := self._derived(stream, entry_id, flat)) is not None:
                    yield match
            start = f"({last.decode()}"

    def _derived(self, stream: Stream, entry_id: bytes, flat: list[bytes]) -> _Match | None:
        entry = open_entry(stream.name, entry_id, dict(zip(flat[::2], flat[1::2], strict=True)))
        try:
            article = read_message(ArticleSubmitted, entry.payload, reader="trace", declared=entry.version)
        except Unreadable:
            return None
        article_id = article_id_of(article)
        if article_id != self.wanted:
            return None
        return _Match(entry.entry_id, article_id, entry.correlation_id, entry.attempt)


async def _on_stream(search: _Search, stage: Stage) -> AsyncIterator[Place]:
    client, key = search.connection.client, search.connection.keys.stream(stage.source)
    read_to = await _read_to(search.connection, stage)
    start = "-"
    if stage.source.is_log:  # it is long, and settled but for its end
        if read_to is None:
            return  # the stage never ran, so nothing waits for it
        start = await _first_unsettled(search.connection, stage, read_to)
    async for match in search.matches(key, stage.source, start):
        common = _common(match, stage)
        pending: Any = []
        if read_to is not None:
            pending = await client.xpending_range(key, stage.name, match.entry_id, match.entry_id, 1)
        if pending:
            yield Place(
                state="in_work",
                consumer=pending[0]["consumer"].decode(),
                idle=timedelta(milliseconds=pending[0]["time_since_delivered"]),
                deliveries=int(pending[0]["times_delivered"]),
                **common,
            )
        elif read_to is None or entry_order(match.entry_id) > read_to:
            yield Place(state="queued", **common)
        # else settled already, and about to be trimmed


async def _in_waiting_room(search: _Search, stage: Stage) -> AsyncIterator[Place]:
    keys = search.connection.keys
    async for match in search.matches(keys.waiting(stage.source), stage.source):
        due: Any = await search.connection.client.zscore(keys.due(stage.source), match.entry_id)
        if due is not None:
            yield Place(state="waiting", next_try=_instant(int(due)), **_common(match, stage))


async def _dead(connection: Connection, wanted: str) -> AsyncIterator[Place]:
    async for dead in list_dead(connection, DeadFilter(article_id=wanted)):
        letter = dead.letter
        yield Place(
            state="dead",
            stage=letter.service,
            stream=letter.stream,
            entry_id=dead.dead_id,
            since=datetime.fromisoformat(letter.dead_at),
            article_id=letter.article_id,
            correlation_id=dead.correlation_id,
            attempt=letter.attempts,
            reason=letter.reason,
        )


async def _indexed(search: _Search) -> AsyncIterator[Place]:
    async for match in search.matches(search.connection.keys.stream(INDEXED), INDEXED):
        yield Place(
            state="indexed",
            stage="index",
            stream=INDEXED.name,
            entry_id=match.entry_id,
            since=match.since,
            article_id=match.article_id,
            correlation_id=match.correlation_id,
            attempt=match.attempt,
        )


def _common(match: _Match, stage: Stage) -> dict[str, Any]:
    return {
        "stage": stage.name,
        "stream": stage.source.name,
        "entry_id": match.entry_id,
        "since": match.since,
        "article_id": match.article_id,
        "correlation_id": match.correlation_id,
        "attempt": match.attempt,
    }


async def _read_to(connection: Connection, stage: Stage) -> tuple[int, int] | None:
    """The last entry that the stage was given; None where it has no group."""
    group = (await read_backlog(connection.scripts, connection.keys, stage.source)).group(stage.name)
    return None if group is None else entry_order(group.last_delivered)


async def _first_unsettled(connection: Connection, stage: Stage, read_to: tuple[int, int]) -> str:
    """Where a range of the stage's unsettled entries starts."""
    summary: Any = await connection.client.xpending(connection.keys.stream(stage.source), stage.name)
    return summary["min"].decode() if summary["pending"] else f"({read_to[0]}-{read_to[1]}"


def _instant(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)

"""Following what becomes of articles, as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError
from redis.exceptions import RedisError

from shared.schemas.articles import ArticleIndexed
from shared.schemas.dead_letter import DeadLetter
from shared.streams.connection import Connection
from shared.streams.entries import open_entry
from shared.streams.topology import DEAD, INDEXED, STAGES, Stream

# Less than the client's socket timeout.
_BLOCK_MS = 1000
# What these stages give up is not an article on its way: it is in the index already.
_AFTER_THE_INDEX = {stage.name for stage in STAGES if stage.source.is_log}
_AT_ONCE = 500
_PAUSE_S = 0.5


@dataclass(frozen=True)
class Position:
    """A place in time on the streams where articles end."""

    indexed: str
    dead: str


FROM_THE_START = Position("0-0", "0-0")


@dataclass(frozen=True)
class Happened:
    """An article has reached the index, or the dead letters."""

    kind: Literal["indexed", "dead"]
    entry_id: str
    correlation_id: str
    article_id: str | None
    message: ArticleIndexed | DeadLetter


async def position_now(connection: Connection) -> Position:
    """The present end of both streams. Take it before publishing, and nothing published is missed."""
    return Position(await _last_id(connection, INDEXED), await _last_id(connection, DEAD))


async def watch(connection: Connection, since: Position) -> AsyncIterator[Happened]:
    """What happened after ``since``, and then what happens, for ever. Waits while Redis is away."""
    keys = {connection.keys.stream(INDEXED): INDEXED, connection.keys.stream(DEAD): DEAD}
    read_to: dict[Any, Any] = {
        connection.keys.stream(INDEXED): since.indexed,
        connection.keys.stream(DEAD): since.dead,
    }
    while True:
        try:
            answer: Any = await connection.client.xread(read_to, count=_AT_ONCE, block=_BLOCK_MS)
        except (RedisError, OSError):
            await asyncio.sleep(_PAUSE_S)
            continue
        for key, entries in answer or ():
            stream = keys[key.decode()]
            for entry_id, fields in entries:
                if (happened := _happened(stream, entry_id, fields)) is not None:
                    yield happened
                read_to[key.decode()] = entry_id.decode()


def _happened(stream: Stream, entry_id: bytes, fields: dict[bytes, bytes]) -> Happened | None:
    """None for an entry that no service of ours has written, and for what is given up after the index."""
    entry = open_entry(stream.name, entry_id, fields)
    try:
        message = stream.message.model_validate_json(entry.payload)
    except ValidationError:
        return None
    if isinstance(message, ArticleIndexed):
        return Happened("indexed", entry.entry_id, entry.correlation_id, message.article_id, message)
    if isinstance(message, DeadLetter) and message.service not in _AFTER_THE_INDEX:
        return Happened("dead", entry.entry_id, entry.correlation_id, message.article_id, message)
    return None


async def _last_id(connection: Connection, stream: Stream) -> str:
    newest: Any = await connection.client.xrevrange(connection.keys.stream(stream), count=1)
    return newest[0][0].decode() if newest else "0-0"

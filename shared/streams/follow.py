"""Follows one stream as an outsider, or reads on in it from anywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from shared.schemas.message import Message
from shared.streams.connection import Connection
from shared.streams.entries import open_entry
from shared.streams.topology import Stream

# Less than the client's socket timeout.
_BLOCK_MS = 1000
_AT_ONCE = 500


@dataclass(frozen=True)
class Followed:
    """An entry of a stream; `message` is None where no service of ours wrote it."""

    entry_id: str
    correlation_id: str
    message: Message | None


async def follow(connection: Connection, stream: Stream, after: str) -> AsyncIterator[Sequence[Followed]]:
    """What came after the entry id `after`, and then what comes, for ever, as it comes.

    Raises RedisError or OSError when Redis is away.
    """
    key = connection.keys.stream(stream)
    while True:
        read_to: dict[Any, Any] = {key: after}
        answer: Any = await connection.client.xread(read_to, count=_AT_ONCE, block=_BLOCK_MS)
        for _, entries in answer or ():
            page = [_followed(stream, entry_id, fields) for entry_id, fields in entries]
            after = page[-1].entry_id
            yield page


async def page_after(connection: Connection, stream: Stream, after: str, most: int) -> Sequence[Followed]:
    """The first entries behind the entry id `after` that are there now. Raises as `follow`."""
    entries: Any = await connection.client.xrange(connection.keys.stream(stream), min=f"({after}", count=most)
    return [_followed(stream, entry_id, fields) for entry_id, fields in entries]


async def oldest_entry(connection: Connection, stream: Stream) -> str | None:
    """The id of the stream's oldest entry, or None when it is empty. Raises as `follow`."""
    entries: Any = await connection.client.xrange(connection.keys.stream(stream), count=1)
    return entries[0][0].decode() if entries else None


async def newest_entry(connection: Connection, stream: Stream) -> str | None:
    """The id of the stream's newest entry, or None when it is empty. Raises as `follow`."""
    entries: Any = await connection.client.xrevrange(connection.keys.stream(stream), count=1)
    return entries[0][0].decode() if entries else None


def _followed(stream: Stream, entry_id: bytes, fields: dict[bytes, bytes]) -> Followed:
    entry = open_entry(stream.name, entry_id, fields)
    try:
        message: Message | None = stream.message.model_validate_json(entry.payload)
    except ValidationError:
        message = None
    return Followed(entry.entry_id, entry.correlation_id, message)

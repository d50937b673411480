"""The dead letters, for people: what failed and why, and putting it back when the reason is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from shared.schemas.dead_letter import Cause, DeadLetter
from shared.streams.connection import Connection
from shared.streams.entries import CORRELATION_ID, DATA, SUBMISSION, open_entry
from shared.streams.settlement import ORIGINAL, PACKED_ORIGINAL
from shared.streams.topology import STREAMS

_PAGE = 200


@dataclass(frozen=True)
class Dead:
    """A dead letter. ``original``, its message's fields byte for byte, comes from `get_dead` only."""

    dead_id: str
    letter: DeadLetter
    correlation_id: str
    submission: str
    original_bytes: int
    original: Mapping[bytes, bytes] = field(default_factory=dict)

    @property
    def payload(self) -> bytes:
        """The original message as the stage read it: JSON, or what stood in its place."""
        return open_entry(self.letter.stream, self.letter.entry_id.encode(), self.original).payload

    @property
    def advice(self) -> str:
        """What a person can do about it."""
        return _ADVICE[self.letter.cause]


_ADVICE: dict[Cause, str] = {
    "invalid": "Correct the publisher and publish the article again. If it was written by a newer release, upgrade the "
    "service and replay it.",
    "rejected": "The stage is sure that it cannot work. Discard it, or correct it and publish it again.",
    "attempts_exhausted": "Look at the error and its place. When the cause is gone, replay it.",
    "deliveries_exhausted": "The process died or hung each time it had this message: look at the service's log around "
    "that time, and at its memory limit. Replay it only after a change.",
}


@dataclass(frozen=True)
class DeadFilter:
    """Which letters are meant; what is None does not matter."""

    stage: str | None = None
    cause: Cause | None = None
    article_id: str | None = None
    """The article's, or its correlation id."""
    older_than: timedelta | None = None
    younger_than: timedelta | None = None

    def matches(self, dead: Dead, now: datetime) -> bool:
        letter = dead.letter
        age = now - _instant(letter.dead_at)
        return (
            self.stage in (None, letter.service)
            and self.cause in (None, letter.cause)
            and self.article_id in (None, letter.article_id, dead.correlation_id)
            and (self.older_than is None or age >= self.older_than)
            and (self.younger_than is None or age <= self.younger_than)
        )


@dataclass(frozen=True)
class DeadGroup:
    """Letters of one stage and cause."""

    stage: str
    cause: Cause
    letters: int
    newest: str
    """When the newest of them died, ISO 8601."""
    example: str
    """The newest one's reason."""


async def list_dead(connection: Connection, wanted: DeadFilter | None = None) -> AsyncIterator[Dead]:
    """The letters, oldest first, without their messages."""
    wanted = wanted or DeadFilter()
    now = datetime.now(UTC)
    start = "-"
    while page := await connection.scripts.run("letters", [connection.keys.dead], [start, _PAGE]):
        for dead_id, data, submission, correlation_id, size in page:
            dead = _dead(dead_id, data, submission, correlation_id, size)
            if dead is not None and wanted.matches(dead, now):
                yield dead
        start = f"({page[-1][0].decode()}"


async def group_dead(connection: Connection, wanted: DeadFilter | None = None) -> list[DeadGroup]:
    """How many letters of each stage and cause, most first."""
    groups: dict[tuple[str, Cause], DeadGroup] = {}
    async for dead in list_dead(connection, wanted):
        letter = dead.letter
        key = (letter.service, letter.cause)
        before = groups[key].letters if key in groups else 0
        groups[key] = DeadGroup(*key, before + 1, letter.dead_at, letter.reason)
    return sorted(groups.values(), key=lambda group: -group.letters)


async def get_dead(connection: Connection, dead_id: str) -> Dead | None:
    """One letter with its original message; None if there is none of that id."""
    entries: Any = await connection.client.xrange(connection.keys.dead, dead_id, dead_id)
    if not entries:
        return None
    fields = entries[0][1]
    original = {name.removeprefix(ORIGINAL): value for name, value in fields.items() if name.startswith(ORIGINAL)}
    if (packed := fields.get(PACKED_ORIGINAL)) is not None:
        original = {DATA: packed}
    size = sum(map(len, original.values()))
    data, submission, correlation_id = (fields.get(name, b"") for name in (DATA, SUBMISSION, CORRELATION_ID))
    dead = _dead(dead_id.encode(), data, submission, correlation_id, size)
    return None if dead is None else replace(dead, original=original)


async def replay(connection: Connection, dead: Dead) -> str | None:
    """Put the message back on the stream where it failed and remove the letter, both or neither.

    It keeps its correlation id and submission and counts its attempts anew. Gives its new entry id; None when somebody
    else has replayed or discarded it. Raises ValueError for a letter that cannot be replayed.
    """
    source = next((stream for stream in STREAMS if stream.name == dead.letter.stream), None)
    if source is None:
        raise ValueError(f"{dead.dead_id}: this release has no stream {dead.letter.stream}")
    keys = [connection.keys.dead, connection.keys.stream(source)]
    arguments = [dead.dead_id, dead.correlation_id, dead.submission, dead.letter.entry_id]
    place = await connection.scripts.run("replay", keys, arguments)
    if place == b"":
        raise ValueError(f"{dead.dead_id}: its fields are too many to be put back; publish the article again")
    return None if place is None else str(place.decode())


async def discard(connection: Connection, dead: Dead) -> bool:
    """Remove the letter for good; False when it is gone already."""
    removed: int = await connection.client.xdel(connection.keys.dead, dead.dead_id)
    return removed > 0


def _dead(dead_id: bytes, data: bytes, submission: bytes, correlation_id: bytes, size: int) -> Dead | None:
    """None for an entry that no service of ours has written."""
    try:
        letter = DeadLetter.model_validate_json(data)
    except ValidationError:
        return None
    return Dead(
        dead_id.decode(),
        letter,
        correlation_id.decode() or letter.correlation_id,
        submission.decode() or letter.entry_id,
        size,
    )


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)

"""Publishing articles so that a confirmed one is safe, and never faster than the pipeline can take."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias, TypeVar

from redis.exceptions import OutOfMemoryError, RedisError, ResponseError

from shared.identity import article_id_of
from shared.schemas.articles import ArticleSubmitted
from shared.schemas.message import Message
from shared.settings import PublishSettings
from shared.streams.backlog import read_backlog
from shared.streams.broker import said_by
from shared.streams.connection import Connection
from shared.streams.durability import Promise, read_promise
from shared.streams.entries import message_fields
from shared.streams.topology import INGEST, Stage, Stream

T = TypeVar("T")
EntryFields: TypeAlias = list[bytes | str]

# How long one wait for the disk may block; less than the client's 5 s socket timeout.
_DISK_WAIT_MS = 2000
_PAUSE_S = 0.2
_MOST_BYTES_AT_ONCE = 8_000_000


@dataclass(frozen=True)
class Published:
    """An article that Redis has confirmed."""

    entry_id: str
    article_id: str
    correlation_id: str


@dataclass(frozen=True)
class Resubmission:
    """A message to be put on a stage's stream again; see `resubmit`."""

    message: Message
    correlation_id: str
    submission: str


async def publish(
    connection: Connection,
    articles: Iterable[ArticleSubmitted],
    settings: PublishSettings | None = None,
    on_wait: Callable[[str], None] | None = None,
) -> AsyncIterator[Published]:
    """Put articles on the ingest stream; gives each when it is confirmed, in order.

    It waits while the pipeline has more to do than ``settings.max_backlog``, while Redis is full and while it is away,
    and tells ``on_wait`` why. An article may be sent twice when the connection breaks; the index takes it once.
    """
    sender = _Sender(connection, INGEST, settings or PublishSettings(), on_wait or _say_nothing)
    ids_and_fields = ((article_id_of(article), article) for article in articles)
    entries = ((one, message_fields(article, article_id=one)) for one, article in ids_and_fields)
    for batch in _batches(entries, sender.settings.at_once):
        entry_ids = await sender.send([fields for _, fields in batch])
        for entry_id, (article_id, _) in zip(entry_ids, batch, strict=True):
            yield Published(entry_id, article_id, f"{INGEST.name}/{entry_id}")


async def resubmit(
    connection: Connection,
    stage: Stage,
    again: Iterable[Resubmission],
    settings: PublishSettings | None = None,
    on_wait: Callable[[str], None] | None = None,
) -> AsyncIterator[str]:
    """Put messages on the stage's stream once more, to be handled by its present release; gives their entry ids.

    The submission keeps its place among the article's revisions: what is newer in the index stays.
    """
    sender = _Sender(connection, stage.source, settings or PublishSettings(), on_wait or _say_nothing)
    entries = ((one, _again(one)) for one in again)
    for batch in _batches(entries, sender.settings.at_once):
        for entry_id in await sender.send([fields for _, fields in batch]):
            yield entry_id


def _again(one: Resubmission) -> EntryFields:
    return message_fields(
        one.message,
        correlation_id=one.correlation_id,
        submission=one.submission,
        article_id=getattr(one.message, "article_id", None),
    )


class _Sender:
    """Sends batches to one stream and returns when they are confirmed."""

    def __init__(
        self, connection: Connection, stream: Stream, settings: PublishSettings, on_wait: Callable[[str], None]
    ) -> None:
        self.settings = settings
        self._connection = connection
        self._stream = stream
        self._on_wait = on_wait
        self._promise: Promise | None = None

    async def send(self, entries: Sequence[EntryFields]) -> list[str]:
        """The entries' ids, in order, when all are confirmed."""
        confirmed: list[str] = []
        while len(confirmed) < len(entries):
            await self._wait_for_room()
            try:
                if self._promise is None:
                    self._promise = await read_promise(self._connection.client)
                confirmed += await self._send_some(entries[len(confirmed) :])
            except ResponseError:
                raise  # wrong type, no permission: waiting does not help
            except (RedisError, OSError) as error:
                self._on_wait(f"Redis does not answer ({said_by(error)}): trying again")
                await asyncio.sleep(_PAUSE_S)
        return confirmed

    async def _send_some(self, entries: Sequence[EntryFields]) -> list[str]:
        """The ids of the leading entries that were taken; none where it is unknown whether they are safe."""
        key = self._connection.keys.stream(self._stream)
        async with self._connection.client.pipeline(transaction=False) as pipeline:
            pipeline.execute_command("CLIENT ID")
            for fields in entries:
                pipeline.execute_command("XADD", key, "*", *fields)
            sender, *answers = await pipeline.execute(raise_on_error=False)
        taken = list(takewhile(lambda answer: not isinstance(answer, Exception), answers))
        if len(taken) < len(answers):
            refusal = answers[len(taken)]
            if not isinstance(refusal, OutOfMemoryError):
                raise refusal
            self._on_wait("Redis is full (maxmemory): waiting until the pipeline has made room")
            await asyncio.sleep(_PAUSE_S)
        if taken and self._promise is not None and self._promise.by_waitaof and not await self._is_on_disk(sender):
            return []
        return [entry_id.decode() for entry_id in taken]

    async def _is_on_disk(self, sender: int) -> bool:
        """Wait for the disk. WAITAOF speaks of its own connection's writes, so False when the one that sent is gone."""
        while True:
            async with self._connection.client.pipeline(transaction=False) as pipeline:
                pipeline.execute_command("CLIENT ID")
                pipeline.execute_command("WAITAOF", 1, 0, _DISK_WAIT_MS)
                asked, written = await pipeline.execute()
            if asked != sender:
                return False
            if written[0] >= 1:
                return True
            self._on_wait("Redis has not written to disk yet: waiting")

    async def _wait_for_room(self) -> None:
        while True:
            try:
                backlog = await read_backlog(self._connection.scripts, self._connection.keys, self._stream)
            except (RedisError, OSError):
                return  # sending finds out, and waits
            if backlog.unsettled < self.settings.max_backlog:
                return
            self._on_wait(f"{backlog.unsettled} wait on {self._stream.name}: waiting for it to catch up")
            await asyncio.sleep(_PAUSE_S)


def _batches(entries: Iterable[tuple[T, EntryFields]], most: int) -> Iterator[list[tuple[T, EntryFields]]]:
    batch: list[tuple[T, EntryFields]] = []
    size = 0
    for entry in entries:
        own = sum(map(len, entry[1]))
        if batch and (len(batch) >= most or size + own > _MOST_BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += own
    if batch:
        yield batch


def _say_nothing(_: str) -> None:
    return

"""A stage's two FastStream subscribers: one reads new entries in batches, one claims what a silent replica holds."""

from __future__ import annotations

import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from faststream import AckPolicy
from faststream.redis import RedisBroker, StreamSub
from faststream.redis.message import FAKE_CONSUMER, RedisBatchStreamMessage, RedisStreamMessage

from shared.streams.delivery import Delivery
from shared.streams.entries import open_entry

# Both are how long a read may block, and so how long stopping may take; FastStream needs less than the 5 s socket
# timeout. Nothing waits for them while messages flow.
_READ_BLOCK_MS = 1000
_CLAIM_EVERY_MS = 1000


@dataclass(frozen=True)
class Consumers:
    """The names under which one process reads; unique for each life of a process."""

    reading: str
    claiming: str


def name_consumers() -> Consumers:
    own = f"{socket.gethostname()}-{os.getpid()}-{token_hex(3)}"
    return Consumers(own, f"{own}-claims")


def subscribe(
    broker: RedisBroker, delivery: Delivery, consumers: Consumers, after_batch: Callable[[], Awaitable[None]]
) -> list[Any]:
    """Both subscribers; ``after_batch`` is awaited when a batch is settled and nothing new has been read yet."""
    stage, settings = delivery.terms.stage, delivery.settings
    stream = delivery.keys.stream(stage.source)
    claim_after_ms = int(settings.claim_after.total_seconds() * 1000)
    reading = broker.subscriber(
        stream=StreamSub(
            stream, group=stage.name, consumer=consumers.reading, batch=True,
            max_records=settings.batch_size, polling_interval=_READ_BLOCK_MS,
        ),
        ack_policy=AckPolicy.MANUAL, parser=_parse_batch, decoder=_as_it_was_read,
    )  # fmt: skip
    claiming = broker.subscriber(
        stream=StreamSub(
            stream, group=stage.name, consumer=consumers.claiming,
            min_idle_time=claim_after_ms, polling_interval=min(_CLAIM_EVERY_MS, claim_after_ms),
        ),
        ack_policy=AckPolicy.MANUAL, parser=_parse_single, decoder=_as_it_was_read,
    )  # fmt: skip

    @reading
    async def on_batch(raw: Any) -> None:
        pairs = zip(raw["message_ids"], raw["data"], strict=True)
        entries = [open_entry(stage.source.name, entry_id, fields) for entry_id, fields in pairs]
        await delivery.take(entries, consumers.reading)
        await after_batch()

    @claiming
    async def on_claimed(raw: Any) -> None:
        await delivery.take_claimed(
            open_entry(stage.source.name, raw["message_ids"][0], raw["data"]), consumers.claiming
        )

    return [reading, claiming]


async def _parse_batch(message: Any) -> RedisBatchStreamMessage:
    return RedisBatchStreamMessage(raw_message=message, body=b"", consumer=FAKE_CONSUMER, group=None)


async def _parse_single(message: Any) -> RedisStreamMessage:
    return RedisStreamMessage(raw_message=message, body=b"", consumer=FAKE_CONSUMER, group=None)


async def _as_it_was_read(message: Any) -> Any:
    return message.raw_message

"""How much a stream still has to do, and whether a stage should wait for the next one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from shared import metrics
from shared.settings import DeliverySettings
from shared.streams.broker import said_by
from shared.streams.keys import Keys
from shared.streams.topology import Stage, Stream

log = structlog.get_logger()

_LOOK_EVERY_S = 0.1


def unsettled(groups: Sequence[Mapping[str, Any]], length: int, waiting: int) -> int:
    """Messages of a stream that its slowest group has not settled, and those waiting for another try.

    Without a group nothing is settled. Redis before 7.0 gives no ``lag``, and newer ones none after an entry was
    deleted; the stream's length is then an upper bound, and a close one, as what is settled is trimmed every second.
    """
    if not groups:
        return length + waiting
    lags = [length if group.get("lag") is None else int(group["lag"]) + int(group["pending"]) for group in groups]
    return max(lags) + waiting


async def read_backlog(client: Redis, keys: Keys, stream: Stream) -> int:
    """Unsettled messages of a stream that a stage reads; 0 where there is no such stream yet."""
    try:
        groups = await client.xinfo_groups(keys.stream(stream))
    except ResponseError:  # no such key
        groups = []
    length = await client.xlen(keys.stream(stream))
    return unsettled(groups, length, await client.zcard(keys.due(stream)))


class HighWater:
    """Holds a stage back while the next one has more to do than the high-water mark."""

    def __init__(self, client: Redis, keys: Keys, stage: Stage, settings: DeliverySettings) -> None:
        self._client = client
        self._keys = keys
        self._stage = stage
        self._mark = settings.high_water
        self._looked_at = 0.0

    async def wait(self, is_stopping: Callable[[], bool]) -> None:
        """Return when the next stage can take more; at once most of the time."""
        if self._stage.target.is_log or time.monotonic() - self._looked_at < _LOOK_EVERY_S:
            return
        held_back = metrics.HELD_BACK.labels(self._stage.name)
        was_held_back = False
        while not is_stopping() and await self._is_above():
            if not was_held_back:
                log.info("held_back", stage=self._stage.name, by=self._stage.target.name, high_water=self._mark)
                held_back.set(1)
                was_held_back = True
            await asyncio.sleep(_LOOK_EVERY_S)
        self._looked_at = time.monotonic()
        if was_held_back:
            held_back.set(0)

    async def _is_above(self) -> bool:
        try:
            return await read_backlog(self._client, self._keys, self._stage.target) >= self._mark
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", doing="looking at the next stage", error=said_by(error))
            return False  # the read that follows finds out, and waits

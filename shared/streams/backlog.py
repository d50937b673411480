"""How much a stream still has to do, and whether a stage should wait for the next one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from redis.exceptions import RedisError

from shared import metrics
from shared.settings import DeliverySettings
from shared.streams.broker import said_by
from shared.streams.keys import Keys
from shared.streams.scripts import Scripts
from shared.streams.topology import Stage, Stream, reader_of

log = structlog.get_logger()

_LOOK_EVERY_S = 0.1


@dataclass(frozen=True)
class GroupBacklog:
    """What Redis says of a consumer group."""

    name: str
    pending: int
    last_delivered: str
    lag: int | None
    """Unread entries; None where Redis does not know."""


@dataclass(frozen=True)
class Backlog:
    """What Redis says of a stream."""

    length: int
    newest: str | None
    waiting: int
    groups: tuple[GroupBacklog, ...]

    def group(self, name: str) -> GroupBacklog | None:
        return next((group for group in self.groups if group.name == name), None)

    def unsettled_by(self, group: GroupBacklog) -> int:
        """Messages that the group has not settled, but for those that wait for another try.

        Redis before 7.0 gives no lag, newer ones none after an entry was deleted, and 7.0 a lag that is too high, for
        good, after it was started again from its append-only file (seen with 7.0.15). What is right is whether all has
        been delivered; and there is never more to do than the stream is long.
        """
        if self.newest is None or entry_order(group.last_delivered) >= entry_order(self.newest):
            return group.pending
        return self.length if group.lag is None else min(group.lag + group.pending, self.length)

    @property
    def unsettled(self) -> int:
        """Messages that the slowest group has not settled, and those waiting. Without a group nothing is settled."""
        return max((self.unsettled_by(group) for group in self.groups), default=self.length) + self.waiting

    def unsettled_of(self, stream: Stream) -> int:
        """Messages that must still be worked on; of a log none but those of the stage that has begun to read it.

        What waits for its next try counts where the order of work is the pipeline's. Behind a log it waits on others,
        such as somebody's webhook that is down, and that is no reason to stop indexing.
        """
        if not stream.is_log:
            return self.unsettled
        reader = reader_of(stream)
        group = self.group(reader.name) if reader is not None else None
        return self.unsettled_by(group) if group is not None else 0


async def read_backlog(scripts: Scripts, keys: Keys, stream: Stream, *, most_counted: int = 10_000) -> Backlog:
    """On a log, which is long though settled, a doubtful lag is counted; from ``most_counted`` on it is believed."""
    counted = reader_of(stream) if stream.is_log else None
    arguments = [counted.name if counted is not None else "", most_counted]
    length, newest, waiting, groups = await scripts.run("backlog", [keys.stream(stream), keys.due(stream)], arguments)
    return Backlog(
        length,
        newest.decode() or None,
        waiting,
        tuple(
            GroupBacklog(name.decode(), pending, last.decode(), None if lag < 0 else lag)
            for name, pending, last, lag in groups
        ),
    )


def entry_order(entry_id: str) -> tuple[int, int]:
    """What entries are ordered by."""
    ms, _, sequence = entry_id.partition("-")
    return int(ms), int(sequence or 0)


class HighWater:
    """Holds a stage back while the next one has more to do than the high-water mark."""

    def __init__(self, scripts: Scripts, keys: Keys, stage: Stage, settings: DeliverySettings) -> None:
        self._scripts = scripts
        self._keys = keys
        self._stage = stage
        self._targets = [target for target in stage.targets if not target.is_log or reader_of(target) is not None]
        self._mark = settings.high_water
        self._looked_at = 0.0

    async def wait(self, is_stopping: Callable[[], bool]) -> None:
        """Return when the next stage can take more; at once most of the time."""
        if not self._targets or time.monotonic() - self._looked_at < _LOOK_EVERY_S:
            return
        held_back = metrics.HELD_BACK.labels(self._stage.name)
        was_held_back = False
        while not is_stopping() and (full := await self._one_above()) is not None:
            if not was_held_back:
                log.info("held_back", stage=self._stage.name, by=full.name, high_water=self._mark)
                held_back.set(1)
                was_held_back = True
            await asyncio.sleep(_LOOK_EVERY_S)
        self._looked_at = time.monotonic()
        if was_held_back:
            held_back.set(0)

    async def _one_above(self) -> Stream | None:
        try:
            for target in self._targets:
                backlog = await read_backlog(self._scripts, self._keys, target, most_counted=self._mark)
                if backlog.unsettled_of(target) >= self._mark:
                    return target
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", doing="looking at the next stage", error=said_by(error))
        return None  # where Redis is away, the read that follows finds out, and waits

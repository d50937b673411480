"""How the pipeline is doing: for each stage what waits, what is in work, how fast, and who works on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from redis.exceptions import ResponseError

from shared.streams.backlog import Backlog, GroupBacklog, entry_order, read_backlog
from shared.streams.connection import Connection
from shared.streams.dead_letters import group_dead
from shared.streams.durability import Promise, read_promise
from shared.streams.pause import Pause, paused
from shared.streams.topology import STAGES, Stage

# A replica shows itself every second (housekeeping.py), so one that has not for this long is dead, stopped or cut off.
_SILENT_AFTER = timedelta(seconds=5)


@dataclass(frozen=True)
class ConsumerStatus:
    """One reader of one replica; each replica has two, and the one that claims ends in ``-claims``."""

    name: str
    pending: int
    idle: timedelta

    @property
    def is_silent(self) -> bool:
        return self.idle > _SILENT_AFTER


@dataclass(frozen=True)
class StageStatus:
    stage: str
    stream: str
    is_known: bool
    """Whether the stage has ever run here; nothing waits for one that reads a log and never ran."""
    backlog: int
    """Unsettled messages: unread, pending and waiting; an upper bound before Redis 7.0."""
    pending: int
    """Handed out to a replica and not settled."""
    waiting: int
    """Waiting for their next try."""
    next_try_in: timedelta | None
    oldest_age: timedelta | None
    """Since the oldest unsettled message arrived on the stream."""
    rate_per_s: float | None
    """Messages settled a second, while this was measured."""
    settled: Mapping[str, int]
    """Since the beginning, by outcome."""
    dead: int
    """Dead letters of this stage that lie there now."""
    consumers: tuple[ConsumerStatus, ...]
    pause: Pause | None

    @property
    def replicas(self) -> int:
        """Processes that have asked for messages lately."""
        names = {consumer.name.removesuffix("-claims") for consumer in self.consumers if not consumer.is_silent}
        return len(names)


@dataclass(frozen=True)
class MemoryStatus:
    used_bytes: int
    most_bytes: int
    """0 where Redis has no limit."""


@dataclass(frozen=True)
class PipelineStatus:
    stages: tuple[StageStatus, ...]
    promise: Promise
    memory: MemoryStatus | None
    redis_version: str | None


async def inspect(connection: Connection, *, measure: timedelta = timedelta(seconds=1)) -> PipelineStatus:
    """The whole pipeline; takes ``measure`` to see how fast it goes, no longer and no rates if that is zero."""
    before = [await _counts(connection, stage) for stage in STAGES]
    began = time.monotonic()
    await asyncio.sleep(measure.total_seconds())
    dead: dict[str, int] = {}
    for group in await group_dead(connection):
        dead[group.stage] = dead.get(group.stage, 0) + group.letters
    stages = []
    for stage, earlier in zip(STAGES, before, strict=True):
        settled = await _counts(connection, stage)
        elapsed = time.monotonic() - began
        rate = (sum(settled.values()) - sum(earlier.values())) / elapsed if measure else None
        stages.append(await _stage_status(connection, stage, settled, rate, dead.get(stage.name, 0)))
    version, memory = await _server(connection)
    return PipelineStatus(tuple(stages), await read_promise(connection.client), memory, version)


async def _stage_status(
    connection: Connection, stage: Stage, settled: Mapping[str, int], rate: float | None, dead: int
) -> StageStatus:
    backlog = await read_backlog(connection.scripts, connection.keys, stage.source)
    own = backlog.group(stage.name)
    first_due: Any = await connection.client.zrange(connection.keys.due(stage.source), 0, 0, withscores=True)
    now_ms = await _now_ms(connection)
    return StageStatus(
        stage=stage.name,
        stream=stage.source.name,
        is_known=own is not None,
        backlog=_backlog(backlog, own, stage),
        pending=own.pending if own else 0,
        waiting=backlog.waiting,
        next_try_in=timedelta(milliseconds=max(0.0, first_due[0][1] - now_ms)) if first_due else None,
        oldest_age=await _oldest_age(connection, stage, own, now_ms),
        rate_per_s=rate,
        settled=settled,
        dead=dead,
        consumers=await _consumers(connection, stage) if own else (),
        pause=await paused(connection, stage),
    )


def _backlog(backlog: Backlog, own: GroupBacklog | None, stage: Stage) -> int:
    if own is not None:
        return backlog.unsettled_by(own) + backlog.waiting
    return 0 if stage.source.is_log else backlog.length + backlog.waiting


async def _oldest_age(connection: Connection, stage: Stage, own: GroupBacklog | None, now_ms: int) -> timedelta | None:
    key = connection.keys.stream(stage.source)
    oldest: bytes | None
    if own is None and stage.source.is_log:
        return None
    if own is not None and own.pending:
        summary: Any = await connection.client.xpending(key, stage.name)
        oldest = summary["min"]
    else:
        after = f"({own.last_delivered}" if own is not None else "-"
        page = await connection.scripts.run("find", [key], [after, 1, "", stage.source.name, 0])
        oldest = page[0] or None
    if oldest is None:
        return None
    return timedelta(milliseconds=max(0, now_ms - entry_order(oldest.decode())[0]))


async def _consumers(connection: Connection, stage: Stage) -> tuple[ConsumerStatus, ...]:
    found: Any = await connection.client.xinfo_consumers(connection.keys.stream(stage.source), stage.name)
    return tuple(
        ConsumerStatus(one["name"].decode(), int(one["pending"]), timedelta(milliseconds=one["idle"]))
        for one in sorted(found, key=lambda one: one["name"])
    )


async def _counts(connection: Connection, stage: Stage) -> dict[str, int]:
    counts: Any = await connection.client.hgetall(connection.keys.counts(stage))
    return {outcome.decode(): int(messages) for outcome, messages in counts.items()}


async def _now_ms(connection: Connection) -> int:
    seconds, microseconds = await connection.client.time()
    return int(seconds) * 1000 + int(microseconds) // 1000


async def _server(connection: Connection) -> tuple[str | None, MemoryStatus | None]:
    try:
        info: Any = await connection.client.info()
    except ResponseError:  # this user may not ask
        return None, None
    memory = MemoryStatus(int(info.get("used_memory", 0)), int(info.get("maxmemory", 0)))
    return str(info.get("redis_version", "")) or None, memory

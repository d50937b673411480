"""What a stage's replicas do beside the messages: bring back retries, trim, dismiss, notice a pause."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import structlog
from redis.exceptions import RedisError, ResponseError

from shared import metrics
from shared.settings import KeepSettings
from shared.streams.backlog import read_backlog
from shared.streams.broker import said_by
from shared.streams.delivery import Delivery
from shared.streams.topology import Stream, reader_of

log = structlog.get_logger()

_TICK_S = 0.25
_TICKS_TO_TRIM = 4
_TICKS_TO_DISMISS = 240
_PROMOTED_AT_ONCE = 200
_TRIMMED_AT_ONCE = 1000
# The last but one: Redis adds one to where reading starts.
_LAST_ID = f"{2**64 - 1}-{2**64 - 2}"
_SILENT_MS = 3_600_000


class Housekeeping:
    """Runs beside the subscribers from start to stop; any number of replicas may do the same."""

    def __init__(self, delivery: Delivery, keep: KeepSettings, consumer: str, find_fault: Callable[[], None]) -> None:
        """``find_fault`` is called at every tick, to notice a subscriber that has stopped by itself."""
        self._delivery = delivery
        self._keep = keep
        self._consumer = consumer
        self._find_fault = find_fault
        self._ticks = 0
        self.last_tick = time.monotonic()

    async def run(self) -> None:
        while True:
            try:
                await self.tick()
            except ResponseError as error:
                if "NOGROUP" not in str(error):  # a lost group is the watchdog's to report
                    log.error("housekeeping_refused", error=said_by(error))
            except (RedisError, OSError) as error:
                log.warning("redis_unreachable", doing="housekeeping", error=said_by(error))
            self.last_tick = time.monotonic()
            self._find_fault()
            await asyncio.sleep(_TICK_S)

    async def tick(self) -> None:
        await self._notice_pause()
        waiting = await self._bring_back_due()
        if self._ticks % _TICKS_TO_TRIM == 0:
            await self._be_seen()
            await self._forget_deleted()
            await self._trim()
            await self._measure(waiting)
        if self._ticks % _TICKS_TO_DISMISS == 0:
            await self._dismiss_silent()
        self._ticks += 1

    async def _be_seen(self) -> None:
        """Redis notes when a consumer was last seen; before 7.2 it does so only for reads that find something.

        So the consumer reads its own pending entries after the last id that can be, which are none.
        """
        delivery, stage = self._delivery, self._delivery.terms.stage
        after_all: Any = {delivery.keys.stream(stage.source): _LAST_ID}
        await delivery.client.xreadgroup(stage.name, self._consumer, after_all, count=1)

    async def _notice_pause(self) -> None:
        delivery, stage = self._delivery, self._delivery.terms.stage
        is_paused = bool(await delivery.client.exists(delivery.keys.paused(stage)))
        if is_paused == (not delivery.running.is_set()):
            return
        metrics.PAUSED.labels(stage.name).set(int(is_paused))
        if is_paused:
            delivery.running.clear()
            log.warning("stage_paused", stage=stage.name)
        else:
            delivery.running.set()
            log.info("stage_resumed", stage=stage.name)

    async def _bring_back_due(self) -> int:
        delivery, source = self._delivery, self._delivery.terms.stage.source
        names = [delivery.keys.due(source), delivery.keys.waiting(source), delivery.keys.stream(source)]
        while True:
            brought_back, waiting = await delivery.scripts.run("promote", names, [_PROMOTED_AT_ONCE])
            if brought_back < _PROMOTED_AT_ONCE:
                return int(waiting)

    async def _forget_deleted(self) -> None:
        delivery, stage = self._delivery, self._delivery.terms.stage
        silence_ms = int(delivery.settings.claim_after.total_seconds() * 1000)
        gone = await delivery.scripts.run("forget", [delivery.keys.stream(stage.source)], [stage.name, silence_ms])
        if gone:
            log.error("pending_entries_deleted", stage=stage.name, entries=[entry_id.decode() for entry_id in gone])

    async def _trim(self) -> None:
        """A stage trims what it reads; but a log, whose newest entries stay, is trimmed by the stage that writes it."""
        delivery, stage = self._delivery, self._delivery.terms.stage
        names = [delivery.keys.stream(stage.source), delivery.keys.settled(stage)]
        await delivery.scripts.run("trim", names, [stage.name, int(stage.source.is_log)])
        for stream in stage.targets:
            if stream.is_log:
                await self._trim_log(stream)
        if stage.tends_dead_letters:
            await self._trim_dead_letters()

    async def _trim_log(self, stream: Stream) -> None:
        delivery, reader = self._delivery, reader_of(stream)
        arguments = [reader.name if reader is not None else "", self._keep.events, _TRIMMED_AT_ONCE]
        while await delivery.scripts.run("trim_log", [delivery.keys.stream(stream)], arguments):
            pass

    async def _trim_dead_letters(self) -> None:
        delivery = self._delivery
        if (kept := self._keep.dead_letters) is not None:
            dropped = await delivery.client.xtrim(delivery.keys.dead, maxlen=kept, approximate=False)
            if dropped:
                log.error("dead_letters_dropped", messages=dropped, kept=kept, setting="COPYDESK_KEEP_DEAD_LETTERS")

    async def _measure(self, waiting: int) -> None:
        delivery, stage = self._delivery, self._delivery.terms.stage
        metrics.WAITING.labels(stage.name).set(waiting)
        backlog = await read_backlog(delivery.scripts, delivery.keys, stage.source)
        metrics.BACKLOG.labels(stage.name).set(backlog.unsettled_of(stage.source))

    async def _dismiss_silent(self) -> None:
        delivery, stage = self._delivery, self._delivery.terms.stage
        arguments = [stage.name, "", max(_SILENT_MS, 10 * int(delivery.settings.claim_after.total_seconds() * 1000))]
        removed = await delivery.scripts.run("dismiss", [delivery.keys.stream(stage.source)], arguments)
        if removed:
            log.info("silent_consumers_dismissed", stage=stage.name, consumers=removed)

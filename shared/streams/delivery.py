"""The way of a batch through a stage: hold it by a lease, hand it to the handler, settle it in Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from shared import metrics
from shared.settings import DeliverySettings
from shared.streams.broker import said_by
from shared.streams.entries import Entry
from shared.streams.handler import Handler
from shared.streams.keys import Keys
from shared.streams.outcome_log import record
from shared.streams.retry import is_given_up
from shared.streams.scripts import Scripts
from shared.streams.settlement import Settlement, Terms, dead
from shared.streams.settlement_batches import settlement_calls
from shared.streams.work import work_off

log = structlog.get_logger()

_TICK_S = 1.0
_PAUSED_CHECK_S = 0.1
_LONGEST_PAUSE_S = 5.0


class Delivery:
    """Takes what both subscribers read to its settlement. One per process; lives between `open` and `close`."""

    def __init__(
        self,
        handler: Handler[Any, Any],
        terms: Terms,
        settings: DeliverySettings,
        keys: Keys,
        give_up: Callable[[str], None],
    ) -> None:
        """``give_up`` ends the process at once; it is called when the handler hangs, with what is to be logged."""
        self.terms = terms
        self.settings = settings
        self.keys = keys
        self.stopping = asyncio.Event()
        self.running = asyncio.Event()
        self.running.set()
        self._handler = handler
        self._give_up = give_up
        # One thread for the life of the process: handlers keep things that belong to a thread, such as a database
        # connection, and are promised never to run twice at once.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=terms.stage.name)
        self._turn = asyncio.Lock()
        self.busy = False

    def open(self, client: Redis) -> None:
        self.client = client
        self.scripts = Scripts(client)

    async def close(self, last_call: Callable[[], None] | None) -> None:
        """Run ``last_call`` in the handler's thread and end the thread."""
        if last_call is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, last_call)
        self._thread.shutdown(wait=True)

    async def take(self, entries: Sequence[Entry], consumer: str) -> None:
        """Handle and settle a batch that ``consumer`` was given."""
        if not entries:
            return
        began = time.monotonic()
        async with self._lease(entries, consumer):
            if not await self._may_run():
                return
            async with self._turn:
                settlements = await self._handle(entries)
            await self.settle(settlements, consumer, began)

    async def take_claimed(self, entry: Entry, consumer: str) -> None:
        """Handle an entry alone that a silent consumer once held, unless it was handed out too often already."""
        metrics.CLAIMED.labels(self.terms.stage.name).inc()
        source = self.keys.stream(self.terms.stage.source)
        pending = await self.client.xpending_range(source, self.terms.stage.name, entry.entry_id, entry.entry_id, 1)
        if not pending or pending[0]["consumer"] != consumer.encode():
            return  # settled or taken over meanwhile
        deliveries = int(pending[0]["times_delivered"])
        began = time.monotonic()
        if is_given_up(deliveries, self.settings.max_deliveries):
            said = (
                f"handed out {deliveries - 1} times and never settled: the process died or hung each time, "
                "so this message may be the reason"
            )
            settlement = dead(entry, "deliveries_exhausted", said, self.terms, now=datetime.now(UTC))
            await self.settle([settlement], consumer, began)
            return
        async with self._lease([entry], consumer):
            # Until its turn comes this delivery does not count: a process that is killed while the entry only waits
            # says nothing about the entry.
            if self._turn.locked() or not self.running.is_set():
                await self._count_deliveries(entry, consumer, deliveries - 1)
                if not await self._may_run():
                    return
                await self._turn.acquire()
                await self._count_deliveries(entry, consumer, deliveries)
            else:
                await self._turn.acquire()
            try:
                settlements = await self._handle([entry])
            finally:
                self._turn.release()
            await self.settle(settlements, consumer, began)

    async def settle(self, settlements: Sequence[Settlement], consumer: str, began: float) -> None:
        """Write and acknowledge, waiting through outages; the script may be sent twice, so it insists."""
        stage, keys = self.terms.stage, self.keys
        names = [
            keys.stream(stage.source), keys.stream(stage.target), keys.due(stage.source), keys.waiting(stage.source),
            keys.dead, keys.counts(stage),
        ]  # fmt: skip
        for part, arguments in settlement_calls(settlements):
            flags = await self._insist("settle", names, [stage.name, consumer, len(part), *arguments])
            if flags is None:
                return
            settled = [one for one, flag in zip(part, flags, strict=True) if flag == ord("1")]
            if len(settled) < len(part):
                metrics.LOST_LEASES.labels(stage.name).inc(len(part) - len(settled))
                log.warning("settled_elsewhere", stage=stage.name, messages=len(part) - len(settled))
            record(settled, stage, time.monotonic() - began)

    async def release(self, consumer: str) -> None:
        """Hand what the consumer still holds to the other replicas, or to the next start, without delay."""
        source, group = self.keys.stream(self.terms.stage.source), self.terms.stage.name
        held = await self.client.xpending_range(source, group, "-", "+", 10_000, consumername=consumer)
        if held:
            idle = int(self.settings.claim_after.total_seconds() * 1000) + 1
            ids: list[Any] = [one["message_id"] for one in held]
            await self.client.xclaim(source, group, consumer, 0, ids, idle=idle, justid=True)

    async def _handle(self, entries: Sequence[Entry]) -> list[Settlement]:
        """Run the handler in its thread, and end the process if it does not come back."""
        stage = self.terms.stage.name
        started = time.monotonic()
        self.busy = True
        future = asyncio.get_running_loop().run_in_executor(self._thread, work_off, entries, self._handler, self.terms)
        # Whole ticks are counted rather than time: a process that was stopped for a while has not hung.
        ticks = max(1, round(self.settings.handling_limit.total_seconds() / _TICK_S))
        while not (await asyncio.wait({future}, timeout=_TICK_S))[0]:
            ticks -= 1
            if ticks <= 0:
                which = [entry.article_id or entry.correlation_id for entry in entries[:10]]
                log.error("handler_hung", stage=stage, messages=len(entries), first=which)
                self._give_up("handler_hung")
        self.busy = False
        metrics.HANDLING_SECONDS.labels(stage).observe(time.monotonic() - started)
        metrics.BATCH_MESSAGES.labels(stage).observe(len(entries))
        return future.result()

    async def _may_run(self) -> bool:
        """Wait while the stage is paused; False when it stops meanwhile, and what it holds is left to others."""
        while not self.running.is_set():
            if self.stopping.is_set():
                return False
            await asyncio.sleep(_PAUSED_CHECK_S)
        return True

    async def _count_deliveries(self, entry: Entry, consumer: str, deliveries: int) -> None:
        source = self.keys.stream(self.terms.stage.source)
        await self.client.xclaim(
            source, self.terms.stage.name, consumer, 0, [entry.entry_id], retrycount=deliveries, justid=True
        )

    @asynccontextmanager
    async def _lease(self, entries: Sequence[Entry], consumer: str) -> AsyncIterator[None]:
        renewal = asyncio.create_task(self._renew(entries, consumer))
        try:
            yield
        finally:
            renewal.cancel()

    async def _renew(self, entries: Sequence[Entry], consumer: str) -> None:
        """Keep a slow batch ours. A third of the claim time leaves room for two renewals that fail."""
        source = self.keys.stream(self.terms.stage.source)
        first, last = entries[0].entry_id, entries[-1].entry_id
        while True:
            await asyncio.sleep(self.settings.claim_after.total_seconds() / 3)
            try:
                arguments = [self.terms.stage.name, consumer, first, last, len(entries) + 1000]
                await self.scripts.run("renew", [source], arguments)
            except (RedisError, OSError) as error:
                log.warning("redis_unreachable", doing="renewing a lease", error=said_by(error))

    async def _insist(self, name: Any, keys: list[str], arguments: list[Any]) -> Any:
        """The script's answer, however long Redis is away; None when the group is gone or the stage must stop."""
        wait, stage = 0.05, self.terms.stage.name
        deadline: float | None = None
        while True:
            try:
                return await self.scripts.run(name, keys, arguments)
            except ResponseError as error:
                if "NOGROUP" in str(error):
                    log.error("consumer_group_lost", stage=stage, then="its messages are read again from the stream")
                    return None
                log.error("settlement_refused", stage=stage, error=said_by(error), next_try_s=wait)
            except (RedisError, OSError) as error:
                log.warning("redis_unreachable", doing="settling", error=said_by(error), next_try_s=wait)
            metrics.REDIS_ERRORS.labels(stage).inc()
            if self.stopping.is_set():
                deadline = deadline or time.monotonic() + self.settings.shutdown_grace.total_seconds() / 2
                if time.monotonic() > deadline:
                    return None
            await asyncio.sleep(wait)
            wait = min(_LONGEST_PAUSE_S, wait * 2)

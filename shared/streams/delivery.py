"""The way of a batch through a stage: hold it by a lease, hand it to the handler, settle it in Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog
from redis.asyncio import Redis

from shared import metrics
from shared.settings import DeliverySettings
from shared.streams.entries import Entry
from shared.streams.handler import Handler
from shared.streams.insistence import Insistence
from shared.streams.keys import Keys
from shared.streams.lease import HangWatch, Lease
from shared.streams.outcome_log import record
from shared.streams.pace import Pace, portions
from shared.streams.retry import is_given_up
from shared.streams.scripts import Scripts
from shared.streams.settlement import Settlement, Terms, dead
from shared.streams.settlement_batches import settlement_calls
from shared.streams.work import work_off

log = structlog.get_logger()

_PAUSED_CHECK_S = 0.1
_SETTLED_NOW = ord("1")


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
        self.busy = False
        """The handler is at work, or has not come back."""
        self._handler = handler
        self._give_up = give_up
        # One thread for the life of the process: handlers keep things that belong to a thread, such as a database
        # connection, and are promised never to run twice at once.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=terms.stage.name)
        self.pace = Pace(settings.batch_size, settings.batch_bytes)
        self._turn = asyncio.Lock()
        self._source = keys.stream(terms.stage.source)
        self._group = terms.stage.name
        self._insistence = Insistence(self._group, self.stopping, settings.shutdown_grace.total_seconds() / 2)

    def open(self, client: Redis) -> None:
        self.client = client
        self.scripts = Scripts(client)

    async def close(self, last_call: Callable[[], None] | None) -> None:
        """Run ``last_call`` in the handler's thread and end the thread."""
        if last_call is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, last_call)
        self._thread.shutdown(wait=True)

    async def take(self, entries: Sequence[Entry], consumer: str) -> None:
        """Handle and settle a batch that ``consumer`` was given; a large one in several portions."""
        if not entries:
            return
        self.pace.saw([len(entry.payload) for entry in entries])
        with self._lease(entries, consumer):
            for portion in portions(entries, self.settings.batch_bytes):
                began = time.monotonic()
                if not await self._may_run():
                    return
                async with self._turn:
                    settlements = await self._handle(portion)
                await self.settle(settlements, consumer, began)

    async def take_claimed(self, entry: Entry, consumer: str) -> None:
        """Handle an entry alone that a silent consumer once held, unless it was handed out too often already."""
        metrics.CLAIMED.labels(self._group).inc()
        began = time.monotonic()
        with self._lease([entry], consumer):
            deliveries = await self._deliveries(entry, consumer)
            if deliveries is None:
                return  # settled or taken over meanwhile
            if is_given_up(deliveries, self.settings.max_deliveries):
                await self.settle([self._given_up(entry, deliveries - 1)], consumer, began)
                return
            # Until its turn comes this delivery does not count: a process that is killed while the entry only waits
            # says nothing about the entry.
            if must_wait := self._turn.locked() or not self.running.is_set():
                await self._count(entry, consumer, deliveries - 1)
            if not await self._may_run():
                return
            async with self._turn:
                if must_wait:
                    await self._count(entry, consumer, deliveries)
                settlements = await self._handle([entry])
            await self.settle(settlements, consumer, began)

    async def settle(self, settlements: Sequence[Settlement], consumer: str, began: float) -> None:
        """Write and acknowledge, waiting through outages: the script may be sent twice."""
        stage, keys = self.terms.stage, self.keys
        names = [
            self._source, keys.due(stage.source), keys.waiting(stage.source), keys.dead, keys.counts(stage),
            keys.settled(stage), keys.ahead(stage), *map(keys.stream, stage.targets),
        ]  # fmt: skip
        for part, arguments in settlement_calls(settlements):
            call = partial(self.scripts.run, "settle", names, [self._group, consumer, len(part), *arguments])
            flags = await self._insistence.on(call, "settling")
            if flags is None:
                return
            settled = [one for one, flag in zip(part, flags, strict=True) if flag == _SETTLED_NOW]
            if len(settled) < len(part):
                metrics.LOST_LEASES.labels(self._group).inc(len(part) - len(settled))
                log.warning("settled_elsewhere", stage=self._group, messages=len(part) - len(settled))
            record(settled, stage, time.monotonic() - began)

    async def release(self, consumer: str) -> None:
        """Hand what the consumer still holds to the other replicas, or to the next start, without delay."""
        held = await self.client.xpending_range(self._source, self._group, "-", "+", 10_000, consumername=consumer)
        if held:
            idle = int(self.settings.claim_after.total_seconds() * 1000) + 1
            ids: list[Any] = [one["message_id"] for one in held]
            await self.client.xclaim(self._source, self._group, consumer, 0, ids, idle=idle, justid=True)

    async def _handle(self, entries: Sequence[Entry]) -> list[Settlement]:
        """Run the handler in its thread, and end the process if it does not come back."""
        started = time.monotonic()
        self.busy = True
        with HangWatch(self.settings.handling_limit.total_seconds(), lambda: self._hung(entries)):
            settlements = await asyncio.get_running_loop().run_in_executor(
                self._thread, work_off, entries, self._handler, self.terms
            )
        self.busy = False
        metrics.HANDLING_SECONDS.labels(self._group).observe(time.monotonic() - started)
        metrics.BATCH_MESSAGES.labels(self._group).observe(len(entries))
        return settlements

    def _hung(self, entries: Sequence[Entry]) -> None:
        first = [entry.article_id or entry.correlation_id for entry in entries[:10]]
        log.error("handler_hung", stage=self._group, messages=len(entries), first=first)
        self._give_up("handler_hung")

    def _given_up(self, entry: Entry, deliveries: int) -> Settlement:
        said = (
            f"handed out {deliveries} times and never settled: the process died or hung each time, "
            "so this message may be the reason"
        )
        return dead(entry, "deliveries_exhausted", said, self.terms, now=datetime.now(UTC))

    async def _may_run(self) -> bool:
        """Wait while the stage is paused; False when it stops meanwhile, and what it holds is left to others."""
        while not self.running.is_set():
            if self.stopping.is_set():
                return False
            await asyncio.sleep(_PAUSED_CHECK_S)
        return True

    async def _deliveries(self, entry: Entry, consumer: str) -> int | None:
        """How often the entry was handed out, this time included; None when it is not the consumer's any more."""
        own_id = entry.entry_id
        call = partial(self.client.xpending_range, self._source, self._group, own_id, own_id, 1, consumer)
        pending: Any = await self._insistence.on(call, "looking at a claimed message")
        return int(pending[0]["times_delivered"]) if pending else None

    async def _count(self, entry: Entry, consumer: str, deliveries: int) -> None:
        call = partial(
            self.client.xclaim, self._source, self._group, consumer, 0, [entry.entry_id],
            retrycount=deliveries, justid=True,
        )  # fmt: skip
        await self._insistence.on(call, "counting a delivery")

    def _lease(self, entries: Sequence[Entry], consumer: str) -> Lease:
        claim_after_s = self.settings.claim_after.total_seconds()
        return Lease(entries, self.scripts, self._source, self._group, consumer, claim_after_s)

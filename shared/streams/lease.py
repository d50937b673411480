"""Keeping a batch ours while it is handled, and noticing a handler that does not come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType

import structlog
from redis.exceptions import RedisError

from shared.streams.broker import said_by
from shared.streams.entries import Entry
from shared.streams.scripts import Scripts

log = structlog.get_logger()

_TICK_S = 1.0
# More than a replica ever holds: the script looks at no more of its pending entries than this.
_SPARE = 1000


class Lease:
    """While it is held, no other replica claims the entries, however long their handling takes."""

    def __init__(
        self, entries: Sequence[Entry], scripts: Scripts, source: str, group: str, consumer: str, claim_after_s: float
    ) -> None:
        self._scripts = scripts
        self._source = source
        self._arguments = [group, consumer, entries[0].entry_id, entries[-1].entry_id, len(entries) + _SPARE]
        # A third of the claim time leaves room for two renewals that fail.
        self._every_s = claim_after_s / 3
        self._loop = asyncio.get_running_loop()
        self._renewal: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        self._timer = self._loop.call_later(self._every_s, self._renew_soon)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._renewal is not None:
            self._renewal.cancel()

    def _renew_soon(self) -> None:
        self._timer = self._loop.call_later(self._every_s, self._renew_soon)
        if self._renewal is None or self._renewal.done():
            self._renewal = self._loop.create_task(self._renew())

    async def _renew(self) -> None:
        try:
            await self._scripts.run("renew", [self._source], self._arguments)
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", doing="renewing a lease", error=said_by(error))


class HangWatch:
    """Calls ``when_hung`` when what it watches takes longer than ``limit_s``.

    It counts whole seconds in which the process ran: one that was stopped for a while has not hung.
    """

    def __init__(self, limit_s: float, when_hung: Callable[[], None]) -> None:
        self._ticks_left = max(1, round(limit_s / _TICK_S))
        self._when_hung = when_hung
        self._loop = asyncio.get_running_loop()

    def __enter__(self) -> None:
        self._timer = self._loop.call_later(_TICK_S, self._tick)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _tick(self) -> None:
        self._ticks_left -= 1
        if self._ticks_left <= 0:
            self._when_hung()
        else:
            self._timer = self._loop.call_later(_TICK_S, self._tick)

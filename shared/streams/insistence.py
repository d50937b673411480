"""Calls to Redis that are repeated until they succeed, however long Redis is away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from redis.exceptions import RedisError, ResponseError

from shared import metrics
from shared.streams.broker import said_by

log = structlog.get_logger()

T = TypeVar("T")

_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 5.0


class Insistence:
    """For calls that may be sent twice. A stage that stops gives up after its grace."""

    def __init__(self, stage: str, stopping: asyncio.Event, grace_s: float) -> None:
        self._stage = stage
        self._stopping = stopping
        self._grace_s = grace_s

    async def on(self, call: Callable[[], Awaitable[T]], doing: str) -> T | None:
        """What the call gives; None when the consumer group is gone or the stage must stop."""
        pause_s = _FIRST_PAUSE_S
        deadline: float | None = None
        while True:
            try:
                return await call()
            except ResponseError as error:
                if "NOGROUP" in str(error):
                    log.error("consumer_group_lost", then="the messages are read again from the stream")
                    return None
                log.error("redis_refused", doing=doing, error=said_by(error), next_try_s=pause_s)
            except (RedisError, OSError) as error:
                log.warning("redis_unreachable", doing=doing, error=said_by(error), next_try_s=pause_s)
            metrics.REDIS_ERRORS.labels(self._stage).inc()
            if self._stopping.is_set():
                deadline = deadline or time.monotonic() + self._grace_s
                if time.monotonic() > deadline:
                    return None
            await asyncio.sleep(pause_s)
            pause_s = min(_LONGEST_PAUSE_S, pause_s * 2)

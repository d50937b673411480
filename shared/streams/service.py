"""Building a service: one stage of the pipeline with all its plumbing, as a FastStream application."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import structlog
from faststream.asgi import AsgiFastStream
from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, RedisError

from shared.settings import ServiceSettings
from shared.streams.backlog import HighWater
from shared.streams.broker import UNREACHABLE, close_sentinels, open_broker, said_by
from shared.streams.delivery import Delivery
from shared.streams.drain import leave_nothing_pending
from shared.streams.handler import Handler
from shared.streams.health import health_routes
from shared.streams.housekeeping import Housekeeping
from shared.streams.keys import Keys
from shared.streams.pace import Pace
from shared.streams.retry import RetryPolicy
from shared.streams.settlement import Terms
from shared.streams.subscribers import name_consumers, subscribe
from shared.streams.topology import Stage

log = structlog.get_logger()

_LONGEST_START_PAUSE_S = 2.0
# Housekeeping ticks four times a second, or waits for Redis, which gives up within some 10 s.
_DEAF_AFTER_S = 60.0


def build_service(
    stage: Stage,
    handler: Handler[Any, Any],
    settings: ServiceSettings,
    *,
    version: str,
    about: Mapping[str, str] | None = None,
    close: Callable[[], None] | None = None,
) -> Service:
    """The application that reads ``stage.source``, hands it to ``handler`` and writes ``stage.target``.

    ``about``, such as the language model's name, is logged at the start. ``close`` is called in the handler's thread
    when the service has stopped. Nothing connects before the application starts.
    """
    return Service(stage, handler, settings, version=version, about=dict(about or {}), close=close)


class StoppedAtStart(Exception):
    """The service was asked to stop while it still waited for Redis."""


class Service(AsgiFastStream):
    """One stage as an application. `wait_until_done` returns when it was asked to stop or cannot go on."""

    def __init__(
        self,
        stage: Stage,
        handler: Handler[Any, Any],
        settings: ServiceSettings,
        *,
        version: str,
        about: dict[str, str],
        close: Callable[[], None] | None,
    ) -> None:
        self.settings = settings
        self.stage = stage
        self.fault: str | None = None
        self._about = {"version": version, **about}
        self._close = close
        self._done = asyncio.Event()
        terms = Terms(stage, version, _retry_policy(settings))
        keys = Keys(settings.redis.prefix)
        self.delivery = Delivery(handler, terms, settings.delivery, keys, self._end_at_once)
        self._consumers = name_consumers()
        self._broker = open_broker(settings.redis, graceful_timeout_s=settings.delivery.shutdown_grace.total_seconds())
        self._subscribers = subscribe(self._broker, self.delivery, self._consumers, self._after_batch)
        self._housekeeping = Housekeeping(self.delivery, settings.keep, self._consumers.reading, self._find_fault)
        self._housekeeping_task: asyncio.Task[None] | None = None
        super().__init__(
            self._broker,
            asgi_routes=health_routes(self._why_not_live, self._is_ready),
            logger=None,
            on_startup=[self._prepare],
            after_startup=[self._begin],
            on_shutdown=[self._finish],
        )

    async def wait_until_done(self) -> None:
        """Return when `exit` was called; `fault` then says why, or is None if it was asked for."""
        await self._done.wait()

    def exit(self) -> None:
        """End the service in good order. FastStream calls it too, when a subscriber had to give up: that is a fault."""
        if not self._done.is_set() and (fault := self._why_not_live()) is not None:
            self.fault = fault
            log.critical("service_broken", fault=fault)
        self._done.set()

    async def _prepare(self) -> None:
        """Make the consumer group before FastStream does, which would pass over what was published earlier."""
        client: Redis = await self._broker.connect()
        self.delivery.open(client)
        self._high_water = HighWater(self.delivery.scripts, self.delivery.keys, self.stage, self.settings.delivery)
        names = [self.delivery.keys.stream(self.stage.source), self.delivery.keys.settled(self.stage)]
        wait = 0.05
        while True:
            if self._done.is_set():
                raise StoppedAtStart
            try:
                await self.delivery.scripts.run("open_group", names, [self.stage.name])
                break
            except AuthenticationError:
                raise  # a wrong password stops the start
            except UNREACHABLE as error:
                log.warning("redis_unreachable", doing="starting", error=said_by(error), next_try_s=wait)
            except RedisError as error:
                log.error("start_refused", error=said_by(error), next_try_s=wait)
            await asyncio.sleep(wait)
            wait = min(_LONGEST_START_PAUSE_S, wait * 2)

        async def group_is_there(*_: Any, **__: Any) -> bool:
            return True

        # FastStream would ask for the group once more, which a full Redis refuses even where nothing is to be done.
        client.xgroup_create = group_is_there  # type: ignore[method-assign]
        # And it would always ask for the same number of entries, however large they are.
        client.xreadgroup = partial(_read_at_pace, client.xreadgroup, self.delivery.pace)  # type: ignore[method-assign]

    async def _begin(self) -> None:
        self._housekeeping_task = asyncio.create_task(self._housekeeping.run())
        log.info("service_started", consumer=self._consumers.reading, **self._about)

    async def _finish(self) -> None:
        log.info("service_stopping", fault=self.fault)
        self.delivery.stopping.set()
        if self._housekeeping_task is not None:
            self._housekeeping_task.cancel()
        await asyncio.gather(*(subscriber.stop() for subscriber in self._subscribers))
        if self.delivery.busy:
            self._end_at_once("batch_unfinished")
        try:
            await leave_nothing_pending(self.delivery, self._consumers)
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", doing="stopping", error=said_by(error))
        await close_sentinels(self.delivery.client)
        await self.delivery.close(self._close)
        log.info("service_stopped")

    async def _after_batch(self) -> None:
        await self._high_water.wait(self.delivery.stopping.is_set)

    def _find_fault(self) -> None:
        if self._why_not_live() is not None:
            self.exit()

    def _why_not_live(self) -> str | None:
        if self._housekeeping_task is None:
            return None  # starting
        if not all(subscriber.running for subscriber in self._subscribers):
            return "a subscriber has stopped by itself; was its stream or consumer group deleted?"
        if self._housekeeping_task.done() or time.monotonic() - self._housekeeping.last_tick > _DEAF_AFTER_S:
            return "housekeeping has stopped"
        return None

    async def _is_ready(self) -> bool:
        return self._housekeeping_task is not None and self._why_not_live() is None and await self._broker.ping(1.0)

    def _end_at_once(self, why: str) -> None:
        """End the process without waiting for the handler's thread, which nothing can interrupt."""
        log.critical("service_killed_itself", why=why, then="others take over what it held")
        sys.stdout.flush()
        os._exit(1)


async def _read_at_pace(read: Callable[..., Awaitable[Any]], pace: Pace, *names: Any, **options: Any) -> Any:
    return await read(*names, **{**options, "count": min(options["count"], pace.count)})


def _retry_policy(settings: ServiceSettings) -> RetryPolicy:
    delivery = settings.delivery
    return RetryPolicy(delivery.max_attempts, delivery.first_delay, delivery.longest_delay)

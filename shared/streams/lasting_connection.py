"""A connection to Redis for a process that outlives it: opened when it is first needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from redis.exceptions import RedisError

from shared.settings import RedisSettings
from shared.streams.broker import said_by
from shared.streams.connection import Connection, Unreachable, address_shown, open_connection

log = structlog.get_logger()


class LastingConnection:
    """Whoever needs Redis opens it with `use`; close it in the end."""

    def __init__(self, settings: RedisSettings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._opening = asyncio.Lock()
        self._connection: Connection | None = None

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Connection]:
        """The connection. Raises Unreachable, too when Redis goes away or refuses something inside the block."""
        try:
            yield await self._opened()
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", doing="answering", error=said_by(error))
            raise Unreachable(f"Redis at {address_shown(self._settings)} does not answer ({said_by(error)})") from error

    async def close(self) -> None:
        self._connection = None
        await self._stack.aclose()

    async def _opened(self) -> Connection:
        async with self._opening:
            if self._connection is None:
                self._connection = await self._stack.enter_async_context(open_connection(self._settings))
            return self._connection

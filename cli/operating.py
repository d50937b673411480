"""Runs a command's questions to Redis, and turns what can go wrong on the way into how a command ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from cli.failures import ExitCode, Failure

if TYPE_CHECKING:
    from shared.settings import RedisSettings
    from shared.streams.connection import Connection

T = TypeVar("T")


def with_connection(work: Callable[[Connection], Awaitable[T]]) -> T:
    """The work's result, from the Redis that the settings name. Raises Failure when it does not answer."""
    return asyncio.run(connected(work))


async def connected(work: Callable[[Connection], Awaitable[T]], settings: RedisSettings | None = None) -> T:
    """As `with_connection`, inside a running event loop, and for any Redis."""
    from redis.exceptions import NoPermissionError, RedisError

    from shared.settings import RedisSettings
    from shared.streams.connection import Unreachable, open_connection

    try:
        async with open_connection(settings or RedisSettings()) as connection:
            return await work(connection)
    except Unreachable as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None
    except NoPermissionError as error:
        raise Failure(f"Redis does not let this user do that: {error}") from None
    except (RedisError, OSError) as error:
        raise Failure(f"Redis went away: {error}", ExitCode.UNREACHABLE) from None

"""A connection for those who publish, read and steer the streams from outside a service."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, BusyLoadingError, RedisError

from shared.settings import RedisSettings
from shared.streams.broker import close_sentinels, open_client, said_by
from shared.streams.keys import Keys
from shared.streams.scripts import Scripts

_LONGEST_LOADING_S = 30.0
_PAUSE_S = 0.2


class Unreachable(Exception):
    """Redis does not answer, or not to us; the argument says what was tried and what to do."""


@dataclass(frozen=True)
class Connection:
    client: Redis
    keys: Keys
    scripts: Scripts


@asynccontextmanager
async def open_connection(settings: RedisSettings) -> AsyncIterator[Connection]:
    """A connection that has answered once. Raises Unreachable."""
    client = open_client(settings)
    where = address_shown(settings)
    try:
        try:
            await _answered(client)
        except AuthenticationError as error:
            raise Unreachable(f"Redis at {where} refuses the user or the password: {error}") from error
        except (RedisError, OSError) as error:
            raise Unreachable(
                f"Redis at {where} does not answer ({said_by(error)}); is it running? "
                "`copydesk up` starts one, COPYDESK_REDIS_URL names another"
            ) from error
        yield Connection(client, Keys(settings.prefix), Scripts(client))
    finally:
        await close_sentinels(client)
        await client.aclose()


async def _answered(client: Redis) -> None:
    """Wait while Redis reads its append-only file after a start."""
    deadline = time.monotonic() + _LONGEST_LOADING_S
    while True:
        try:
            await client.ping()
            return
        except BusyLoadingError:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(_PAUSE_S)


def address_shown(settings: RedisSettings) -> str:
    """The address without user and password."""
    url = settings.url.get_secret_value()
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

"""A connection for those who publish, read and steer the streams from outside a service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, RedisError

from shared.settings import RedisSettings
from shared.streams.broker import open_client, said_by
from shared.streams.keys import Keys
from shared.streams.scripts import Scripts


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
            await client.ping()
        except AuthenticationError as error:
            raise Unreachable(f"Redis at {where} refuses the user or the password: {error}") from error
        except (RedisError, OSError) as error:
            raise Unreachable(
                f"Redis at {where} does not answer ({said_by(error)}); is it running? "
                "`copydesk up` starts one, COPYDESK_REDIS_URL names another"
            ) from error
        yield Connection(client, Keys(settings.prefix), Scripts(client))
    finally:
        await client.aclose()


def address_shown(settings: RedisSettings) -> str:
    """The address without user and password."""
    url = settings.url.get_secret_value()
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

"""Opening the broker: one place that knows how FastStream and redis-py are set up."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import structlog
from faststream.redis import RedisBroker, RedisSentinelBroker
from redis.asyncio import Redis, Sentinel
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from shared.settings import RedisSettings
from shared.streams.packing import connection_class

UNREACHABLE: tuple[type[Exception], ...] = (RedisConnectionError, RedisTimeoutError, OSError)

SENTINEL_PORT = 26379
# A blocked read lasts a second (subscribers.py), so five say that the connection is dead.
_SOCKET_TIMEOUT_S = 5.0


def open_broker(settings: RedisSettings, *, graceful_timeout_s: float) -> RedisBroker:
    """A FastStream broker, not connected yet. Raises ValueError for an address that is none."""
    url = settings.url.get_secret_value()
    options: dict[str, Any] = {
        **_connection_options(),
        "graceful_timeout": graceful_timeout_s,
        "logger": FastStreamLog(),
        "log_level": logging.DEBUG,
        # FastStream's injection of parameters takes four trips to a thread for each batch, and we need none.
        "apply_types": False,
    }
    if (sentinel := sentinel_of(url)) is not None:
        url, hosts, master = sentinel
        return RedisSentinelBroker(with_protocol_2(url), sentinels=hosts, sentinel_master_name=master, **options)
    return RedisBroker(with_protocol_2(url), connection_class=connection_class(url), **options)


def open_client(settings: RedisSettings) -> Redis:
    """A plain client for those who read and steer the streams from outside a service."""
    url = settings.url.get_secret_value()
    if (sentinel := sentinel_of(url)) is not None:
        url, hosts, master = sentinel
        parts = urlsplit(url)
        login = {"username": parts.username and unquote(parts.username), "password": parts.password}
        options = {**_connection_options(), **{name: value for name, value in login.items() if value}}
        sentinels: Any = Sentinel(hosts, **options, protocol=2)  # type: ignore[no-untyped-call]
        client: Redis = sentinels.master_for(master)
        return client
    return Redis.from_url(with_protocol_2(url), connection_class=connection_class(url), **_connection_options())


async def close_sentinels(client: Redis) -> None:
    """Hang up on the sentinels that the client asks for the master: closing the client leaves them connected."""
    manager = getattr(client.connection_pool, "sentinel_manager", None)
    for sentinel in manager.sentinels if manager is not None else ():
        await sentinel.aclose()


def sentinel_of(url: str) -> tuple[str, list[tuple[str, int]], str] | None:
    """What ``redis+sentinel://user:password@host:26379,host2/master/0`` stands for; None for any other address.

    Gives a plain address with the login and the database, the sentinels, and the master's name. Raises ValueError.
    """
    scheme, _, rest = url.partition("://")
    if scheme not in ("redis+sentinel", "rediss+sentinel"):
        return None
    place, _, path = rest.partition("/")
    login, at, hosts = place.rpartition("@")
    path, _, query = path.partition("?")
    master, _, database = path.partition("/")
    if not hosts or not master:
        raise ValueError("a Sentinel address is redis+sentinel://host:26379,host2:26379/master-name")
    sentinels = []
    for host in hosts.split(","):
        name, _, port = host.rpartition(":") if ":" in host else (host, "", "")
        sentinels.append((name, int(port) if port else SENTINEL_PORT))
    plain = f"{scheme.removesuffix('+sentinel')}://{login}{at}sentinel/{database or 0}" + (f"?{query}" if query else "")
    return plain, sentinels, master


def with_protocol_2(url: str) -> str:
    """The address, asking for RESP 2: FastStream reads the streams' replies in that shape."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "protocol"]
    changed = urlunsplit(parts._replace(query=urlencode([*query, ("protocol", "2")])))
    # urlunsplit drops the empty host of unix:///path
    return changed if parts.netloc or changed.startswith(f"{parts.scheme}://") else changed.replace(":", "://", 1)


def _connection_options() -> dict[str, Any]:
    return {
        "retry": Retry(ExponentialWithJitterBackoff(base=0.05, cap=1.0), 4),
        "retry_on_error": [RedisConnectionError, RedisTimeoutError],
        "socket_timeout": _SOCKET_TIMEOUT_S,
        "socket_connect_timeout": _SOCKET_TIMEOUT_S,
        # No health checks: redis-py 8.1 recurses for ever in them when Redis asks for a password that is not given.
    }


def said_by(error: Exception) -> str:
    """What Redis or the network said, in one line."""
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:300]


class FastStreamLog:
    """FastStream's own lines, kept to what a person must know: the trouble it has with reading."""

    def log(self, level: int, message: Any, /, *, exc_info: Any = None, extra: Any = None, **_: Any) -> None:
        if level < logging.ERROR:
            return
        log = structlog.get_logger()
        if isinstance(exc_info, (RedisError, OSError)):
            log.warning("redis_unreachable", doing="reading", error=said_by(exc_info))
        else:
            log.error("faststream_said", detail=str(message)[:300], exc_info=exc_info)

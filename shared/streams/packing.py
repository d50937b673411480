"""Connections that pack their commands in C: redis-py does so with hiredis when it is synchronous, but not in asyncio.

A settlement has some nine hundred arguments, and packing them in Python was a third of a hop's cost.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import hiredis
from redis.asyncio.connection import Connection, SSLConnection, UnixDomainSocketConnection


class _PackedInC:
    def pack_command(self, *args: Any) -> list[bytes]:
        """The same bytes as redis-py's own; it also splits a command's name, such as CLIENT ID, at the spaces."""
        name = args[0].encode() if isinstance(args[0], str) else args[0]
        return [hiredis.pack_command((*name.split(), *args[1:]))]


class PackedConnection(_PackedInC, Connection):
    pass


class PackedTlsConnection(_PackedInC, SSLConnection):
    pass


class PackedUnixConnection(_PackedInC, UnixDomainSocketConnection):
    pass


def connection_class(url: str) -> type[Any]:
    """The class for a redis://, rediss:// or unix:// address."""
    kinds: dict[str, type[Any]] = {"rediss": PackedTlsConnection, "unix": PackedUnixConnection}
    return kinds.get(urlsplit(url).scheme, PackedConnection)

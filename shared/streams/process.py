"""Running a service as a process: logs, signals, the HTTP port, the exit status."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import structlog
import uvicorn
from pydantic import ValidationError

from shared.garbage_collection import collect_garbage_less_often
from shared.logs import configure_logs
from shared.settings import HealthSettings
from shared.streams.service import Service, StoppedAtStart

log = structlog.get_logger()

STOPPED = 0
BROKEN = 1
MISUSED = 2


def run(create_app: Callable[[], Service]) -> None:
    """Run the service until SIGTERM or SIGINT, then end the process.

    Exit status: 0 when it was asked to stop, 1 when it could not go on, 2 when its settings are wrong.
    """
    try:
        app = create_app()
    except ValidationError as error:
        print(f"Wrong settings:\n{error}", file=sys.stderr)
        sys.exit(MISUSED)
    configure_logs(app.settings.logs, service=app.stage.name)
    collect_garbage_less_often()
    sys.exit(asyncio.run(_serve(app)))


async def _serve(app: Service) -> int:
    _stop_on_signals(app)
    try:
        http = _listen(app, app.settings.health)
    except OSError as error:
        log.critical("port_refused", host=app.settings.health.host, port=app.settings.health.port, error=str(error))
        return MISUSED
    try:
        await app.start()
    except StoppedAtStart:
        log.info("service_stopped")
        return STOPPED
    except Exception as error:
        log.critical("start_failed", error=f"{type(error).__name__}: {error}"[:500], exc_info=True)
        return BROKEN
    await app.wait_until_done()
    await app.stop()
    if http is not None:
        server, task = http
        server.should_exit = True
        await task
    return BROKEN if app.fault else STOPPED


def _stop_on_signals(app: Service) -> None:
    """The first signal ends the service in good order; a second one at once."""
    loop = asyncio.get_running_loop()
    asked = False

    def stop(signal_number: int) -> None:
        nonlocal asked
        if asked:
            os._exit(128 + signal_number)
        asked = True
        app.exit()

    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop, signal_number)


def _listen(app: Service, settings: HealthSettings) -> tuple[_Server, asyncio.Task[None]] | None:
    """Answer over HTTP where a port is set; raises OSError if it is taken."""
    if settings.port is None:
        return None
    listening = socket.create_server((settings.host, settings.port), reuse_port=False)
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = _Server(config)
    return server, asyncio.create_task(server.serve(sockets=[listening]))


class _Server(uvicorn.Server):
    """uvicorn beside the service in one event loop; the signals are the service's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = True

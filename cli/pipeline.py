"""The embedded pipeline: a private Redis and the services, as processes that live as long as one command."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from cli.embedded_redis import find_redis_server, last_words, redis_command, state_of
from cli.failures import Failure
from cli.home_lock import pipeline_lock
from cli.interrupts import interrupts
from cli.kept_alive import Died, KeptAlive, Program
from cli.log_files import LogFiles
from cli.orphan_guard import guarded_group
from cli.supervisor import Supervisor
from shared.settings import HomeSettings

SERVICES = ("cleaner", "extractor", "indexer")
# Another program may have taken its port.
_CAN_BE_DONE_WITHOUT = frozenset({"explorer"})


@dataclass(frozen=True)
class Pipeline:
    """A running pipeline."""

    redis_url: str
    supervisor: Supervisor
    processes: tuple[KeptAlive, ...]


@dataclass(frozen=True)
class Watchers:
    """What a command wants to hear of its pipeline."""

    on_line: Callable[[str, str], None] = lambda name, line: None
    """The process's name and a line of its log."""
    on_death: Callable[[Died], None] = lambda died: None


@asynccontextmanager
async def running_pipeline(
    home: HomeSettings,
    command: str,
    *,
    redis_url: str | None = None,
    extractors: int = 1,
    also: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    watchers: Watchers | None = None,
) -> AsyncIterator[Pipeline]:
    """Redis and the services, started side by side; all of them have ended when the block is left.

    ``also`` names further services beside the three that every pipeline has, such as the notifier; ``settings`` go
    before the environment's. When the HTTP API cannot be started, all else runs without it.
    With ``redis_url`` only the services, on that Redis. A server that already answers on the home's socket is used and
    left alone. The first Ctrl-C inside the block cancels it, and the processes end in good order; a second one ends
    them at once. Raises Failure when the home is taken, there is no Redis to start, or it does not start.
    """
    watchers = watchers or Watchers()
    folder = home.home.resolve()
    with (
        interrupts() as signals,
        pipeline_lock(folder, command) as lock,
        guarded_group(lock) as group,
        LogFiles(folder / "logs") as logs,
    ):

        def on_line(name: str, line: str) -> None:
            logs.write(name, line)
            watchers.on_line(name, line)

        supervisor = Supervisor(group, on_line, watchers.on_death)
        try:
            redis = None if redis_url else _start_redis(supervisor, home)
            url = redis_url or f"unix://{home.socket_path}"
            services = [supervisor.start(program) for program in _services(folder, url, extractors, also, settings)]
            if redis_url is None:
                await supervisor.until(_ready(redis, home))
            yield Pipeline(url, supervisor, (*([redis] if redis else []), *services))
        finally:
            signals.from_now_on(supervisor.hurry)
            await supervisor.stop()


def _start_redis(supervisor: Supervisor, home: HomeSettings) -> KeptAlive | None:
    if state_of(home.socket_path) != "absent":
        return None
    command = redis_command(find_redis_server(), home.redis_folder, home.socket_path)
    return supervisor.start(Program("redis", command, os.environ))


async def _ready(redis: KeptAlive | None, home: HomeSettings) -> None:
    """Return when Redis takes commands, however long it loads its data."""
    while state_of(home.socket_path) != "ready":
        if redis is not None and redis.deaths:
            said = last_words(home.redis_folder)
            raise Failure(f"The embedded Redis did not start. The end of its log:\n{said}")
        await asyncio.sleep(0.01)


def _services(
    home: Path, redis_url: str, extractors: int, also: Sequence[str], settings: Mapping[str, str] | None
) -> list[Program]:
    # A replica is a process: a numeric library's own threads would only take the other processes' cores.
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment = (
        one_thread
        | dict(os.environ)
        | dict(settings or {})
        | {
            "COPYDESK_HOME": str(home),
            "COPYDESK_REDIS_URL": redis_url,
            "COPYDESK_LOG_FORMAT": "json",
            "PYTHONUNBUFFERED": "1",
        }
    )
    programs = []
    for service in (*SERVICES, *also):
        replicas = extractors if service == "extractor" else 1
        for number in range(1, replicas + 1):
            name = service if replicas == 1 else f"{service}-{number}"
            command = (sys.executable, "-m", f"services.{service}")
            is_needed = service not in _CAN_BE_DONE_WITHOUT
            programs.append(Program(name, command, environment, '"service_started"', is_needed))
    return programs

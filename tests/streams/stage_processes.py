"""Stages as processes of their own, on a private Redis: to be started, killed, and started again."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from redis_servers import RedisServer

from shared.streams.topology import CLEANER, EXTRACTOR, INDEXER

HERE = Path(__file__).parent

# A replica that is silent for this long has lost its messages; a test does not wait the half minute of production.
QUICK = {
    "claim_after": 0.6,
    "first_delay": 0.05,
    "longest_delay": 0.4,
    "handling_limit": 2.0,
    "shutdown_grace": 5.0,
    "batch_size": 16,
}


class StageProcesses(ABC):
    """Starts and ends the processes; by default each is started again when it has died, as in production."""

    def __init__(self, server: RedisServer) -> None:
        self.server = server
        self.database = server.folder / "index.sqlite"
        self._running: dict[str, list[subprocess.Popen[bytes]]] = {}

    @abstractmethod
    def _launch(self, stage: str, port: int | None, delivery: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
        """The command, and what it needs in its environment beside the address of Redis."""

    @abstractmethod
    def indexed(self) -> dict[str, int]:
        """Article id to how often it is there, or was written."""

    def start(self, stage: str, *, port: int | None = None, **delivery: Any) -> subprocess.Popen[bytes]:
        """``port`` is where it answers over HTTP."""
        command, own = self._launch(stage, port, delivery)
        environment = {
            **os.environ,
            "COPYDESK_REDIS_URL": self.server.settings.url.get_secret_value(),
            "PYTHONPATH": str(HERE.parents[1]),
            **own,
        }
        with (self.server.folder / f"{stage}.log").open("ab") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self._running.setdefault(stage, []).append(process)
        return process

    def start_all(self, **delivery: Any) -> None:
        """Those that an article passes on its way into the index; not the notifier."""
        for stage in (CLEANER, EXTRACTOR, INDEXER):
            self.start(stage.name, **delivery)

    def of(self, stage: str) -> list[subprocess.Popen[bytes]]:
        """The stage's processes that have not ended."""
        return [process for process in self._running.get(stage, []) if process.poll() is None]

    def restart_dead(self, **delivery: Any) -> int:
        """What compose's `restart: always` does; gives how many had died."""
        dead = 0
        for stage, processes in list(self._running.items()):
            for process in [one for one in processes if one.poll() is not None]:
                processes.remove(process)
                self.start(stage, **delivery)
                dead += 1
        return dead

    def kill_all(self) -> None:
        for processes in self._running.values():
            for process in processes:
                process.kill()
                process.wait()

    def log_of(self, stage: str) -> list[dict[str, Any]]:
        lines = (self.server.folder / f"{stage}.log").read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def _rows(self, query: str) -> list[Any]:
        """What the database answers; nothing while it or the table is not there yet."""
        if not self.database.exists():
            return []
        connection = sqlite3.connect(self.database, timeout=30)
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []
        finally:
            connection.close()

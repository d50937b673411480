"""The explorer as a process of its own, with an index and, where a test asks for it, a Redis of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import redis

from cli.embedded_redis import find_redis_server

ROOT = Path(__file__).parents[2]
KEY = "a-key-for-the-tests"
PATIENCE_S = 20.0


class RunningExplorer:
    """Lives from `start` to `stop`; `get` and `post` speak to it."""

    def __init__(self, folder: Path, redis_socket: Path | None = None, **settings: str) -> None:
        """``settings`` are its own, in lower case and without their prefix."""
        self.folder = folder
        self.index_path = folder / "index.sqlite"
        own = {f"COPYDESK_EXPLORER_{name.upper()}": value for name, value in settings.items()}
        others = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
        self._environment = others | {
            "COPYDESK_HOME": str(folder),
            "COPYDESK_REDIS_URL": f"unix://{redis_socket or folder / 'nothing.sock'}",
            "COPYDESK_EXPLORER_PORT": "0",
            "COPYDESK_EXPLORER_INDEX_PATH": str(self.index_path),
            "COPYDESK_EXPLORER_API_KEYS": f"desk:{KEY}",
            "PYTHONUNBUFFERED": "1",
            **own,
        }
        self._log = folder / f"explorer-{time.monotonic_ns()}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(timeout=PATIENCE_S)

    def use_redis(self, socket: Path) -> None:
        """From the next start on."""
        self._environment["COPYDESK_REDIS_URL"] = f"unix://{socket}"

    def start(self) -> None:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "services.explorer"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        eventually(lambda: self.lines("service_started") or self._process.poll() is not None, "the explorer starts")
        assert self._process.poll() is None, self._log.read_text()
        [started] = self.lines("service_started")
        self.client.base_url = httpx.URL(f"http://{started['host']}:{started['port']}")

    def stop(self) -> int:
        """Its exit status."""
        self.client.close()
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(PATIENCE_S)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def answer(self, path: str, **parameters: Any) -> Any:
        """The JSON of a request that must work."""
        response = self.get(path, params=parameters or None)
        assert response.status_code == 200, response.text
        return response.json()

    def submit(self, article: Any, key: str | None = KEY, **headers: str) -> httpx.Response:
        keys = {"X-API-Key": key} if key is not None else {}
        content = article if isinstance(article, bytes) else json.dumps(article).encode()
        return self.client.post(
            "/api/articles", content=content, headers={"Content-Type": "application/json", **keys, **headers}
        )

    def line(self, **fields: str) -> dict[str, Any]:
        """The log line of the one request that has these fields; it is written after the answer."""
        return eventually(
            lambda: next((one for one in self.lines("request_done") if fields.items() <= one.items()), None),
            f"there is a line with {fields}",
        )

    def lines(self, event: str) -> list[dict[str, Any]]:
        """Its log lines of one event."""
        # What is being written just now may be half a line.
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line[:1] + line[-1:] == "{}"]
        return [fields for fields in lines if fields["event"] == event]


@contextmanager
def running(explorer: RunningExplorer) -> Iterator[RunningExplorer]:
    explorer.start()
    try:
        yield explorer
    finally:
        assert explorer.stop() == 0


class PrivateRedis:
    """A server on a unix socket; gone with the block."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="copydesk-test-"))
        self.socket = self.folder / "redis.sock"
        self.client = redis.Redis(unix_socket_path=str(self.socket), decode_responses=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        command = [str(find_redis_server().path), "--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        command += ["--dir", str(self.folder), "--appendonly", "yes", "--appendfsync", "always", *options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(self._answers, "Redis answers")

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE_S)
        self.client.connection_pool.disconnect()

    def __enter__(self) -> PrivateRedis:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.client.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.RedisError:
            return False


def eventually(condition: Callable[[], Any], what: str) -> Any:
    """The condition's first true value; fails with ``what`` did not happen."""
    deadline = time.monotonic() + PATIENCE_S
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {PATIENCE_S:g} s: {what}"
        time.sleep(0.02)
    return value

"""Private Redis servers for the tests: on a unix socket in a folder of their own, to be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

import redis
from pydantic import SecretStr

from shared.settings import RedisSettings

PATIENCE_S = 20


def server_binaries() -> list[Path]:
    """Every Redis or Valkey server of this machine, the system's own first.

    REDIS_SERVERS may name further ones: paths with a colon between them.
    """
    named = os.environ.get("REDIS_SERVERS", "").split(":")
    found = [shutil.which("redis-server"), shutil.which("valkey-server"), *named]
    paths = [Path(path) for path in found if path]
    bundled = Path(sys.executable).with_name("redis-server")
    if bundled.exists() and bundled not in paths:
        paths.append(bundled)
    return paths


class RedisServer:
    """One server. What it has promised to keep is there after `kill` and `start`."""

    def __init__(self, binary: Path, fsync: Literal["always", "everysec"] | None = "always", **options: str) -> None:
        """``fsync`` None means no append-only file. ``options`` are redis.conf's, with _ for -."""
        self.folder = Path(tempfile.mkdtemp(prefix="copydesk-test-"))
        self.socket = self.folder / "redis.sock"
        self._command = [str(binary), "--port", "0", "--unixsocket", str(self.socket), "--dir", str(self.folder)]
        self._command += ["--save", "", "--loglevel", "warning", "--appendonly", "yes" if fsync else "no"]
        if fsync:
            self._command += ["--appendfsync", fsync]
        for name, value in options.items():
            self._command += [f"--{name.replace('_', '-')}", value]
        self._process: subprocess.Popen[bytes] | None = None
        self.client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=PATIENCE_S)

    @property
    def settings(self) -> RedisSettings:
        return RedisSettings(url=SecretStr(f"unix://{self.socket}"))

    def start(self) -> None:
        with (self.folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                self.client.ping()
                return
            except redis.RedisError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError((self.folder / "redis.log").read_text()) from None
                time.sleep(0.01)

    def kill(self) -> None:
        """As the power cut does it."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)
        self.client.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def hold(self) -> None:
        """Stop it where it is, so that its clients hang."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)

    def let_go(self) -> None:
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGCONT)

    def version(self) -> tuple[int, int]:
        major, minor, *_ = str(self.client.info("server")["redis_version"]).split(".")
        return int(major), int(minor)

    def _signal(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(PATIENCE_S)
            self._process = None
            self.client.connection_pool.disconnect()

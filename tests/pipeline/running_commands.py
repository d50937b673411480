"""The `copydesk` command as a process of its own, in a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_COPYDESK = (sys.executable, "-c", "from cli.main import main; main()")


class Home:
    """A home folder, and commands run with it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self._settings = settings

    def run(self, *arguments: str, stdin: str = "", timeout: float = 100) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*_COPYDESK, *arguments], input=stdin, capture_output=True, text=True, check=False, timeout=timeout,
            cwd=ROOT, env=self.environment,
        )  # fmt: skip

    def json(self, *arguments: str) -> Any:
        """The JSON that a reading command prints."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def up(self, *options: str) -> Iterator[Command]:
        """A running pipeline, stopped by Ctrl-C at the end."""
        with self.start("up", "--raw", *options) as command:
            command.wait_for("Copydesk runs")
            yield command
            command.interrupt()
            assert command.process.wait(60) == 0, command.said()

    @contextmanager
    def start(self, *arguments: str) -> Iterator[Command]:
        """A command that is left running; killed in the end if need be."""
        process = subprocess.Popen(
            [*_COPYDESK, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
            env=self.environment, start_new_session=True,
        )  # fmt: skip
        command = Command(process)
        try:
            yield command
        finally:
            process.kill()
            process.wait()
            command.close()

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
        # Any free port: the tests' homes run side by side.
        own = {"COPYDESK_HOME": str(self.folder), "COPYDESK_EXPLORER_PORT": "0", "COLUMNS": "100"}
        return others | own | self._settings

    def processes(self) -> dict[int, str]:
        """Every process on this machine that belongs to this home; zombies do not count."""
        found = {}
        for path in Path("/proc").iterdir():
            if path.name.isdigit():
                try:
                    line = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    environment = (path / "environ").read_bytes().split(b"\0")
                except OSError:
                    continue  # it has ended, or is another user's
                # Redis writes its title over its environment.
                if f"COPYDESK_HOME={self.folder}".encode() in environment or f"{self.folder}/redis.sock" in line:
                    found[int(path.name)] = line
        return found

    def pid_of(self, words: str) -> int:
        """The process of this home whose command line has these words."""
        [pid] = [pid for pid, line in self.processes().items() if words in line]
        return pid


class Command:
    """A command that is running."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def said(self) -> str:
        return "".join(self._lines)

    def wait_for(self, words: str) -> None:
        eventually(lambda: words in self.said() or self.process.poll() is not None, f"the command says {words!r}")
        assert words in self.said(), self.said()

    def close(self) -> None:
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.append(line)


def eventually(condition: Callable[[], object], what: str, within_s: float = 60) -> None:
    """Return when the condition holds; fails, naming ``what`` was waited for, when it does not."""
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, f"waited {within_s:.0f} s in vain: {what}"
        time.sleep(0.02)

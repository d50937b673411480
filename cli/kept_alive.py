"""One process of the pipeline, started again whenever it dies."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

# Longer than any line that a service logs; a longer one is cut, not waited for.
_LONGEST_LINE_BYTES = 1_000_000
_SETTLED_AFTER_S = 10.0
_MOST_EARLY_DEATHS = 3
_WRONG_SETTINGS = 2
_FIRST_DELAY_S = 0.5
_LONGEST_DELAY_S = 30.0


@dataclass(frozen=True)
class Program:
    """What to run, and under which name its lines are shown."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    says_when_up: str | None = None
    """Words of the line by which it says that it has started; none if it says nothing."""
    is_needed: bool = True
    """Whether the others are ended when it has to be given up."""


@dataclass(frozen=True)
class Died:
    """A process of the pipeline ended although nobody asked it to."""

    name: str
    pid: int
    status: int
    """Exit status; negative for the number of the signal that killed it."""
    starts_again_in_s: float | None
    """None when it is given up."""
    last_lines: tuple[str, ...]


def after_death(deaths_in_a_row: int, status: int, *, was_ever_up: bool) -> float | None:
    """Seconds to wait before starting a process again, or None when it is time to give up.

    One that has once been up is always started again. One that never was has a fault that waiting does not mend: it is
    given up after three tries, or at once when it ends with status 2, by which a service says that its settings are
    wrong.
    """
    if not was_ever_up and (status == _WRONG_SETTINGS or deaths_in_a_row >= _MOST_EARLY_DEATHS):
        return None
    return min(_FIRST_DELAY_S * 2.0 ** (deaths_in_a_row - 1), _LONGEST_DELAY_S)


class KeptAlive:
    """A program's process and its successors."""

    def __init__(
        self,
        program: Program,
        group: int,
        on_line: Callable[[str, str], None],
        on_death: Callable[[Died], None],
    ) -> None:
        """``group``: the process group to join. ``on_line`` gets the program's name and each line it writes."""
        self.program = program
        self.deaths = 0
        self.was_ever_up = False
        self._group = group
        self._on_line = on_line
        self._on_death = on_death
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._last_lines: tuple[str, ...] = ()

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process else None

    async def run(self) -> None:
        """Keep the program running until ``stop``; end early only when it is given up. Not to be cancelled."""
        deaths_in_a_row = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            pid, status = await self._run_once()
            if self._stopping.is_set():
                return
            has_settled = time.monotonic() - started >= _SETTLED_AFTER_S
            if has_settled and self.program.says_when_up is None:
                self.was_ever_up = True
            deaths_in_a_row = 1 if has_settled else deaths_in_a_row + 1
            self.deaths += 1
            delay_s = after_death(deaths_in_a_row, status, was_ever_up=self.was_ever_up)
            self._on_death(Died(self.program.name, pid, status, delay_s, self._last_lines))
            if delay_s is None:
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay_s)

    def stop(self) -> None:
        """Ask the process to finish what it is doing and end."""
        self._stopping.set()
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process now."""
        self._stopping.set()
        self._signal(signal.SIGKILL)

    async def _run_once(self) -> tuple[int, int]:
        process = await asyncio.create_subprocess_exec(
            *self.program.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(self.program.environment),
            process_group=self._group,
            limit=_LONGEST_LINE_BYTES,
        )
        self._process, self._last_lines = process, ()
        if self._stopping.is_set():  # asked to stop while the process was being made
            self._signal(signal.SIGTERM)
        try:
            assert process.stdout is not None
            await self._read_lines(process.stdout)
            return process.pid, await process.wait()
        finally:
            self._process = None

    async def _read_lines(self, stream: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await stream.readline()
            except ValueError:  # longer than the limit: asyncio has dropped what it had read of it
                continue
            if not line:
                return
            text = line.decode("utf-8", "replace").rstrip("\n")
            self._last_lines = (*self._last_lines[-9:], text)
            if not self.was_ever_up and self.program.says_when_up is not None:
                self.was_ever_up = self.program.says_when_up in text
            self._on_line(self.program.name, text)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

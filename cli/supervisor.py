"""Runs the pipeline's processes, keeps them running, and ends them in good order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from cli.failures import Failure
from cli.kept_alive import Died, KeptAlive, Program

T = TypeVar("T")


class Supervisor:
    """The processes of one group, in the order in which they were started."""

    def __init__(self, group: int, on_line: Callable[[str, str], None], on_death: Callable[[Died], None]) -> None:
        self._group = group
        self._on_line = on_line
        self._tell_death = on_death
        self._running: dict[KeptAlive, asyncio.Task[None]] = {}
        self._given_up: asyncio.Future[Died] = asyncio.get_running_loop().create_future()
        self._hurry = asyncio.Event()

    def start(self, program: Program) -> KeptAlive:
        """Start a process and keep it running."""
        on_death = self._on_death if program.is_needed else self._tell_death
        kept = KeptAlive(program, self._group, self._on_line, on_death)
        self._running[kept] = asyncio.create_task(kept.run(), name=program.name)
        return kept

    async def until(self, work: Awaitable[T]) -> T:
        """The work's result. Raises Failure as soon as a needed process is given up: then the work may never end."""
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait((task, self._given_up), return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise Failure(_about(self._given_up.result()))
            return task.result()
        finally:
            task.cancel()
            await asyncio.wait((task,))

    async def stop(self, grace_s: float = 20.0) -> None:
        """End the processes, the first started last, each with time to finish what it is doing."""
        # The first started is what the others stand on: they settle their last messages with it.
        processes = list(self._running)
        await self._end(processes[1:], grace_s)
        await self._end(processes[:1], grace_s)

    def hurry(self) -> None:
        """From now on nothing is given time: what was under way is done again after the next start."""
        self._hurry.set()

    async def _end(self, processes: list[KeptAlive], grace_s: float) -> None:
        if not processes:
            return
        for kept in processes:
            kept.stop()
        ended = asyncio.gather(*(self._running[kept] for kept in processes))
        hurried = asyncio.create_task(self._hurry.wait())
        await asyncio.wait((ended, hurried), timeout=grace_s, return_when=asyncio.FIRST_COMPLETED)
        hurried.cancel()
        for kept in processes:
            kept.kill()
        await ended

    def _on_death(self, died: Died) -> None:
        self._tell_death(died)
        if died.starts_again_in_s is None and not self._given_up.done():
            self._given_up.set_result(died)


def _about(died: Died) -> str:
    how = f"signal {-died.status}" if died.status < 0 else f"exit status {died.status}"
    last = "\n".join(f"  {line}" for line in died.last_lines)
    return f"The {died.name} cannot be started: it ends ({how}). Its last lines:\n{last}"

"""Ctrl-C, SIGTERM and a closed terminal: the first asks a command to end in good order, the next hurries it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """What the next signal does: at first it cancels the task that made this, later it calls ``hurry``."""

    def __init__(self) -> None:
        self._task = asyncio.current_task()
        self._hurry: Callable[[], None] | None = None

    def from_now_on(self, hurry: Callable[[], None]) -> None:
        """Signals no longer cancel: the command is ending already, and must not be interrupted in that."""
        self._hurry = hurry

    def _on_signal(self) -> None:
        if self._hurry is not None:
            self._hurry()
        elif self._task is not None:
            self._task.cancel()


@contextmanager
def interrupts() -> Iterator[Interrupts]:
    """Take the signals over from the event loop, which would break off the ending itself on a second Ctrl-C."""
    loop = asyncio.get_running_loop()
    taken = Interrupts()
    for one in _SIGNALS:
        loop.add_signal_handler(one, taken._on_signal)
    try:
        yield taken
    finally:
        for one in _SIGNALS:
            loop.remove_signal_handler(one)


def run_interruptibly(main: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that uses `interrupts`. Raises KeyboardInterrupt when it was cancelled by a signal."""
    try:
        return asyncio.run(main)
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None

"""Ends the pipeline's processes when the command that started them is gone, however it went: even by kill -9.

The guard is a process of its own that leads the group which all the others join, and waits at the end of a pipe that
only the command holds open. The kernel closes the pipe when the command dies, and the guard signals the whole group.
Chosen over Linux's parent-death signal because it also holds on macOS, also covers a redis-server, which knows nothing
of us, and leaves no moment between a process's start and its being watched: a child joins the group before it runs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_GRACE_S = 5.0
_ENDED = b"ended"


@contextmanager
def guarded_group(*inherited: int) -> Iterator[int]:
    """A process group to start processes in; nothing is left of it after the block, or a while after this process dies.

    The caller ends its processes in good order before it leaves the block; what is still there then is killed. If this
    process dies inside the block, the group is asked to end (SIGTERM) and killed five seconds later. ``inherited`` are
    descriptors, such as a lock's, that stay open until the group is gone.
    """
    read_end, write_end = os.pipe()
    try:
        guard = subprocess.Popen(
            # Isolated and without site packages: it starts in milliseconds and holds little memory.
            [sys.executable, "-I", "-S", str(Path(__file__).resolve())],
            stdin=read_end,
            stdout=subprocess.DEVNULL,
            process_group=0,
            pass_fds=inherited,
        )
    finally:
        os.close(read_end)
    try:
        yield guard.pid
    finally:
        with suppress(BrokenPipeError):  # somebody killed the guard
            os.write(write_end, _ENDED)
        os.close(write_end)
        guard.wait()


def main() -> None:
    """The guard's own process; standard input is the pipe."""
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    if sys.stdin.buffer.read() != _ENDED:
        os.killpg(0, signal.SIGTERM)
        time.sleep(_GRACE_S)
    os.killpg(0, signal.SIGKILL)  # this process too: its work is done


if __name__ == "__main__":
    main()

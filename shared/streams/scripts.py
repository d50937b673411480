"""The Lua scripts that Redis runs: every move of a message is one of them, and so happens wholly or not at all."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal, TypeAlias

from redis.asyncio import Redis

Name: TypeAlias = Literal[
    "backlog", "dismiss", "find", "forget", "letters", "open_group", "promote", "renew", "replay", "settle", "trim",
    "trim_log",
]  # fmt: skip


class Scripts:
    """Runs the scripts on one client; Redis is sent a script's text only when it does not know it yet."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._registered: dict[Name, Any] = {}

    async def run(self, name: Name, keys: list[str], args: list[Any]) -> Any:
        """What the script returns; its head comment says what that is, and what keys and arguments mean."""
        script = self._registered.get(name)
        if script is None:
            script = self._registered[name] = self._client.register_script(script_text(name))
        return await script(keys=keys, args=args)


def script_text(name: Name) -> str:
    return files("shared.streams").joinpath("lua", f"{name}.lua").read_text("utf-8")

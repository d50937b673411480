"""What Redis promises of a message that it has accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from redis.asyncio import Redis
from redis.exceptions import NoPermissionError, ResponseError

Level: TypeAlias = Literal["on_disk", "within_a_second", "in_memory", "unknown"]

_SENTENCES: dict[Level, str] = {
    "on_disk": "What is confirmed is on disk.",
    "within_a_second": "What is confirmed is on disk within a second or two: a crash of the machine or of Redis may "
    "lose that much (appendfsync everysec, and no WAITAOF before Redis 7.2).",
    "in_memory": "Nothing is on disk: Redis runs without an append-only file, and its end is the end of the messages.",
    "unknown": "Whether Redis keeps messages on disk is unknown: this user may not ask.",
}


@dataclass(frozen=True)
class Promise:
    """How safe a confirmed message is."""

    level: Level
    by_waitaof: bool = False
    """Redis can be asked to confirm the write to disk, message by message."""

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.level]


async def read_promise(client: Redis) -> Promise:
    """What this Redis can promise at best, with its present configuration."""
    try:
        await client.waitaof(1, 0, 1)
    except NoPermissionError:
        pass
    except ResponseError as error:
        if "appendonly" in str(error):
            return Promise("in_memory")
    else:
        return Promise("on_disk", by_waitaof=True)
    return await _by_configuration(client)


async def _by_configuration(client: Redis) -> Promise:
    try:
        persistence: Any = await client.info("persistence")
        if not int(persistence.get("aof_enabled", 0)):
            return Promise("in_memory")
        fsync: Any = await client.config_get("appendfsync")
    except NoPermissionError:
        return Promise("unknown")
    except ResponseError:  # CONFIG is often renamed or disabled on managed servers
        return Promise("unknown")
    return Promise(
        "on_disk" if _text(fsync.get("appendfsync", fsync.get(b"appendfsync"))) == "always" else "within_a_second"
    )


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)

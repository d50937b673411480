"""Publishing to the stages and taking stock: every article is in the index or among the dead, never both."""

from __future__ import annotations

from dataclasses import dataclass

import redis
from redis_servers import RedisServer
from stage_processes import StageProcesses

from shared.schemas.dead_letter import DeadLetter
from shared.streams.topology import DEAD, INGEST, STAGES, Stage


def submit(server: RedisServer, article_id: str, content: str = "An innocent article.") -> str:
    """Publish as redis-cli does; gives the entry id."""
    entry_id: bytes = server.client.xadd(INGEST.name, {"content": content, "article_id": article_id})
    return entry_id.decode()


@dataclass(frozen=True)
class Stock:
    indexed: dict[str, int]
    """Article id to how often it was written."""
    dead: list[DeadLetter]

    @property
    def dead_ids(self) -> set[str]:
        return {letter.article_id or letter.correlation_id for letter in self.dead}

    def has_all(self, article_ids: set[str]) -> bool:
        return article_ids <= set(self.indexed) | self.dead_ids


def take_stock(stages: StageProcesses) -> Stock:
    entries = stages.server.client.xrange(DEAD.name)
    dead = [DeadLetter.model_validate_json(fields[b"data"]) for _, fields in entries]
    return Stock(stages.indexed(), dead)


def is_in_work(server: RedisServer, stage: Stage) -> bool:
    """A replica of the stage holds a message."""
    try:
        return bool(server.client.xpending(stage.source.name, stage.name)["pending"])
    except redis.ResponseError:  # it has not started yet
        return False


def is_settled(server: RedisServer) -> bool:
    """Nothing is unread, pending or waiting anywhere."""
    client = server.client
    for stage in STAGES:
        try:
            groups = client.xinfo_groups(stage.source.name)
        except redis.ResponseError:
            groups = []
        own = [group for group in groups if group["name"] == stage.name.encode()]
        if not own and (stage.source.is_log or not client.xlen(stage.source.name)):
            continue  # nothing waits for it
        if not own or own[0]["pending"] or client.zcard(f"{stage.source.name}.due"):
            return False
        newest = client.xrevrange(stage.source.name, count=1)
        if newest and own[0]["last-delivered-id"] != newest[0][0]:
            return False
    return True

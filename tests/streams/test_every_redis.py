"""The scripts, on every Redis version that this machine has: they are where servers differ."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from accounts import submit
from conftest import MakeServer
from eventually import eventually
from in_process import running_stage, running_stages
from practice_stages import PracticeStages
from redis_servers import RedisServer, server_binaries

from shared.schemas.articles import ArticleSubmitted
from shared.streams.connection import open_connection
from shared.streams.handler import Delivered
from shared.streams.inspect import inspect
from shared.streams.outcomes import Skip
from shared.streams.publish import publish
from shared.streams.topology import CLEANER, INGEST

MANY = {f"a{number}" for number in range(300)}


@pytest.fixture(params=server_binaries() or [None], ids=lambda path: str(path and Path(path).parts[-2:]))
def server(request: pytest.FixtureRequest, make_server: MakeServer) -> RedisServer:
    return make_server(request.param)


async def test_articles_pass_all_stages_with_retries_and_dead_letters(server: RedisServer):
    practice = PracticeStages(server)
    submit(server, "late", "extractor: raise-until 2")
    submit(server, "dead", "indexer: reject")
    for article in MANY:
        submit(server, article)
    async with running_stages(server):
        await eventually(lambda: set(practice.indexed()) == MANY | {"late"}, "all are indexed")
        await eventually(lambda: server.client.xlen("articles.dead") == 1, "one is dead")


async def test_what_is_settled_is_trimmed_and_what_is_not_stays(server: RedisServer):
    for article in MANY:
        submit(server, article)
    async with running_stages(server, "cleaner"):
        # Redis trims by whole nodes of 100 entries.
        await eventually(lambda: server.client.xlen(INGEST.name) <= 100, "the ingest stream is trimmed")
        assert server.client.xlen("articles.cleaned") == len(MANY)


async def test_a_group_that_was_lost_starts_where_it_had_come_to(server: RedisServer):
    submit(server, "before")
    async with running_stages(server, "cleaner"):
        await eventually(lambda: is_noted(server), "how far it has come is noted")
    server.client.xgroup_destroy(INGEST.name, "cleaner")
    submit(server, "after")
    async with running_stages(server, "cleaner"):
        await eventually(lambda: server.client.xlen("articles.cleaned") >= 2, "it goes on")
    cleaned = [fields[b"article_id"] for _, fields in server.client.xrange("articles.cleaned")]
    assert cleaned == [b"before", b"after"]


def is_noted(server: RedisServer) -> bool:
    """Housekeeping has noted that everything on the ingest stream is settled."""
    newest = server.client.xinfo_stream(INGEST.name)["last-generated-id"]
    noted = server.client.get("articles.ingest.cleaner.settled")
    return noted is not None and as_order(noted) > as_order(newest)


def as_order(entry_id: bytes) -> tuple[int, ...]:
    return tuple(map(int, entry_id.split(b"-")))


async def test_a_full_redis_empties_itself_and_then_takes_articles_again(server: RedisServer):
    practice = PracticeStages(server)
    limit = server.client.info("memory")["used_memory"] + 3_000_000
    server.client.config_set("maxmemory", str(limit))
    server.client.config_set("maxmemory-policy", "noeviction")
    said: list[str] = []
    articles = [ArticleSubmitted(content=f"{number} " + "x" * 20_000) for number in range(200)]

    async def publish_them() -> set[str]:
        async with open_connection(server.settings) as connection:
            return {one.article_id async for one in publish(connection, articles, on_wait=said.append)}

    publishing = asyncio.create_task(publish_them())
    await eventually(lambda: any("Redis is full" in line for line in said), "Redis is full")
    async with running_stages(server, high_water=20):
        published = await asyncio.wait_for(publishing, 60)
        await eventually(lambda: set(practice.indexed()) == published, "all are indexed")
    assert len(published) == 200
    assert server.client.xlen("articles.dead") == 0


async def test_the_status_shows_a_replica_as_soon_as_it_has_started_and_as_long_as_it_lives(server: RedisServer):
    """On an idle stage, where no message tells Redis that somebody reads."""
    practice = PracticeStages(server)
    async with open_connection(server.settings) as connection:

        async def replicas() -> tuple[int, list[bool]]:
            cleaner = (await inspect(connection, measure=timedelta(0))).stages[0]
            return cleaner.replicas, [consumer.is_silent for consumer in cleaner.consumers]

        assert (await replicas())[0] == 0
        try:
            first, second = practice.start("cleaner"), practice.start("cleaner")

            async def both_are_seen() -> bool:
                return (await replicas())[0] == 2

            await eventually(both_are_seen, "both are seen")
            first.kill()
            second.send_signal(signal.SIGTERM)

            async def only_the_killed_is_left() -> bool:
                running, silent = await replicas()
                return running == 0 and 1 <= len(silent) <= 2

            await eventually(only_the_killed_is_left, "the one that was stopped is gone, the killed one silent")
        finally:
            practice.kill_all()


async def test_a_batch_of_large_articles_is_taken_in_portions(server: RedisServer):
    """Neither what is read at once nor what is handled at once depends on what is published."""
    megabyte = "x" * 1_000_000
    for number in range(40):
        submit(server, f"a{number}", megabyte)
    held, portions = [], []

    def measure(batch: Sequence[Delivered[ArticleSubmitted]]) -> list[Skip]:
        held.append(server.client.xpending(INGEST.name, "cleaner")["pending"])
        portions.append(len(batch))
        return [Skip("measured") for _ in batch]

    async with running_stage(server, CLEANER, measure, batch_size=64, batch_bytes=3_500_000):
        await eventually(lambda: sum(portions) == 40, "all are handled")
    assert max(portions) == 3
    assert held[0] == 8, "it starts carefully"
    assert max(held[3:]) <= 3, "and knows better after the first batch"


async def test_stages_start_on_a_full_redis(server: RedisServer):
    practice = PracticeStages(server)
    submit(server, "a1")
    server.client.config_set("maxmemory", "1")
    server.client.config_set("maxmemory-policy", "noeviction")
    async with running_stages(server):
        await eventually(lambda: "a1" in practice.indexed(), "it is indexed")


async def test_deleting_a_pending_entry_by_hand_stops_nothing(server: RedisServer):
    practice = PracticeStages(server)
    entry_id = submit(server, "gone")
    client: Any = server.client
    client.xgroup_create(INGEST.name, "cleaner", "0")
    client.xreadgroup("cleaner", "a-dead-consumer", {INGEST.name: ">"})
    client.xdel(INGEST.name, entry_id)
    submit(server, "next")
    async with running_stages(server):
        await eventually(lambda: "next" in practice.indexed(), "the next one is indexed")
        await eventually(lambda: client.xpending(INGEST.name, "cleaner")["pending"] == 0, "the deleted one is let go")

"""What breaks between the stages and Redis: its process, the connections, its data; and what a publisher was told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from accounts import submit, take_stock
from conftest import MakeServer
from eventually import eventually
from in_process import ON_THE_WAY, running_stage, running_stages
from practice_stages import PracticeStages
from redis_servers import RedisServer, server_binaries

from shared.schemas.articles import ArticleSubmitted
from shared.settings import KeepSettings, PublishSettings
from shared.streams.connection import Connection, open_connection
from shared.streams.dead_letters import list_dead
from shared.streams.durability import read_promise
from shared.streams.handler import Delivered, one_by_one
from shared.streams.outcomes import Reject
from shared.streams.publish import publish
from shared.streams.topology import CLEANED, INDEXED, INDEXER, INGEST

MANY = {f"a{number}" for number in range(200)}


@pytest.fixture
async def connection(server: RedisServer) -> AsyncIterator[Connection]:
    async with open_connection(server.settings) as connection:
        yield connection


def cut_all_connections(server: RedisServer) -> None:
    server.client.client_kill_filter(_type="normal", skipme=True)


async def test_articles_survive_cut_connections(server: RedisServer):
    practice = PracticeStages(server)
    async with running_stages(server):
        for article in sorted(MANY):
            submit(server, article)
            if article.endswith("9"):
                cut_all_connections(server)
        await eventually(lambda: set(practice.indexed()) == MANY, "all articles are indexed")
    assert take_stock(practice).dead == []
    assert server.client.xlen(INDEXED.name) == len(MANY), "each was announced once"


async def test_articles_survive_a_redis_that_hangs(server: RedisServer, capsys: pytest.CaptureFixture[str]):
    """Longer than the clients' patience, so that they hang up and come back."""
    practice = PracticeStages(server)
    async with running_stages(server):
        for article in MANY:
            submit(server, article)
        await eventually(lambda: len(practice.indexed()) > 10, "articles are flowing")
        server.hold()
        before = len(practice.indexed())
        await eventually(lambda: "redis_unreachable" in capsys.readouterr().out, "the stages notice")
        server.let_go()
        await eventually(lambda: set(practice.indexed()) == MANY, "all articles are indexed")
    assert before < len(MANY)
    assert take_stock(practice).dead == []


async def test_an_article_survives_a_kill_between_its_writing_and_its_acknowledgement(
    server: RedisServer, stages: PracticeStages
):
    submit(server, "a1", "indexer: kill-when-written")
    stages.start_all()
    await eventually(lambda: stages.indexed().get("a1") == 1 and not stages.of("indexer"), "written, and the end")
    assert server.client.xlen(INDEXED.name) == 0, "nobody has heard of it"
    stages.start("indexer")
    await eventually(lambda: server.client.xlen(INDEXED.name) == 1, "it is announced after all, once")
    assert take_stock(stages).dead == []


async def test_a_deleted_stream_ends_its_stage_loudly_and_what_follows_is_read(
    server: RedisServer, stages: PracticeStages
):
    submit(server, "before")
    stages.start_all()
    await eventually(lambda: "before" in stages.indexed(), "the first is indexed")
    (extractor,) = stages.of("extractor")
    server.client.delete(CLEANED.name)
    assert await eventually(lambda: [extractor.poll()] if extractor.poll() is not None else None, "it ends") == [1]
    stages.restart_dead()
    submit(server, "after")
    await eventually(lambda: "after" in stages.indexed(), "the stage reads again")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"content": "caf\xe9"}', "not UTF-8: byte 0xe9"),
        (b'{"content": "cut o', "not JSON"),
        (b'{"content": "x", "schema_version": 99}', "written by a newer release: schema version 99"),
        (b'{"text": "x"}', "content is missing; found: text"),
        (b"[1, 2]", "a JSON object was expected, not a list"),
        (b"", "not JSON"),
    ],
)
async def test_what_is_no_article_is_dead_at_once_and_holds_up_nobody(
    server: RedisServer, connection: Connection, data: bytes, reason: str
):
    server.client.xadd(INGEST.name, {"data": data})
    submit(server, "next")
    async with running_stages(server, "cleaner"):
        await eventually(lambda: server.client.xlen(CLEANED.name) == 1, "the next one passes")
    (dead,) = [dead async for dead in list_dead(connection)]
    assert (dead.letter.cause, dead.letter.attempts) == ("invalid", 1)
    assert dead.letter.reason.startswith(reason)


async def test_dead_letters_are_dropped_only_where_a_bound_is_set_and_that_is_said(
    server: RedisServer, connection: Connection, capsys: pytest.CaptureFixture[str]
):
    def refuse(delivered: Delivered[Any]) -> Any:
        raise Reject("asked to reject")

    for number in range(5):
        submit(server, f"a{number}")
    async with running_stages(server, "cleaner", "extractor"):
        await eventually(lambda: server.client.xlen("articles.extracted") == 5, "all are extracted")
    async with running_stage(server, INDEXER, one_by_one(refuse)):
        await eventually(lambda: server.client.xlen("articles.dead") == 5, "all are dead, and stay")
    async with running_stage(server, INDEXER, one_by_one(refuse), keep=KeepSettings(dead_letters=2)):
        await eventually(lambda: server.client.xlen("articles.dead") == 2, "the oldest are dropped")
    assert [dead.letter.article_id async for dead in list_dead(connection)] == ["a3", "a4"]
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "dead_letters_dropped" in line]
    assert "messages=3" in line
    assert "COPYDESK_KEEP_DEAD_LETTERS" in line


async def test_what_a_publisher_was_told_is_safe_survives_a_killed_redis(server: RedisServer):
    """Killed again and again while it publishes; it repeats what was not confirmed."""
    practice = PracticeStages(server)
    articles = [ArticleSubmitted(content="x" * 2000, article_id=f"a{number}") for number in range(600)]
    confirmed: list[str] = []

    async def publish_all() -> None:
        async with open_connection(server.settings) as connection:
            async for published in publish(connection, articles, PublishSettings(at_once=20)):
                confirmed.append(published.article_id)  # noqa: PERF401  it is looked at meanwhile

    publishing = asyncio.create_task(publish_all())
    for goal in (100, 250, 400):
        await eventually(lambda goal=goal: len(confirmed) >= goal, "some are confirmed")
        server.kill()
        told = set(confirmed)
        server.start()
        there = {fields[b"article_id"].decode() for _, fields in server.client.xrange(INGEST.name)}
        assert told <= there
    await asyncio.wait_for(publishing, 30)
    async with running_stages(server, *ON_THE_WAY):
        await eventually(lambda: len(practice.indexed()) == 600, "all are indexed")


@pytest.fixture(params=server_binaries() or [None], ids=lambda path: str(path and path.parts[-3:]))
def any_server(request: pytest.FixtureRequest, make_server: MakeServer) -> Any:
    return lambda **options: make_server(request.param, **options)


@pytest.mark.parametrize(
    ("fsync", "level", "level_by_waitaof"),
    [
        ("always", "on_disk", "on_disk"),
        ("everysec", "within_a_second", "on_disk"),
        (None, "in_memory", "in_memory"),
    ],
)
async def test_what_redis_promises_follows_from_its_version_and_configuration(
    any_server: Any, fsync: Any, level: str, level_by_waitaof: str
):
    server = any_server(fsync=fsync)
    has_waitaof = server.version() >= (7, 2)
    async with open_connection(server.settings) as connection:
        promise = await read_promise(connection.client)
    assert promise.level == (level_by_waitaof if has_waitaof else level)
    assert promise.by_waitaof == (has_waitaof and fsync is not None)


async def test_a_publisher_waits_for_the_disk_where_redis_can_say_when(any_server: Any):
    server = any_server(fsync="everysec")
    if server.version() < (7, 2):
        pytest.skip("WAITAOF came with Redis 7.2")
    articles = [ArticleSubmitted(content="x", article_id=f"a{number}") for number in range(30)]
    async with open_connection(server.settings) as connection:
        published = [one.article_id async for one in publish(connection, articles, PublishSettings(at_once=10))]
    assert [fields[b"article_id"].decode() for _, fields in server.client.xrange(INGEST.name)] == published
    asked = server.client.info("commandstats")["cmdstat_waitaof"]["calls"]
    assert asked >= 1 + 3, "once to find out whether it can, and once for each batch"

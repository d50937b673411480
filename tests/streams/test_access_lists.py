"""The access lists of deploy/redis, on a real server: each user may do all of its own work."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import redis
from accounts import submit
from conftest import MakeServer
from eventually import eventually
from in_process import ON_THE_WAY, running_stages
from practice_stages import PracticeStages
from pydantic import SecretStr
from redis_servers import RedisServer, server_binaries

from shared.schemas.articles import ArticleSubmitted
from shared.settings import KeepSettings, RedisSettings
from shared.streams.connection import open_connection
from shared.streams.dead_letters import discard, list_dead, replay
from shared.streams.follow import follow, newest_entry, oldest_entry, page_after
from shared.streams.inspect import inspect
from shared.streams.pause import pause, resume
from shared.streams.publish import publish
from shared.streams.topology import CLEANER, INDEXED, STREAMS
from shared.streams.trace import trace
from shared.streams.watch import position_now, watch

USERS = Path(__file__).parents[2] / "deploy" / "redis" / "users.acl"
CAME_WITH_7_2 = ("+client|setinfo", "+waitaof")
MANY = {f"a{number}" for number in range(150)}


def users() -> dict[str, list[str]]:
    """User to the rules of its ACL SETUSER; each one's password is its name."""
    text = "\n".join(line for line in USERS.read_text().splitlines() if not line.startswith("#"))
    found = {}
    for line in filter(None, text.replace("\\\n", " ").splitlines()):
        _, name, *rules = re.findall(r"\([^)]*\)|\S+", line)
        found[name] = [rule.replace("<prefix>", "").replace(f"<{name}>", f">{name}") for rule in rules]
    return found


@pytest.fixture(params=server_binaries() or [None], ids=lambda path: str(path and path.parts[-3:]))
def server(request: pytest.FixtureRequest, make_server: MakeServer) -> RedisServer:
    server = make_server(request.param)
    if server.version() < (7, 0):
        pytest.skip("selectors came with Redis 7.0")
    too_new = CAME_WITH_7_2 if is_old(server) else ()
    # The default user, which is off in production, is the test's own way in.
    for name, rules in users().items():
        if name != "default":
            server.client.execute_command("ACL", "SETUSER", name, *(rule for rule in rules if rule not in too_new))
    return server


def is_old(server: RedisServer) -> bool:
    return server.version() < (7, 2)


def as_user(server: RedisServer, name: str) -> RedisSettings:
    return RedisSettings(url=SecretStr(f"unix://{name}:{name}@{server.socket}"))


def refusals(server: RedisServer) -> list[tuple[str, str]]:
    log: Any = server.client.acl_log()
    return [(entry["username"], f"{entry['context']}: {entry['object']}") for entry in log]


async def test_each_stage_may_do_all_of_its_work(server: RedisServer):
    practice = PracticeStages(server)
    for article in MANY:
        submit(server, article)
    submit(server, "late", "extractor: raise-until 2")
    for stage in (*ON_THE_WAY, "notifier"):
        submit(server, f"dead-{stage}", f"{stage}: reject")
    keep = KeepSettings(events=20, dead_letters=3)
    async with AsyncExitStack() as running:
        for stage in (*ON_THE_WAY, "notifier"):
            await running.enter_async_context(
                running_stages(server, stage, redis=as_user(server, stage), keep=keep, high_water=50)
            )
        indexed = {*MANY, "late", "dead-notifier"}
        await eventually(lambda: set(practice.indexed()) == indexed, "all are indexed")
        await eventually(lambda: server.client.xlen("articles.dead") == 3, "the dead are bounded")
        assert refusals(server) == []
        await eventually(lambda: all(server.client.xlen(stream.name) <= 110 for stream in STREAMS), "all are trimmed")
    assert refusals(server) == []


async def test_a_publisher_may_publish_and_hear_what_becomes_of_it(server: RedisServer):
    async with open_connection(as_user(server, "publisher")) as connection:
        since = await position_now(connection)
        (published,) = [one async for one in publish(connection, [ArticleSubmitted(content="x")])]
        async with running_stages(server):
            async for happened in watch(connection, since):
                assert (happened.correlation_id, happened.kind) == (published.correlation_id, "indexed")
                break
    # Before Redis 7.2 there is no WAITAOF, and how safe a message is would be for it to read off the configuration.
    assert refusals(server) == [] or (refusals(server) == [("publisher", "toplevel: info")] and is_old(server))


async def test_the_explorer_may_submit_follow_and_look_at_everything(server: RedisServer):
    submit(server, "dead-1", "extractor: reject")
    async with running_stages(server, *ON_THE_WAY, "notifier"):
        await eventually(lambda: server.client.xlen("articles.dead") == 1, "one is dead")
        async with open_connection(as_user(server, "explorer")) as connection:
            since = await newest_entry(connection, INDEXED) or "0-0"
            (published,) = [one async for one in publish(connection, [ArticleSubmitted(content="x")])]
            async for page in follow(connection, INDEXED, since):
                assert [one.correlation_id for one in page] == [published.correlation_id]
                break
            assert len(await page_after(connection, INDEXED, "0-0", 10)) == 1
            assert await oldest_entry(connection, INDEXED)
            assert [stage.dead for stage in (await inspect(connection)).stages] == [0, 1, 0, 0]
            assert [place.state for place in (await trace(connection, "dead-1")).places] == ["dead"]
    assert refusals(server) == [] or (refusals(server) == [("explorer", "toplevel: config|get")] and is_old(server))


async def test_an_operator_may_look_at_everything_replay_pause_and_discard(server: RedisServer):
    submit(server, "dead-1", "extractor: reject")
    submit(server, "dead-2", "notifier: reject")
    async with running_stages(server, *ON_THE_WAY, "notifier"):
        await eventually(lambda: server.client.xlen("articles.dead") == 2, "two are dead")
        async with open_connection(as_user(server, "operator")) as connection:
            assert len((await inspect(connection)).stages) == 4
            first, second = [dead async for dead in list_dead(connection)]
            assert await replay(connection, first)
            assert await discard(connection, second)
            await pause(connection, CLEANER)
            assert await resume(connection, CLEANER)
            assert (await trace(connection, "dead-1")).places
    assert refusals(server) == []


@pytest.mark.parametrize(
    ("user", "command"),
    [
        ("publisher", "XRANGE articles.ingest - +"),
        ("publisher", "XADD articles.matched * data {}"),
        ("cleaner", "XADD articles.extracted * data {}"),
        ("cleaner", "XRANGE articles.dead - +"),
        ("extractor", "XRANGE articles.ingest - +"),
        ("indexer", "XREADGROUP GROUP notifier thief STREAMS articles.matched >"),
        ("indexer", "XADD articles.notified * data {}"),
        ("notifier", "XADD articles.matched.elsewhere * data {}"),
        ("notifier", "XRANGE articles.extracted - +"),
        ("notifier", "XRANGE articles.indexed - +"),
        ("notifier", "XADD articles.ingest * data {}"),
        ("notifier", "XRANGE articles.dead - +"),
        ("notifier", "XTRIM articles.dead MAXLEN 0"),
        ("operator", "FLUSHALL"),
    ],
)
def test_a_user_is_refused_what_is_not_its_work(server: RedisServer, user: str, command: str):
    with (
        redis.Redis(unix_socket_path=str(server.socket), username=user, password=user) as client,
        pytest.raises(redis.exceptions.NoPermissionError),
    ):
        client.execute_command(*command.split())

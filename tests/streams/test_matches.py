"""One message in, several out: what an article's matches may not lose, whom they hold back, and whom they do not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from accounts import submit, take_stock
from conftest import MakeServer
from eventually import eventually
from in_process import ON_THE_WAY, running_stages
from practice_stages import PracticeStages
from prometheus_client import REGISTRY
from redis_servers import RedisServer, server_binaries

from shared.settings import KeepSettings
from shared.streams.connection import Connection, open_connection
from shared.streams.inspect import inspect
from shared.streams.topology import INDEXED, MATCHED, NOTIFIED, NOTIFIER
from shared.streams.trace import trace
from shared.streams.watch import FROM_THE_START, watch

MANY = {f"a{number}" for number in range(300)}


@pytest.fixture(params=server_binaries() or [None], ids=lambda path: str(path and path.parts[-3:]))
def server(request: pytest.FixtureRequest, make_server: MakeServer) -> RedisServer:
    return make_server(request.param)


@pytest.fixture
async def connection(server: RedisServer) -> AsyncIterator[Connection]:
    async with open_connection(server.settings) as connection:
        yield connection


def articles_on(server: RedisServer, stream: str) -> list[str]:
    return [fields[b"article_id"].decode() for _, fields in server.client.xrange(stream)]


async def test_every_result_of_an_article_reaches_the_stream_that_carries_it(server: RedisServer):
    for article in MANY:
        submit(server, article)
    async with running_stages(server, *ON_THE_WAY, "notifier"):
        await eventually(lambda: server.client.xlen(NOTIFIED.name) == len(MANY), "all are notified")
    for stream in (INDEXED, MATCHED, NOTIFIED):
        assert sorted(articles_on(server, stream.name)) == sorted(MANY), "each once"


async def test_a_match_survives_a_killed_notifier(server: RedisServer):
    stages = PracticeStages(server)
    try:
        victim = stages.start("notifier")
        submit(server, "a1", "notifier: slow 1")
        async with running_stages(server):
            await eventually(lambda: pending(server), "the notifier is at work")
            victim.kill()
            stages.start("notifier")
            await eventually(lambda: articles_on(server, NOTIFIED.name) == ["a1"], "another has taken it over")
    finally:
        stages.kill_all()


def pending(server: RedisServer) -> int:
    try:
        return int(server.client.xpending(MATCHED.name, NOTIFIER.name)["pending"])
    except Exception:  # noqa: BLE001  it has not started
        return 0


async def test_a_notifier_that_never_ran_holds_nobody_back(server: RedisServer, connection: Connection):
    practice = PracticeStages(server)
    for article in MANY:
        submit(server, article)
    async with running_stages(server, high_water=20, keep=KeepSettings(events=100)):
        await eventually(lambda: set(practice.indexed()) == MANY, "all are indexed")
        await eventually(lambda: server.client.xlen(MATCHED.name) < 200, "the oldest matches are trimmed")
    assert server.client.xinfo_groups(MATCHED.name) == []
    notifier = (await inspect(connection, measure=timedelta(0))).stages[-1]
    assert (notifier.stage, notifier.is_known, notifier.backlog, notifier.oldest_age) == ("notifier", False, 0, None)
    newest = articles_on(server, MATCHED.name)[-1]
    assert [place.stage for place in (await trace(connection, newest)).places] == ["index"]


async def test_what_the_notifier_has_not_settled_is_kept_and_holds_the_indexer_back(
    server: RedisServer, connection: Connection
):
    practice = PracticeStages(server)
    async with running_stages(server, "notifier"):
        pass  # it has run once
    many = {f"a{number}" for number in range(1200)}
    for article in many:
        submit(server, article)
    async with running_stages(server, high_water=150, keep=KeepSettings(events=10), batch_size=10):
        await eventually(is_held_back, "the indexer waits")
        # It looks ten times a second, and may have written a good deal more since it last looked.
        assert 150 <= server.client.xlen(MATCHED.name) < len(many), "nothing is trimmed, and the indexer stops"
        notifier = (await inspect(connection, measure=timedelta(0))).stages[-1]
        assert (notifier.replicas, notifier.backlog) == (0, server.client.xlen(MATCHED.name))
        waiting = articles_on(server, MATCHED.name)[-1]
        assert ("queued", "notifier") in [(one.state, one.stage) for one in (await trace(connection, waiting)).places]
        async with running_stages(server, "notifier", keep=KeepSettings(events=5000)):
            await eventually(lambda: server.client.xlen(NOTIFIED.name) == len(many), "all are notified")
            assert set(practice.indexed()) == many
            await eventually(lambda: server.client.xlen(MATCHED.name) <= 110, "what is settled is trimmed")


def is_held_back() -> bool:
    return REGISTRY.get_sample_value("copydesk_held_back", {"stage": "indexer"}) == 1


async def test_a_long_log_that_is_settled_holds_nobody_back_though_redis_knows_no_lag(server: RedisServer):
    """An entry deleted from the middle of a stream costs Redis the knowledge of its groups' lag."""
    practice = PracticeStages(server)
    async with running_stages(server, *ON_THE_WAY, "notifier", high_water=50):
        for article in sorted(MANY)[:200]:
            submit(server, article)
        await eventually(lambda: server.client.xlen(NOTIFIED.name) == 200, "all are notified")
        middle = server.client.xrange(MATCHED.name)[100][0]
        server.client.xdel(MATCHED.name, middle)
        for article in sorted(MANY)[200:]:
            submit(server, article)
        await eventually(lambda: set(practice.indexed()) == MANY, "all are indexed")
        await eventually(lambda: server.client.xlen(NOTIFIED.name) == 300, "and notified")


async def test_a_match_that_cannot_be_notified_is_not_the_end_of_its_article(
    server: RedisServer, connection: Connection
):
    stages = PracticeStages(server)
    submit(server, "a1", "notifier: reject")
    submit(server, "a2", "extractor: reject")
    heard = []
    async with running_stages(server, *ON_THE_WAY, "notifier"):
        await eventually(lambda: len(take_stock(stages).dead) == 2, "both are dead")
        async for happened in watch(connection, FROM_THE_START):
            heard.append((happened.article_id, happened.kind))
            if len(heard) == 2:
                break
    assert sorted(heard) == [("a1", "indexed"), ("a2", "dead")]
    states = [(place.state, place.stage) for place in (await trace(connection, "a1")).places]
    assert states == [("dead", "notifier"), ("indexed", "index")]

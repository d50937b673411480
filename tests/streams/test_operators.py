"""What people do from outside: publish, watch, find out where an article is, bring back the dead, pause a stage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from accounts import submit
from eventually import eventually
from in_process import running_stage, running_stages
from practice_stages import PracticeStages, copy_extracted
from redis_servers import RedisServer

from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleSubmitted
from shared.settings import PublishSettings
from shared.streams.connection import Connection, Unreachable, open_connection
from shared.streams.dead_letters import Dead, DeadFilter, discard, get_dead, group_dead, list_dead, replay
from shared.streams.handler import Delivered, one_by_one
from shared.streams.inspect import inspect
from shared.streams.outcomes import Reject
from shared.streams.pause import pause, paused, resume
from shared.streams.publish import Resubmission, publish, resubmit
from shared.streams.topology import CLEANED, CLEANER, EXTRACTOR, INGEST
from shared.streams.trace import trace
from shared.streams.watch import Happened, position_now, watch


@pytest.fixture
async def connection(server: RedisServer) -> AsyncIterator[Connection]:
    async with open_connection(server.settings) as connection:
        yield connection


async def publish_all(connection: Connection, *articles: ArticleSubmitted) -> list[str]:
    return [published.article_id async for published in publish(connection, articles)]


async def the_dead(connection: Connection, wanted: DeadFilter | None = None) -> list[Dead]:
    return [dead async for dead in list_dead(connection, wanted)]


async def places(connection: Connection, wanted: str) -> list[tuple[str, str]]:
    return [(place.state, place.stage) for place in (await trace(connection, wanted)).places]


async def test_a_publisher_hears_what_becomes_of_its_articles(server: RedisServer, connection: Connection):
    start = await position_now(connection)
    awaited = {}
    for text in ("fine", "cleaner: reject"):
        async for published in publish(connection, [ArticleSubmitted(content=text)]):
            awaited[published.correlation_id] = text
    heard: dict[str, Happened] = {}
    async with running_stages(server), asyncio.timeout(20):
        async for happened in watch(connection, start):
            heard[awaited[happened.correlation_id]] = happened
            if len(heard) == 2:
                break
    assert heard["fine"].kind == "indexed"
    assert heard["cleaner: reject"].kind == "dead"


async def test_publishing_waits_while_the_pipeline_is_behind(server: RedisServer, connection: Connection):
    said: list[str] = []
    articles = [ArticleSubmitted(content=f"number {number}") for number in range(60)]

    async def publish_them() -> int:
        settings = PublishSettings(at_once=10, max_backlog=20)
        return len([one async for one in publish(connection, articles, settings, said.append)])

    publishing = asyncio.create_task(publish_them())
    await eventually(lambda: said, "the publisher waits")
    assert server.client.xlen(INGEST.name) < 60
    async with running_stages(server, "cleaner"):
        assert await asyncio.wait_for(publishing, 20) == 60
    assert "waiting for it to catch up" in said[0]


async def test_an_address_where_nobody_answers_is_told_with_what_to_do(server: RedisServer):
    server.kill()
    with pytest.raises(Unreachable, match=r"does not answer .* `copydesk up` starts one"):
        async with open_connection(server.settings):
            pass


async def test_a_dead_letter_is_replayed_to_where_it_failed(server: RedisServer, connection: Connection):
    is_mended = False
    arrivals: list[str | None] = []

    def extract(delivered: Delivered[ArticleCleaned]) -> ArticleExtracted:
        arrivals.append(delivered.arrival)
        if not is_mended:
            raise Reject("the model is missing")
        return copy_extracted(delivered)

    (article_id,) = await publish_all(connection, ArticleSubmitted(content="x"))
    async with running_stages(server, "cleaner"), running_stage(server, EXTRACTOR, one_by_one(extract)):
        (dead,) = await eventually(lambda: the_dead(connection), "it is dead")
        found = await get_dead(connection, dead.dead_id)
        assert found is not None
        assert ArticleCleaned.model_validate_json(found.payload).article_id == article_id
        is_mended = True
        assert await replay(connection, dead) is not None
        assert await replay(connection, dead) is None, "it is gone"
        await eventually(lambda: server.client.xlen("articles.extracted"), "it has passed the stage")
    assert await the_dead(connection) == []
    ((_, fields),) = server.client.xrange("articles.extracted")
    assert fields[b"cid"].decode() == dead.correlation_id
    assert fields[b"submission"].decode() == dead.submission
    assert arrivals == [dead.letter.entry_id] * 2, "a later result of the article is not undone by it"
    assert server.client.xlen(INGEST.name) <= 1, "the cleaner has not seen it again"


async def test_dead_letters_are_found_by_stage_cause_article_and_age(server: RedisServer, connection: Connection):
    submit(server, "a1", "cleaner: reject")
    submit(server, "a2", "extractor: reject")
    server.client.xadd(INGEST.name, {"data": b"\xff"})
    async with running_stages(server, "cleaner", "extractor"):

        async def are_three() -> bool:
            return len(await the_dead(connection)) == 3

        await eventually(are_three, "all are dead")

    async def found(**wanted: object) -> list[str | None]:
        return [dead.letter.article_id for dead in await the_dead(connection, DeadFilter(**wanted))]  # type: ignore[arg-type]

    assert await found(stage="extractor") == ["a2"]
    assert await found(cause="invalid") == [None]
    assert await found(article_id="a1") == ["a1"]
    assert await found(older_than=timedelta(hours=1)) == []
    assert len(await found(younger_than=timedelta(hours=1))) == 3
    groups = {(group.stage, group.cause, group.letters) for group in await group_dead(connection)}
    assert groups == {("cleaner", "rejected", 1), ("cleaner", "invalid", 1), ("extractor", "rejected", 1)}
    (invalid,) = await the_dead(connection, DeadFilter(cause="invalid"))
    assert invalid.letter.reason == "not UTF-8: byte 0xff at position 0; publish the text as UTF-8"
    kept = await get_dead(connection, invalid.dead_id)
    assert kept is not None
    assert kept.original == {b"data": b"\xff"}
    assert await discard(connection, invalid)
    assert not await discard(connection, invalid)
    assert len(await the_dead(connection)) == 2


async def test_a_trace_follows_an_article_from_stage_to_stage(server: RedisServer, connection: Connection):
    article = ArticleSubmitted(content="indexer: raise", url="https://example.org/1")
    (article_id,) = await publish_all(connection, article)
    assert await places(connection, article_id) == [("queued", "cleaner")]
    async with running_stages(server, "cleaner"):
        await eventually(lambda: server.client.xlen(CLEANED.name), "it is cleaned")
    assert await places(connection, article_id) == [("queued", "extractor")]
    async with running_stages(server, "extractor", "indexer", first_delay=30, longest_delay=30):
        await eventually(lambda: server.client.zcard("articles.extracted.due"), "it waits")
        (place,) = (await trace(connection, article_id)).places
    assert (place.state, place.stage, place.attempt) == ("waiting", "indexer", 2)
    assert place.next_try is not None
    assert place.next_try > place.since


async def test_a_trace_shows_who_has_the_article(server: RedisServer, stages: PracticeStages, connection: Connection):
    submit(server, "a1", "cleaner: hang")
    worker = stages.start("cleaner", handling_limit=60)

    async def is_in_work() -> bool:
        return await places(connection, "a1") == [("in_work", "cleaner")]

    await eventually(is_in_work, "it is in work")
    (place,) = (await trace(connection, "a1")).places
    assert place.consumer is not None
    assert f"-{worker.pid}-" in place.consumer
    assert place.deliveries == 1


async def test_an_article_that_others_published_is_traced_by_the_id_that_it_will_have(
    server: RedisServer, connection: Connection
):
    server.client.xadd(INGEST.name, {"data": '{"content": "x", "url": "https://www.example.org/1?utm_source=x"}'})
    server.client.xadd(INGEST.name, {"data": "no json"})
    assert await places(connection, "url-f9c08b9e0a7b1c1dbb1c") == []
    known = ArticleSubmitted(content="y", url="http://example.org/1")
    (article_id,) = await publish_all(connection, known)
    assert await places(connection, article_id) == [("queued", "cleaner"), ("queued", "cleaner")]


async def test_a_paused_stage_handles_nothing_until_it_is_resumed(server: RedisServer, connection: Connection):
    await pause(connection, CLEANER, "moving the index")
    async with running_stages(server, "cleaner") as (app,):
        await eventually(lambda: not app.delivery.running.is_set(), "it knows")
        submit(server, "a1")
        held = await eventually(lambda: server.client.xpending(INGEST.name, "cleaner")["pending"], "it holds it")
        assert (held, server.client.xlen(CLEANED.name)) == (1, 0)
        said = await paused(connection, CLEANER)
        assert said is not None
        assert said.reason == "moving the index"
        assert await resume(connection, CLEANER)
        await eventually(lambda: server.client.xlen(CLEANED.name), "it goes on")
    assert not await resume(connection, CLEANER)


async def test_a_stage_that_is_stopped_while_paused_hands_back_what_it_holds(
    server: RedisServer, connection: Connection
):
    await pause(connection, CLEANER)
    async with running_stages(server, "cleaner", claim_after=60) as (app,):
        await eventually(lambda: not app.delivery.running.is_set(), "it knows")
        submit(server, "a1")
        await eventually(lambda: server.client.xpending(INGEST.name, "cleaner")["pending"], "it holds it")
    await resume(connection, CLEANER)
    async with running_stages(server, "cleaner", claim_after=60):
        await eventually(lambda: server.client.xlen(CLEANED.name), "the next one takes it at once", 10)


async def test_messages_are_put_on_a_stage_again_in_the_place_they_had(server: RedisServer, connection: Connection):
    message = ArticleCleaned(article_id="a1", revision="r1", body="b", source_text="b", blocks=())
    again = Resubmission(message, "articles.ingest/5-0", "5-0")
    (entry_id,) = [one async for one in resubmit(connection, EXTRACTOR, [again])]
    ((found, fields),) = server.client.xrange(CLEANED.name)
    assert found.decode() == entry_id
    assert (fields[b"cid"], fields[b"submission"], fields[b"article_id"]) == (b"articles.ingest/5-0", b"5-0", b"a1")


async def test_the_state_of_the_pipeline_in_figures(server: RedisServer, connection: Connection):
    for number in range(3):
        submit(server, f"a{number}", "extractor: raise" if number else "fine")
    async with running_stages(server, "cleaner", "extractor", first_delay=30, longest_delay=30):
        await eventually(lambda: server.client.zcard("articles.cleaned.due") == 2, "two wait")
        cleaner, extractor, indexer, _ = (await inspect(connection, measure=timedelta(milliseconds=50))).stages
    assert (cleaner.backlog, cleaner.settled, cleaner.replicas, cleaner.oldest_age) == (0, {"done": 3}, 1, None)
    assert (extractor.backlog, extractor.waiting, extractor.settled) == (2, 2, {"done": 1, "retried": 2})
    assert extractor.next_try_in is not None
    assert timedelta(seconds=10) < extractor.next_try_in < timedelta(seconds=30)
    assert (indexer.is_known, indexer.backlog, indexer.replicas) == (False, 1, 0)
    assert indexer.oldest_age is not None

"""Each thing that breaks, and what is promised then. The stages are real processes on a real Redis."""

from __future__ import annotations

import signal
from typing import Any

from accounts import is_in_work, is_settled, submit, take_stock
from eventually import eventually
from practice_stages import PracticeStages
from redis_servers import RedisServer

from shared.streams.topology import CLEANED, CLEANER, EXTRACTOR, INGEST

MANY = {f"a{number}" for number in range(200)}


async def settled(stages: PracticeStages, *, restarting: bool = True) -> None:
    def is_done() -> bool:
        if restarting:
            stages.restart_dead()
        return is_settled(stages.server)

    await eventually(is_done, "everything is settled")


def events_of(stages: PracticeStages, stage: str, event: str) -> list[dict[str, Any]]:
    return [line for line in stages.log_of(stage) if line["event"] == event]


async def test_articles_reach_the_index(server: RedisServer, stages: PracticeStages):
    stages.start_all()
    for article in MANY:
        submit(server, article)
    await eventually(lambda: set(stages.indexed()) == MANY, "all articles are indexed")
    assert set(stages.indexed().values()) == {1}
    assert take_stock(stages).dead == []


async def test_what_was_published_before_the_first_start_is_not_passed_over(
    server: RedisServer, stages: PracticeStages
):
    submit(server, "early")
    stages.start_all()
    await eventually(lambda: "early" in stages.indexed(), "the early article is indexed")


async def test_an_article_survives_a_killed_extractor(server: RedisServer, stages: PracticeStages):
    stages.start("cleaner")
    stages.start("indexer")
    victim = stages.start("extractor")
    submit(server, "slow", "extractor: slow 1")
    await eventually(lambda: is_in_work(server, EXTRACTOR), "it is in work")
    victim.kill()
    stages.start("extractor")
    submit(server, "next")
    await eventually(lambda: "next" in stages.indexed(), "the stage goes on")
    await eventually(lambda: "slow" in stages.indexed(), "the article is indexed after all")
    assert take_stock(stages).dead == []


async def test_articles_survive_a_killed_redis(server: RedisServer, stages: PracticeStages):
    stages.start_all()
    for article in MANY:
        submit(server, article)
    await eventually(lambda: len(stages.indexed()) > 20, "articles are flowing")
    server.kill()
    server.start()
    await eventually(lambda: set(stages.indexed()) == MANY, "all articles are indexed")
    assert take_stock(stages).dead == []


async def test_a_message_that_kills_the_process_ends_among_the_dead_letters(
    server: RedisServer, stages: PracticeStages
):
    stages.start_all()
    submit(server, "poison", "extractor: kill")
    for article in MANY:
        submit(server, article)
    await eventually(lambda: set(stages.indexed()) == MANY or stages.restart_dead(), "all others are indexed", 60)
    await settled(stages)
    (letter,) = take_stock(stages).dead
    assert (letter.article_id, letter.cause) == ("poison", "deliveries_exhausted")


async def test_a_message_that_hangs_ends_among_the_dead_letters(server: RedisServer, stages: PracticeStages):
    stages.start("cleaner")
    stages.start("indexer")
    stages.start("extractor", handling_limit=1, max_deliveries=2)
    submit(server, "poison", "extractor: hang")
    submit(server, "innocent")

    def poison_is_dead() -> bool:
        if not stages.of("extractor"):
            stages.start("extractor", handling_limit=1, max_deliveries=2)
        return "poison" in take_stock(stages).dead_ids

    await eventually(poison_is_dead, "the poison is given up", 60)
    await settled(stages)
    assert set(stages.indexed()) == {"innocent"}
    assert [letter.cause for letter in take_stock(stages).dead] == ["deliveries_exhausted"]


async def test_one_that_raises_does_not_hold_up_its_batch(server: RedisServer, stages: PracticeStages):
    submit(server, "poison", "cleaner: raise")
    for article in MANY:
        submit(server, article)
    stages.start_all(max_attempts=3)
    await eventually(lambda: set(stages.indexed()) == MANY, "all others are indexed")
    await settled(stages)
    (letter,) = take_stock(stages).dead
    assert (letter.article_id, letter.cause, letter.attempts) == ("poison", "attempts_exhausted", 3)
    assert letter.reason == "failed 3 times; the last time: RuntimeError: asked to fail"
    assert letter.place is not None
    assert letter.place.endswith("in obey")


async def test_one_that_fails_at_first_is_indexed_in_the_end(server: RedisServer, stages: PracticeStages):
    stages.start_all()
    submit(server, "late", "indexer: raise-until 3")
    await eventually(lambda: "late" in stages.indexed(), "the article is indexed")
    assert take_stock(stages).dead == []


async def test_a_process_that_was_stopped_for_a_while_settles_nothing_twice(
    server: RedisServer, stages: PracticeStages
):
    stages.start("cleaner")
    stages.start("indexer")
    sleeper = stages.start("extractor")
    submit(server, "slow", "extractor: slow 0.3")
    await eventually(lambda: is_in_work(server, EXTRACTOR), "it is in work")
    sleeper.send_signal(signal.SIGSTOP)
    stages.start("extractor")
    await eventually(lambda: "slow" in stages.indexed(), "another has taken it over")
    sleeper.send_signal(signal.SIGCONT)
    await eventually(
        lambda: events_of(stages, "extractor", "settled_elsewhere"),
        "the sleeper has noticed",
    )
    assert stages.indexed() == {"slow": 1}


async def test_a_stage_whose_consumer_group_was_deleted_ends_loudly_and_goes_on_where_it_was(
    server: RedisServer, stages: PracticeStages
):
    stages.start_all()
    for article in MANY:
        submit(server, article)
    await eventually(lambda: set(stages.indexed()) == MANY, "all articles are indexed")
    (reader,) = stages.of("extractor")
    server.client.xgroup_destroy("articles.cleaned", "extractor")
    status = await eventually(reader.poll, "the process ends")
    assert status == 1
    submit(server, "after")
    stages.restart_dead()
    await eventually(lambda: "after" in stages.indexed(), "the stage reads again")


async def test_a_deleted_consumer_group_repeats_nothing_that_was_settled(server: RedisServer, stages: PracticeStages):
    """Not even what one replica has settled while another still held something older."""
    for _ in range(2):
        stages.start("cleaner", handling_limit=10)
    await eventually(lambda: len(events_of(stages, "cleaner", "service_started")) == 2, "both replicas read")
    submit(server, "slow", "cleaner: slow 2")
    await eventually(lambda: is_in_work(server, CLEANER), "one is at work")
    for article in MANY:
        submit(server, article)
    submit(server, "dead", "cleaner: reject")
    await eventually(lambda: take_stock(stages).dead, "the other has settled what came later")
    server.client.xgroup_destroy(INGEST.name, "cleaner")
    await eventually(lambda: not stages.of("cleaner"), "both end")
    # It settles the slow one with nothing else in its hands: what came later is still known to be settled.
    stages.start("cleaner", handling_limit=10, batch_size=1)

    def cleaned() -> list[str]:
        return [fields[b"article_id"].decode() for _, fields in server.client.xrange(CLEANED.name)]

    await eventually(lambda: "slow" in cleaned(), "the slow one, which was not settled, is handled again")
    submit(server, "after")
    await eventually(lambda: "after" in cleaned(), "the stage has read to its end")
    assert sorted(cleaned()) == sorted([*MANY, "slow", "after"])
    assert [letter.article_id for letter in take_stock(stages).dead] == ["dead"]


async def test_a_stopped_service_leaves_nothing_pending(server: RedisServer, stages: PracticeStages):
    for article in MANY:
        submit(server, article)
    cleaner = stages.start("cleaner")
    await eventually(lambda: server.client.xlen("articles.cleaned") > 10, "it is at work")
    cleaner.terminate()
    assert await eventually(lambda: [cleaner.poll()] if cleaner.poll() is not None else None, "it ends") == [0]
    (group,) = server.client.xinfo_groups("articles.ingest")
    assert (group["pending"], group["consumers"]) == (0, 0)
    assert server.client.xlen("articles.cleaned") + group["lag"] == len(MANY)

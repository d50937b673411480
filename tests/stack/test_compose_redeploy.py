"""Containers come and go while articles flow; each article ends in the index, once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from invented_articles import an_article
from redis import Redis
from redis.exceptions import BusyLoadingError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from running_stack import SERVICES, RunningStack, eventually

# Slow enough for the flow to last through what happens to it, fast enough for every stage to have work in hand.
PAUSE_BETWEEN_ARTICLES_S = 0.03
FEWEST = 200

KILL_ALL = "import os, signal; os.kill(-1, signal.SIGKILL)"


def test_no_article_is_lost_while_the_extractor_is_redeployed(stack: RunningStack):
    [before] = stack.containers("extractor")
    with articles_flowing(stack, "redeployed") as published:
        stack.compose("up", "--detach", "--wait", "--no-deps", "--force-recreate", "extractor")
    [after] = stack.containers("extractor")
    assert after["Id"] != before["Id"]
    assert_each_is_indexed_once(stack, published)
    # It was asked to stop and had nothing left in hand, so nothing was delivered twice either.
    assert set(map(tuple, stack.changes_of(published).values())) == {("new",)}


def test_no_article_is_lost_when_every_service_is_killed(stack: RunningStack):
    with articles_flowing(stack, "killed") as published:
        for service in SERVICES:
            kill_and_see_it_come_back(stack, service)
    assert_each_is_indexed_once(stack, published)


def test_no_article_is_lost_when_redis_is_killed(stack: RunningStack):
    with articles_flowing(stack, "redis-killed") as published:
        kill_redis(stack)
    assert_each_is_indexed_once(stack, published)


def test_a_killed_redis_comes_back_with_what_it_had_confirmed(stack: RunningStack):
    """Also with what scripts wrote: Redis may pass over that without a word; see users.acl on the default user."""
    with stack.redis("publisher") as redis:
        entry_id = redis.xadd("articles.ingest", {"data": '{"article_id": "confirmed", "content": ""}'})
    eventually(lambda: entry_id in [letter["entry_id"] for letter in stack.dead_letters()], "a dead letter")
    with stack.redis("operator") as redis:
        before = redis.xrange("articles.dead"), redis.xrange("articles.indexed")
    kill_redis(stack)
    with stack.redis("operator") as redis:
        after = redis.xrange("articles.dead"), redis.xrange("articles.indexed")
    assert after == before


def test_three_extractors_share_the_work(stack: RunningStack):
    try:
        stack.compose("up", "--detach", "--wait", "--no-recreate", "--scale", "extractor=3", "extractor")
        with articles_flowing(stack, "shared") as published:
            eventually(lambda: all(works_on(stack, "shared")), "each of the three has extracted some of them")
        assert len(works_on(stack, "shared")) == 3
        assert_each_is_indexed_once(stack, published)
    finally:
        stack.compose("up", "--detach", "--wait", "--no-recreate", "--scale", "extractor=1", "extractor")


@contextmanager
def articles_flowing(stack: RunningStack, series: str) -> Iterator[list[str]]:
    """Publishes one article after the other until it ends; gives the ids of those that Redis has confirmed."""
    published: list[str] = []
    is_over = threading.Event()

    def publish() -> None:
        number = 0
        # Each article is sent until it is confirmed: this publisher, too, lives through a restart of Redis.
        with stack.redis("publisher") as redis:
            while len(published) < FEWEST or not is_over.is_set():
                article_id, submission = an_article(number, series)
                eventually(partial(is_confirmed, redis, submission), "Redis takes an article")
                published.append(article_id)
                number += 1
                is_over.wait(PAUSE_BETWEEN_ARTICLES_S)

    thread = threading.Thread(target=publish)
    thread.start()
    try:
        eventually(lambda: len(published) > FEWEST // 4, "articles flow")
        yield published
    finally:
        is_over.set()
        thread.join()


def is_confirmed(redis: Redis, submission: str) -> bool:
    try:
        return bool(redis.xadd("articles.ingest", {"data": submission}))
    except (RedisConnectionError, RedisTimeoutError, BusyLoadingError):
        return False


def assert_each_is_indexed_once(stack: RunningStack, published: list[str]) -> None:
    def all_arrived() -> bool:
        return all(stack.changes_of(published).values())

    eventually(all_arrived, f"all {len(published)} articles are in the index", within_s=240)
    assert set(stack.revisions_of(published).values()) == {1}
    assert {letter.get("article_id") for letter in stack.dead_letters()}.isdisjoint(published)


def kill_redis(stack: RunningStack) -> None:
    stack.compose("kill", "redis")
    stack.compose("up", "--detach", "--wait", "--no-deps", "redis")


def kill_and_see_it_come_back(stack: RunningStack, service: str) -> None:
    """Kill what runs in a service's container, as a crash would; its restart policy does the rest."""
    [before] = stack.containers(service)
    stack.in_container(service, KILL_ALL, check=False)

    def is_back() -> bool:
        [now] = stack.containers(service)
        return now["RestartCount"] > before["RestartCount"] and now["State"]["Health"]["Status"] == "healthy"

    eventually(is_back, f"the {service} is back")


def works_on(stack: RunningStack, series: str) -> list[bool]:
    """For each extractor, whether it has done an article of the series."""
    return [
        any(str(line.get("article_id")).startswith(f"{series}-") for line in lines if line["event"] == "message_done")
        for lines in stack.log_lines_by_container("extractor")
    ]

"""Publishes articles and, if asked, stays until each has come to its end."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from redis.exceptions import NoPermissionError

from cli.outcomes import End, Outcomes
from cli.submitted_fields import Submission
from shared.schemas.articles import ArticleSubmitted
from shared.streams.connection import Connection
from shared.streams.inspect import inspect
from shared.streams.publish import Published, publish
from shared.streams.watch import Position, position_now, watch

# After this long without any news it is worth looking whether anybody is working.
_SILENCE_S = 5.0


@dataclass(frozen=True)
class Hearers:
    """What the publisher wants to hear of."""

    on_published: Callable[[Published, Submission], None] = lambda published, submission: None
    on_end: Callable[[End], None] = lambda end: None
    on_wait: Callable[[str], None] = lambda why: None


async def publish_all(connection: Connection, submissions: Iterable[Submission], hearers: Hearers) -> None:
    """Publish; returns when all are confirmed."""
    async for published, submission in _published(connection, submissions, hearers):
        hearers.on_published(published, submission)


async def publish_and_wait(connection: Connection, submissions: Iterable[Submission], hearers: Hearers) -> Outcomes:
    """Publish; returns when each article is in the index or among the dead letters."""
    outcomes = Outcomes()
    since = await position_now(connection)
    all_are_sent = asyncio.Event()
    following = asyncio.create_task(_follow(connection, since, outcomes, all_are_sent, hearers))
    try:
        async for published, submission in _published(connection, submissions, hearers):
            hearers.on_published(published, submission)
            for end in outcomes.add(published):
                hearers.on_end(end)
        all_are_sent.set()
        while len(outcomes):
            known = len(outcomes.ends)
            await asyncio.wait((following,), timeout=_SILENCE_S)
            if following.done():
                following.result()
            elif len(outcomes.ends) == known:
                hearers.on_wait(await _why_nothing_happens(connection))
    finally:
        following.cancel()
    return outcomes


async def _published(
    connection: Connection, submissions: Iterable[Submission], hearers: Hearers
) -> AsyncIterator[tuple[Published, Submission]]:
    on_their_way: deque[Submission] = deque()

    def articles() -> Iterator[ArticleSubmitted]:
        for submission in submissions:
            on_their_way.append(submission)
            yield submission.article

    async for published in publish(connection, articles(), on_wait=hearers.on_wait):
        yield published, on_their_way.popleft()


async def _follow(
    connection: Connection, since: Position, outcomes: Outcomes, all_are_sent: asyncio.Event, hearers: Hearers
) -> None:
    async for happened in watch(connection, since):
        for end in outcomes.take(happened):
            hearers.on_end(end)
        if all_are_sent.is_set() and not len(outcomes):
            return


async def _why_nothing_happens(connection: Connection) -> str:
    try:
        status = await inspect(connection, measure=timedelta(0))
    except NoPermissionError:  # a publisher need not have the right to look at the stages
        return "the articles are still in the pipeline; why, this user may not ask"
    for stage in status.stages:
        if stage.backlog and stage.pause is not None:
            return f"{stage.backlog:,} messages wait for the {stage.stage}, which is paused: {stage.pause.reason}"
        if stage.backlog and not stage.replicas:
            return f"{stage.backlog:,} messages wait for the {stage.stage}: is `copydesk up` running, and ready?"
    waiting = sum(stage.backlog for stage in status.stages)
    return f"{waiting:,} messages are in the pipeline"

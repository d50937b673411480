"""A chaos driver: publishes without end while it kills, stops, cuts off and fills what it can reach; then takes stock.

    python tests/streams/chaos.py --articles 20000 --service-kills 60 --redis-kills 10 --seed 1
    python tests/streams/chaos.py --services real --articles 3000 --service-kills 20 --redis-kills 4 --seed 1

The same seed gives the same articles and the same sequence of faults. Practice stages do what a message asks of them,
such as hanging or killing their process; the real services clean, extract and index invented stories. Exits with 1
unless every article is in the index once, in its newest revision, or among the dead letters with the right cause.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args, get_type_hints

import redis
from accounts import is_settled, take_stock
from chaos_articles import Planned, practice_articles, real_articles
from practice_stages import PracticeStages
from real_services import RealServices
from redis_servers import RedisServer, server_binaries

from shared.identity import revision_of
from shared.schemas.articles import ArticleSubmitted
from shared.settings import PublishSettings
from shared.streams.connection import open_connection
from shared.streams.publish import publish
from shared.streams.topology import DEAD, INDEXED, INGEST, MATCHED, NOTIFIED, STAGES

_LONGEST_RECOVERY_S = 240.0
_REPLICAS = 2


@dataclass(frozen=True)
class Plan:
    """What is done to the pipeline, and how much of it."""

    services: Literal["practice", "real"] = "practice"
    articles: int = 20_000
    service_kills: int = 60
    redis_kills: int = 10
    pauses: int = 3
    cuts: int = 5
    fills: int = 2
    group_losses: int = 2
    poison: int = 30
    seed: int = 1
    fsync: Literal["always", "everysec"] = "always"
    least_minutes: float = 0.0

    def planned(self) -> list[Planned]:
        make = real_articles if self.services == "real" else practice_articles
        return list(make(self.articles, self.poison, self.seed))

    def faults(self) -> list[str]:
        """All of them, in the order that the seed gives."""
        kinds = {
            "kill_service": self.service_kills, "kill_redis": self.redis_kills, "pause_service": self.pauses,
            "cut_connections": self.cuts, "fill_redis": self.fills, "lose_group": self.group_losses,
        }  # fmt: skip
        faults = [kind for kind, times in kinds.items() for _ in range(times)]
        random.Random(self.seed).shuffle(faults)
        return faults


@dataclass
class Report:
    """Zero everywhere but in the last group is a pass."""

    lost: list[str] = field(default_factory=list)
    in_both: list[str] = field(default_factory=list)
    innocents_dead: list[str] = field(default_factory=list)
    wrong_cause: list[str] = field(default_factory=list)
    wrong_revision: list[str] = field(default_factory=list)
    unnotified: list[str] = field(default_factory=list)
    indexed_twice: int = 0
    dead_twice: int = 0
    handed_on_twice: int = 0
    index_problems: tuple[str, ...] = ()
    stuck: bool = False
    untrimmed: dict[str, int] = field(default_factory=dict)

    articles: int = 0
    indexed: int = 0
    dead: dict[str, int] = field(default_factory=dict)
    index_writes_repeated: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    restarts: int = 0
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        wrong = (
            self.lost, self.in_both, self.innocents_dead, self.wrong_cause, self.wrong_revision, self.unnotified,
            self.indexed_twice, self.dead_twice, self.handed_on_twice, self.index_problems, self.stuck, self.untrimmed,
        )  # fmt: skip
        return not any(wrong)


class Chaos:
    """One run. `run` gives the report; everything is gone afterwards."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan = plan
        self.say = say
        self.chance = random.Random(plan.seed + 1)
        self.server = RedisServer(server_binaries()[0], fsync=plan.fsync)
        # The logs of articles are read at the end: nothing may be missing from them.
        os.environ["COPYDESK_KEEP_EVENTS"] = str(10 * plan.articles)
        impatience: dict[str, Any] = {"claim_after": 2.0, "high_water": 1000, "batch_size": 32}
        self.services = RealServices(self.server, **impatience) if plan.services == "real" else None
        self.stages = self.services or PracticeStages(self.server, handling_limit=3.0, **impatience)
        self.names = [stage.name for stage in STAGES if self.services is None or not stage.source.is_log]
        self.ends: dict[str, str | None] = {}
        self.revisions: dict[str, str] = {}
        self.restarts = 0

    async def run(self) -> Report:
        began = time.monotonic()
        self.server.start()
        try:
            for name in self.names * _REPLICAS:
                self.stages.start(name)
            async with open_connection(self.server.settings) as self.connection:
                await self._publish_amid_faults()
            stuck = not await self._recover()
            report = self._take_stock(stuck)
            report.seconds = round(time.monotonic() - began, 1)
            return report
        finally:
            self.stages.kill_all()
            self.server.stop()

    async def _publish_amid_faults(self) -> None:
        faults = self.plan.faults()
        entries = self.plan.planned()
        per_fault = max(1, len(entries) // (len(faults) + 1))
        pause_s = max(0.2, self.plan.least_minutes * 60 / (len(faults) + 1))
        for step in range(len(faults) + 1):
            last = step == len(faults)
            chunk = entries[step * per_fault :] if last else entries[step * per_fault : (step + 1) * per_fault]
            publishing = asyncio.create_task(self._publish(chunk))
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause_s)
            if not last:
                self.say(f"{step + 1}/{len(faults)} {faults[step]}")
                await getattr(self, f"_{faults[step]}")()
            while not publishing.done():
                self._restart_dead()
                await asyncio.sleep(0.05)
            await publishing

    async def _publish(self, chunk: list[Planned]) -> None:
        """Only what Redis has confirmed is expected to arrive."""
        articles = [planned.entry for planned in chunk if isinstance(planned.entry, ArticleSubmitted)]
        ends = {planned.article_id: planned.end for planned in chunk}
        sent = iter(articles)
        async for published in publish(self.connection, articles, PublishSettings(at_once=50, max_backlog=2000)):
            self.ends[published.article_id] = ends[published.article_id]
            self.revisions[published.article_id] = revision_of(next(sent))
        for planned in chunk:
            if isinstance(planned.entry, dict):
                fields = planned.entry
                await asyncio.to_thread(
                    self._insist, lambda fields=fields: self.server.client.xadd(INGEST.name, fields)
                )
                self.ends[planned.article_id] = planned.end

    def _insist(self, call: Callable[[], Any]) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                call()
                return
            except redis.RedisError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _restart_dead(self) -> None:
        self.restarts += self.stages.restart_dead()

    def _victim(self) -> Any:
        alive = [process for name in self.names for process in self.stages.of(name)]
        return self.chance.choice(alive) if alive else None

    async def _kill_service(self) -> None:
        if (victim := self._victim()) is not None:
            victim.kill()

    async def _kill_redis(self) -> None:
        self.server.kill()
        await asyncio.sleep(self.chance.uniform(0, 0.5))
        await asyncio.to_thread(self.server.start)

    async def _pause_service(self) -> None:
        """Past the claim time, so that others take over what it holds; then it wakes up."""
        if (victim := self._victim()) is not None:
            victim.send_signal(signal.SIGSTOP)
            await asyncio.sleep(3.5)
            victim.send_signal(signal.SIGCONT)

    async def _cut_connections(self) -> None:
        self._insist(lambda: self.server.client.client_kill_filter(_type="normal", skipme=True))

    async def _fill_redis(self) -> None:
        self._insist(lambda: self.server.client.config_set("maxmemory", "1000000"))
        await asyncio.sleep(1.5)
        self._insist(lambda: self.server.client.config_set("maxmemory", "0"))

    async def _lose_group(self) -> None:
        stage = self.chance.choice([stage for stage in STAGES if stage.name in self.names])
        self._insist(lambda: self.server.client.xgroup_destroy(stage.source.name, stage.name))

    async def _recover(self) -> bool:
        deadline = time.monotonic() + _LONGEST_RECOVERY_S
        while time.monotonic() < deadline:
            self._restart_dead()
            if is_settled(self.server) and take_stock(self.stages).has_all(set(self.ends)) and not self._untrimmed():
                return True
            await asyncio.sleep(0.5)
        return False

    def _untrimmed(self) -> dict[str, int]:
        # Redis trims by nodes of at most 100 entries.
        streams = [stage.source.name for stage in STAGES if not stage.source.is_log]
        lengths = {name: int(self.server.client.xlen(name)) for name in streams}
        return {name: length for name, length in lengths.items() if length > 100}

    def _take_stock(self, stuck: bool) -> Report:
        stock = take_stock(self.stages)
        causes = {letter.article_id or "": letter.cause for letter in stock.dead}
        indexed = set(stock.indexed)
        report = Report(stuck=stuck, untrimmed=self._untrimmed(), restarts=self.restarts)
        report.lost = sorted(set(self.ends) - indexed - set(causes))
        report.in_both = sorted(indexed & set(causes))
        report.innocents_dead = sorted(one for one in causes if self.ends.get(one, "unknown") is None)
        report.wrong_cause = sorted(
            f"{one}: {cause}, not {self.ends[one]}"
            for one, cause in causes.items()
            if self.ends.get(one) not in (None, cause)
        )
        report.dead_twice = self._repeats(DEAD.name)
        report.handed_on_twice = (
            self._repeats(INDEXED.name) + self._repeats(MATCHED.name) + self._repeats(NOTIFIED.name)
        )
        report.articles = len(self.ends)
        report.indexed = len(indexed)
        report.dead = dict(Counter(letter.cause for letter in stock.dead))
        if self.services is not None:
            shown = self.services.revisions()
            report.wrong_revision = sorted(one for one in indexed if shown[one] != self.revisions.get(one))
            report.indexed_twice = sum(stock.indexed.values()) - len(indexed) + self.services.repeated_revisions()
            report.index_problems = self.services.problems()
        else:
            notified = {fields[b"article_id"].decode() for _, fields in self.server.client.xrange(NOTIFIED.name)}
            report.unnotified = sorted(indexed - notified)
            report.index_writes_repeated = sum(stock.indexed.values()) - len(indexed)
        report.faults = dict(Counter(self.plan.faults()))
        return report

    def _repeats(self, stream: str) -> int:
        """Entries of one and the same submission; a publisher that had to send again made two submissions."""
        submissions = [fields[b"submission"] for _, fields in self.server.client.xrange(stream)]
        return len(submissions) - len(set(submissions))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    hints = get_type_hints(Plan)
    for name, value in asdict(Plan()).items():
        kind = {"choices": choices} if (choices := get_args(hints[name])) else {"type": type(value)}
        arguments.add_argument(f"--{name.replace('_', '-')}", default=value, **kind)
    plan = Plan(**vars(arguments.parse_args()))
    report = asyncio.run(Chaos(plan, lambda line: print(line, file=sys.stderr)).run())
    for name, value in asdict(report).items():
        print(f"{name:24} {value}")
    sys.exit(0 if report.is_clean else 1)


if __name__ == "__main__":
    main()

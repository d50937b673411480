"""A chaos driver: publishes without end while it kills, stops, cuts off and fills what it can reach; then takes stock.

    python tests/streams/chaos.py --articles 20000 --service-kills 60 --redis-kills 10 --seed 1

The same seed gives the same articles and the same sequence of faults. Exits with 1 unless every article is in the index
once or among the dead letters with the right cause.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import redis
from accounts import is_settled, take_stock
from practice_stages import PracticeStages
from redis_servers import RedisServer, server_binaries

from shared.schemas.articles import ArticleSubmitted
from shared.settings import PublishSettings
from shared.streams.connection import open_connection
from shared.streams.publish import publish
from shared.streams.topology import DEAD, INDEXED, INGEST, STAGES

_LONGEST_RECOVERY_S = 240.0
_REPLICAS = 2


@dataclass(frozen=True)
class Plan:
    """What is done to the pipeline, and how much of it."""

    articles: int = 20_000
    service_kills: int = 60
    redis_kills: int = 10
    pauses: int = 3
    cuts: int = 5
    fills: int = 2
    group_losses: int = 0
    poison: int = 30
    seed: int = 1
    fsync: Literal["always", "everysec"] = "always"
    least_minutes: float = 0.0

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
    dead_twice: int = 0
    handed_on_twice: int = 0
    stuck: bool = False
    untrimmed: dict[str, int] = field(default_factory=dict)

    articles: int = 0
    indexed: int = 0
    dead: dict[str, int] = field(default_factory=dict)
    index_writes_repeated: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    restarts: int = 0
    seconds: float = 0.0

    def is_clean(self, plan: Plan) -> bool:
        is_accounted = not (self.lost or self.in_both or self.innocents_dead or self.wrong_cause)
        # A lost group is read again from the last second's note of where it was: only then may work be done twice.
        is_once = plan.group_losses > 0 or not (self.dead_twice or self.handed_on_twice)
        return is_accounted and is_once and not self.stuck and not self.untrimmed


def articles_of(plan: Plan) -> Iterator[tuple[ArticleSubmitted | dict[str, bytes], str | None]]:
    """Each article, or the raw fields of what is none, and the cause of its death; None for one to be indexed."""
    choose = random.Random(plan.seed)
    poisoned = set(choose.sample(range(plan.articles), min(plan.poison, plan.articles)))
    for number in range(plan.articles):
        article_id = f"a{number}"
        if number not in poisoned:
            yield (
                ArticleSubmitted(
                    content=f"Article {number}. " + "word " * choose.randint(5, 400), article_id=article_id
                ),
                None,
            )
            continue
        stage = choose.choice(STAGES).name
        kind = choose.choices(list(_POISON), weights=list(_WEIGHTS))[0]
        if kind in _UNREADABLE:
            yield {"data": _UNREADABLE[kind], "article_id": article_id.encode()}, _POISON[kind]
        else:
            yield ArticleSubmitted(content=f"{stage}: {kind}", article_id=article_id), _POISON[kind]


_POISON: dict[str, str | None] = {
    "raise": "attempts_exhausted", "raise-until 3": None, "reject": "rejected", "kill": "deliveries_exhausted",
    "hang": "deliveries_exhausted", "not utf-8": "invalid", "truncated": "invalid", "future": "invalid",
}  # fmt: skip
_WEIGHTS = (6, 6, 6, 2, 1, 3, 3, 3)
_UNREADABLE = {
    "not utf-8": b'{"content": "caf\xe9"}',
    "truncated": b'{"content": "cut o',
    "future": b'{"content": "from the future", "schema_version": 99}',
}


class Chaos:
    """One run. `run` gives the report; everything is gone afterwards."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan = plan
        self.say = say
        self.chance = random.Random(plan.seed + 1)
        self.server = RedisServer(server_binaries()[0], fsync=plan.fsync)
        self.stages = PracticeStages(self.server, claim_after=2.0, handling_limit=3.0, high_water=1000, batch_size=32)
        self.ends: dict[str, str | None] = {}
        self.restarts = 0

    async def run(self) -> Report:
        began = time.monotonic()
        self.server.start()
        try:
            for _ in range(_REPLICAS):
                self.stages.start_all()
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
        entries = list(articles_of(self.plan))
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

    async def _publish(self, chunk: list[tuple[ArticleSubmitted | dict[str, bytes], str | None]]) -> None:
        """Only what Redis has confirmed is expected to arrive."""
        readable = [(article, end) for article, end in chunk if isinstance(article, ArticleSubmitted)]
        ends = {article.article_id: end for article, end in readable}
        settings = PublishSettings(at_once=50, max_backlog=2000)
        async for published in publish(self.connection, [article for article, _ in readable], settings):
            self.ends[published.article_id] = ends[published.article_id]
        for fields, end in chunk:
            if isinstance(fields, dict):
                await asyncio.to_thread(
                    self._insist, lambda fields=fields: self.server.client.xadd(INGEST.name, fields)
                )
                self.ends[fields["article_id"].decode()] = end

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
        alive = [process for stage in STAGES for process in self.stages.of(stage.name)]
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
        stage = self.chance.choice(STAGES)
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
        lengths = {stage.source.name: int(self.server.client.xlen(stage.source.name)) for stage in STAGES}
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
        report.handed_on_twice = self._repeats(INDEXED.name)
        report.articles = len(self.ends)
        report.indexed = len(indexed)
        report.dead = dict(Counter(letter.cause for letter in stock.dead))
        report.index_writes_repeated = sum(stock.indexed.values()) - len(indexed)
        report.faults = dict(Counter(self.plan.faults()))
        return report

    def _repeats(self, stream: str) -> int:
        """Entries of one and the same submission; a publisher that had to send again made two submissions."""
        submissions = [fields[b"submission"] for _, fields in self.server.client.xrange(stream)]
        return len(submissions) - len(set(submissions))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in asdict(Plan()).items():
        kind = {"choices": ["always", "everysec"]} if name == "fsync" else {"type": type(value)}
        arguments.add_argument(f"--{name.replace('_', '-')}", default=value, **kind)
    plan = Plan(**vars(arguments.parse_args()))
    report = asyncio.run(Chaos(plan, lambda line: print(line, file=sys.stderr)).run())
    for name, value in asdict(report).items():
        print(f"{name:24} {value}")
    sys.exit(0 if report.is_clean(plan) else 1)


if __name__ == "__main__":
    main()

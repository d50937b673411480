"""Four small stages on the real streams, as real processes, that do to a message what its text says.

The plumbing is the real one; the handlers only copy. ``python practice_stages.py cleaner`` runs one.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redis_servers import RedisServer
from stage_processes import HERE, QUICK, StageProcesses

from shared.identity import article_id_of, revision_of
from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleIndexed, ArticleSubmitted
from shared.schemas.matches import ArticleMatched, MatchNotified
from shared.settings import ServiceSettings
from shared.streams.handler import Delivered, one_by_one
from shared.streams.outcomes import Reject, Skip
from shared.streams.process import run
from shared.streams.service import Service, build_service
from shared.streams.topology import STAGES

DAY = "2026-01-01"


def copy_cleaned(delivered: Delivered[ArticleSubmitted]) -> ArticleCleaned:
    article = delivered.message
    obey(article.content, "cleaner", delivered.attempt)
    return ArticleCleaned(
        article_id=article_id_of(article),
        revision=revision_of(article),
        submission=delivered.submission,
        body=article.content,
        source_text=article.content,
        blocks=(),
    )


def copy_extracted(delivered: Delivered[ArticleCleaned]) -> ArticleExtracted:
    obey(delivered.message.body, "extractor", delivered.attempt)
    return ArticleExtracted.model_validate(delivered.message.model_dump())


def store_in(
    database: Path, connections: list[sqlite3.Connection]
) -> Callable[[Delivered[ArticleExtracted]], tuple[ArticleIndexed, ArticleMatched]]:
    """An index that keeps one row for each article and counts how often it was written; a search matches them all."""

    def store(delivered: Delivered[ArticleExtracted]) -> tuple[ArticleIndexed, ArticleMatched]:
        article = delivered.message
        obey(article.body, "indexer", delivered.attempt)
        if not connections:
            connections.append(sqlite3.connect(database, isolation_level=None, timeout=30))
            connections[0].execute("PRAGMA journal_mode=WAL")
            connections[0].execute("CREATE TABLE IF NOT EXISTS indexed (article_id TEXT PRIMARY KEY, writes INTEGER)")
        ((writes,),) = (
            connections[0]
            .execute(
                "INSERT INTO indexed VALUES (?, 1) ON CONFLICT DO UPDATE SET writes = writes + 1 RETURNING writes",
                (article.article_id,),
            )
            .fetchall()
        )
        if article.body == "indexer: kill-when-written" and writes == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        event = ArticleIndexed(article_id=article.article_id, revision=article.revision, change="new", indexed_at=DAY)
        match = ArticleMatched(
            match_id=f"everything/{article.article_id}",
            search="everything",
            query=article.body[:40],
            article_id=article.article_id,
            revision=article.revision,
            matched_at=DAY,
        )
        return event, match

    return store


def notify(delivered: Delivered[ArticleMatched]) -> MatchNotified:
    match = delivered.message
    obey(match.query, "notifier", delivered.attempt)
    return MatchNotified(
        match_id=match.match_id, search=match.search, article_id=match.article_id, notified_at=DAY, status=204
    )


def obey(text: str, stage: str, attempt: int) -> None:
    """Do what the text asks of this stage, such as ``extractor: kill``; anything else is an innocent article."""
    asked, _, what = text.partition(": ")
    if asked != stage:
        return
    what, _, number = what.partition(" ")
    if what == "raise":
        raise RuntimeError("asked to fail")
    if what == "raise-until" and attempt < int(number):
        raise RuntimeError("asked to fail at first")
    if what == "reject":
        raise Reject("asked to reject")
    if what == "skip":
        raise Skip("asked to skip")
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hang":
        while True:
            time.sleep(1)
    if what == "slow":
        time.sleep(float(number))


def create_app(stage: str, database: Path, settings: ServiceSettings) -> Service:
    connections: list[sqlite3.Connection] = []
    handlers: dict[str, Any] = {
        "cleaner": copy_cleaned,
        "extractor": copy_extracted,
        "indexer": store_in(database, connections),
        "notifier": notify,
    }

    def close() -> None:
        for connection in connections:
            connection.close()

    known = {one.name: one for one in STAGES}
    return build_service(known[stage], one_by_one(handlers[stage]), settings, version="practice", close=close)


class PracticeStages(StageProcesses):
    """The practice stages as processes of their own."""

    def __init__(self, server: RedisServer, **delivery: Any) -> None:
        super().__init__(server)
        self._delivery = QUICK | delivery

    def _launch(self, stage: str, port: int | None, delivery: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
        command = [sys.executable, str(HERE / "practice_stages.py"), stage, str(self.database)]
        return command, {"HEALTH": json.dumps({"port": port}), "DELIVERY": json.dumps(self._delivery | delivery)}

    def indexed(self) -> dict[str, int]:
        """Article id to the number of times that it was written."""
        return dict(self._rows("SELECT article_id, writes FROM indexed"))


def main() -> None:
    stage, database = sys.argv[1:]
    # The stage's settings come by environment, as any service's do: DELIVERY and HEALTH, each as JSON.
    run(lambda: create_app(stage, Path(database), ServiceSettings()))


if __name__ == "__main__":
    main()

"""Every stream, consumer group and stage: the one place that names them."""

from __future__ import annotations

from dataclasses import dataclass

from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleIndexed, ArticleSubmitted
from shared.schemas.dead_letter import DeadLetter
from shared.schemas.matches import ArticleMatched, MatchNotified
from shared.schemas.message import Message


@dataclass(frozen=True)
class Stream:
    """A Redis stream (its name still without the prefix from the settings) and the message that it carries."""

    name: str
    message: type[Message]
    is_log: bool = False
    """Kept for outsiders to read: its newest entries stay when they are settled, and nobody waits for its readers,
    but for a stage that has begun to read it."""


@dataclass(frozen=True)
class Stage:
    """A service's place in the flow. Its name is also that of its consumer group."""

    name: str
    source: Stream
    target: Stream
    also: tuple[Stream, ...] = ()
    """Further streams that it writes. A message goes to the one stream of the stage that carries its class."""
    tends_dead_letters: bool = False
    """It alone shortens the dead letters, where a bound is set."""

    @property
    def targets(self) -> tuple[Stream, ...]:
        return (self.target, *self.also)


INGEST = Stream("articles.ingest", ArticleSubmitted)
CLEANED = Stream("articles.cleaned", ArticleCleaned)
EXTRACTED = Stream("articles.extracted", ArticleExtracted)
INDEXED = Stream("articles.indexed", ArticleIndexed, is_log=True)
MATCHED = Stream("articles.matched", ArticleMatched, is_log=True)
NOTIFIED = Stream("articles.notified", MatchNotified, is_log=True)
DEAD = Stream("articles.dead", DeadLetter, is_log=True)

CLEANER = Stage("cleaner", INGEST, CLEANED)
EXTRACTOR = Stage("extractor", CLEANED, EXTRACTED)
INDEXER = Stage("indexer", EXTRACTED, INDEXED, also=(MATCHED,), tends_dead_letters=True)
NOTIFIER = Stage("notifier", MATCHED, NOTIFIED)

STREAMS = (INGEST, CLEANED, EXTRACTED, INDEXED, MATCHED, NOTIFIED, DEAD)
STAGES = (CLEANER, EXTRACTOR, INDEXER, NOTIFIER)


def reader_of(stream: Stream) -> Stage | None:
    """The stage that reads the stream; None where only outsiders do."""
    return next((stage for stage in STAGES if stage.source == stream), None)

"""Every stream, consumer group and stage: the one place that names them."""

from __future__ import annotations

from dataclasses import dataclass

from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleIndexed, ArticleSubmitted
from shared.schemas.dead_letter import DeadLetter
from shared.schemas.message import Message


@dataclass(frozen=True)
class Stream:
    """A Redis stream (its name still without the prefix from the settings) and the message that it carries."""

    name: str
    message: type[Message]
    is_log: bool = False
    """Read by outsiders rather than by a stage: the newest entries are kept, and nobody waits for its readers."""


@dataclass(frozen=True)
class Stage:
    """A service's place in the flow. Its name is also that of its consumer group."""

    name: str
    source: Stream
    target: Stream


INGEST = Stream("articles.ingest", ArticleSubmitted)
CLEANED = Stream("articles.cleaned", ArticleCleaned)
EXTRACTED = Stream("articles.extracted", ArticleExtracted)
INDEXED = Stream("articles.indexed", ArticleIndexed, is_log=True)
DEAD = Stream("articles.dead", DeadLetter, is_log=True)

CLEANER = Stage("cleaner", INGEST, CLEANED)
EXTRACTOR = Stage("extractor", CLEANED, EXTRACTED)
INDEXER = Stage("indexer", EXTRACTED, INDEXED)

STREAMS = (INGEST, CLEANED, EXTRACTED, INDEXED, DEAD)
STAGES = (CLEANER, EXTRACTOR, INDEXER)

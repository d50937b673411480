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


@dataclass(frozen=True)
class Stage:
    """A service's place in the flow. Its name is also that of its consumer group."""

    name: str
    source: Stream
    target: Stream


INGEST = Stream("articles.ingest", ArticleSubmitted)
CLEANED = Stream("articles.cleaned", ArticleCleaned)
EXTRACTED = Stream("articles.extracted", ArticleExtracted)
INDEXED = Stream("articles.indexed", ArticleIndexed)
DEAD = Stream("articles.dead", DeadLetter)

CLEANER = Stage("cleaner", INGEST, CLEANED)
EXTRACTOR = Stage("extractor", CLEANED, EXTRACTED)
INDEXER = Stage("indexer", EXTRACTED, INDEXED)

STREAMS = (INGEST, CLEANED, EXTRACTED, INDEXED, DEAD)
STAGES = (CLEANER, EXTRACTOR, INDEXER)

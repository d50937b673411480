"""The indexer's process: takes extracted articles into the index, and says so and which saved searches find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from services.indexer.settings import IndexerSettings
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.logs import warn
from shared.schemas.articles import ArticleExtracted, ArticleIndexed
from shared.streams.handler import Delivered, Outcome
from shared.streams.service import Service, build_service
from shared.streams.topology import INDEXER


def create_app(settings: IndexerSettings | None = None) -> Service:
    settings = settings or IndexerSettings()
    index = SqliteIndex(
        settings.index_path,
        durability=settings.durability,
        busy_timeout=settings.busy_timeout,
        revisions_kept=settings.revisions_kept,
        near_copy_share=settings.near_copy_share,
        on_broken_search=lambda broken: warn("saved_search_broken", search=broken.name, error=broken.error),
    )

    def on_articles(deliveries: Sequence[Delivered[ArticleExtracted]]) -> list[Outcome[ArticleIndexed]]:
        return index.write(deliveries, datetime.now(UTC))

    return build_service(
        INDEXER,
        on_articles,
        settings,
        version=version("copydesk"),
        about={"index": str(settings.index_path), "sqlite": sqlite3.sqlite_version},
        close=index.close,
    )

"""The index's read side: all that a command line or a web server needs to show what was found."""

from __future__ import annotations

from services.indexer.connections import IndexUnavailable
from services.indexer.counts import EntityCount, IndexStats, entity_counts, stats
from services.indexer.find_quotes import FoundQuote, QuoteResults, find_quotes
from services.indexer.index_reader import Index, open_index
from services.indexer.marked_text import MarkedText
from services.indexer.query_language import FILTERS, QueryError
from services.indexer.search import SearchHit, SearchResults, Sort, search
from services.indexer.stored_article import StoredArticle, StoredRevision, get_article
from services.indexer.timeline import EventParticipant, TimelineEvent, TimelineResults, timeline

__all__ = [
    "FILTERS",
    "EntityCount",
    "EventParticipant",
    "FoundQuote",
    "Index",
    "IndexStats",
    "IndexUnavailable",
    "MarkedText",
    "QueryError",
    "QuoteResults",
    "SearchHit",
    "SearchResults",
    "Sort",
    "StoredArticle",
    "StoredRevision",
    "TimelineEvent",
    "TimelineResults",
    "entity_counts",
    "find_quotes",
    "get_article",
    "open_index",
    "search",
    "stats",
    "timeline",
]

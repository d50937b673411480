"""The index's read side: all that a command line or a web server needs to show what was found."""

from __future__ import annotations

from services.indexer.also_in import AlsoIn
from services.indexer.connections import IndexUnavailable
from services.indexer.counts import EntityCount, IndexStats, entity_counts, stats
from services.indexer.facets import FacetCount, Facets, facets
from services.indexer.find_quotes import FoundQuote, QuoteResults, find_quotes
from services.indexer.index_reader import Index, open_index
from services.indexer.marked_text import MarkedText
from services.indexer.mentioned_with import MentionedTogether, mentioned_with
from services.indexer.merge_events import EventSource, MergedTimeline, TimelineEntry, merged_timeline
from services.indexer.query_language import FILTERS, QueryError
from services.indexer.rising import Rising, rising
from services.indexer.search import SearchResults, Sort, search
from services.indexer.search_hits import SearchHit
from services.indexer.stored_article import StoredArticle, StoredRevision, get_article
from services.indexer.timeline import EventParticipant, TimelineEvent, TimelineResults, timeline

__all__ = [
    "FILTERS",
    "AlsoIn",
    "EntityCount",
    "EventParticipant",
    "EventSource",
    "FacetCount",
    "Facets",
    "FoundQuote",
    "Index",
    "IndexStats",
    "IndexUnavailable",
    "MarkedText",
    "MentionedTogether",
    "MergedTimeline",
    "QueryError",
    "QuoteResults",
    "Rising",
    "SearchHit",
    "SearchResults",
    "Sort",
    "StoredArticle",
    "StoredRevision",
    "TimelineEntry",
    "TimelineEvent",
    "TimelineResults",
    "entity_counts",
    "facets",
    "find_quotes",
    "get_article",
    "mentioned_with",
    "merged_timeline",
    "open_index",
    "rising",
    "search",
    "stats",
    "timeline",
]

"""The index's read side: all that a command line or a web server needs to show what was found."""

from __future__ import annotations

from services.indexer.connections import IndexUnavailable
from services.indexer.entities.decision_log import Decision
from services.indexer.entities.entity_names import ShownEntity, known_ids
from services.indexer.entities.entity_rows import NoSuchEntity
from services.indexer.entities.known_entities import (
    EntityArticle,
    EntityName,
    EntityRole,
    KnownEntity,
    Reason,
    decisions_on_entities,
    known_entity,
)
from services.indexer.index_reader import Index, TookTooLong, open_index
from services.indexer.saved_searches.atom_feed import atom_feed
from services.indexer.saved_searches.saved_searches import (
    Match,
    NoSuchSearch,
    SavedSearch,
    matches,
    saved_search,
    saved_searches,
)
from services.indexer.searching.also_in import AlsoIn
from services.indexer.searching.counts import EntityCount, IndexStats, entity_counts, stats
from services.indexer.searching.facets import FacetCount, Facets, facets
from services.indexer.searching.find_quotes import (
    FoundQuote,
    QuotePage,
    QuotePlace,
    QuoteResults,
    WantedQuotes,
    find_quotes,
    quote_page,
)
from services.indexer.searching.marked_text import MarkedText
from services.indexer.searching.match_articles import match_articles
from services.indexer.searching.mentioned_with import MentionedTogether, mentioned_with
from services.indexer.searching.query_language import FILTERS, QueryError
from services.indexer.searching.rising import Rising, rising
from services.indexer.searching.search import SearchPage, SearchPlace, SearchResults, Sort, search, search_page
from services.indexer.searching.search_hits import SearchHit
from services.indexer.searching.stored_article import StoredArticle, StoredRevision, get_article
from services.indexer.timelines.merge_events import EventSource, MergedTimeline, TimelineEntry, merged_timeline
from services.indexer.timelines.timeline import EventParticipant, TimelineEvent, TimelineResults, timeline

__all__ = [
    "FILTERS",
    "AlsoIn",
    "Decision",
    "EntityArticle",
    "EntityCount",
    "EntityName",
    "EntityRole",
    "EventParticipant",
    "EventSource",
    "FacetCount",
    "Facets",
    "FoundQuote",
    "Index",
    "IndexStats",
    "IndexUnavailable",
    "KnownEntity",
    "MarkedText",
    "Match",
    "MentionedTogether",
    "MergedTimeline",
    "NoSuchEntity",
    "NoSuchSearch",
    "QueryError",
    "QuotePage",
    "QuotePlace",
    "QuoteResults",
    "Reason",
    "Rising",
    "SavedSearch",
    "SearchHit",
    "SearchPage",
    "SearchPlace",
    "SearchResults",
    "ShownEntity",
    "Sort",
    "StoredArticle",
    "StoredRevision",
    "TimelineEntry",
    "TimelineEvent",
    "TimelineResults",
    "TookTooLong",
    "WantedQuotes",
    "atom_feed",
    "decisions_on_entities",
    "entity_counts",
    "facets",
    "find_quotes",
    "get_article",
    "known_entity",
    "known_ids",
    "match_articles",
    "matches",
    "mentioned_with",
    "merged_timeline",
    "open_index",
    "quote_page",
    "rising",
    "saved_search",
    "saved_searches",
    "search",
    "search_page",
    "stats",
    "timeline",
]

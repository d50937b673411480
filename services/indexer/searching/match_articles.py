"""Tells which of some articles a query finds, without looking at all the others."""

from __future__ import annotations

import json
from collections.abc import Sequence

from services.indexer.index_reader import Index
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import compile_query, matching
from services.indexer.searching.search_hits import SearchHit, read_hits


def match_articles(index: Index, query: str, article_ids: Sequence[str]) -> dict[str, SearchHit]:
    """Those of the articles that `query` finds, as a search shows them; those that are not in the index are left out.

    Raises QueryError.
    """
    compiled = compile_query(parse_query(query))
    found = matching(compiled)
    join = "" if "articles" in found.tables.split() else " CROSS JOIN articles ON articles.id = article_search.rowid"
    with index.snapshot():
        rows = index.rows(
            "SELECT id FROM articles WHERE article_id IN (SELECT value FROM json_each(?))", (json.dumps(article_ids),)
        )
        # Row by row: the full-text table then looks at this row alone, and not for all that match.
        matched = [
            (number, 0.0)
            for (number,) in rows
            if index.row(
                f"SELECT 1 FROM {found.tables}{join} WHERE {found.condition} AND {found.row} = ?",
                (*found.parameters, number),
            )
        ]
        return {hit.article_id: hit for hit in read_hits(index, matched, compiled.match)}

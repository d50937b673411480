"""Tells who and what is mentioned with whom."""

from __future__ import annotations

import json
from dataclasses import dataclass

from services.indexer.facets import found_articles
from services.indexer.filter_sql import words_of_name
from services.indexer.index_reader import Index
from services.indexer.query_language import All, Filter, parse_query


@dataclass(frozen=True, slots=True)
class MentionedTogether:
    """`articles` of the counted ones mention it too."""

    name: str
    type: str
    articles: int


def mentioned_with(
    index: Index, name: str, *, query: str = "", entity_type: str | None = None, limit: int = 20
) -> tuple[MentionedTogether, ...]:
    """Who and what else the articles mention that mention `name`, counted over the latest 1,000 of them.

    `query`: which articles (see query_language). Raises QueryError.
    """
    wanted = All((*parse_query(query).parts, Filter("entity", name)))
    rows = [row["id"] for row in found_articles(index, wanted)]
    found = index.rows(
        "SELECT name, type, articles FROM (SELECT entity, count(*) AS articles FROM json_each(?)"
        " CROSS JOIN article_entities ON article = value GROUP BY entity) CROSS JOIN entities ON id = entity"
        " WHERE type = coalesce(?, type) AND id NOT IN (SELECT rowid FROM entity_search WHERE entity_search MATCH ?)"
        " ORDER BY articles DESC, name LIMIT ?",
        (json.dumps(rows), entity_type, words_of_name(name), limit),
    )
    return tuple(MentionedTogether(row["name"], row["type"], row["articles"]) for row in found)

"""Tells who and what is mentioned with whom."""

from __future__ import annotations

import json
from dataclasses import dataclass

from services.indexer.entities.entity_names import GROUP, shown_entities
from services.indexer.index_reader import Index
from services.indexer.searching.facets import found_articles
from services.indexer.searching.filter_sql import named
from services.indexer.searching.query_language import All, Filter, parse_query


@dataclass(frozen=True, slots=True)
class MentionedTogether:
    """`articles` of the counted ones mention it too; `id` is the public identifier."""

    name: str
    type: str
    articles: int
    id: str = ""


def mentioned_with(
    index: Index, name: str, *, query: str = "", entity_type: str | None = None, limit: int = 20
) -> tuple[MentionedTogether, ...]:
    """Who and what else the articles mention that mention `name`, counted over the latest 1,000 of them.

    `query`: which articles (see query_language). Raises QueryError.
    """
    wanted = All((*parse_query(query).parts, Filter("entity", name)))
    rows = [row["id"] for row in found_articles(index, wanted)]
    itself = named(name)
    found = index.rows(
        f"SELECT {GROUP} AS owner, count(DISTINCT article) AS articles FROM json_each(?)"
        " CROSS JOIN article_entities ON article = value CROSS JOIN entities ON entities.id = entity"
        f" WHERE entities.type = coalesce(?, entities.type) AND entities.id NOT IN ({itself.sql})"
        " GROUP BY owner ORDER BY articles DESC, min(entities.name) LIMIT ?",
        (json.dumps(rows), entity_type, *itself.parameters, limit),
    )
    shown = shown_entities(index, [row["owner"] for row in found])
    return tuple(
        MentionedTogether(shown[row["owner"]].name, shown[row["owner"]].type, row["articles"], shown[row["owner"]].id)
        for row in found
    )

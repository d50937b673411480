"""Under which name and identifier entities are shown; for the read side."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from services.indexer.entities.entity_ids import HOMONYM, public_id
from services.indexer.entities.entity_rows import RANK
from services.indexer.entities.names import Name, entity_name
from services.indexer.index_reader import Index
from shared.schemas.articles import ArticleExtracted

GROUP = "coalesce(entities.known, entities.id)"
"""The entity that a row of ``entities`` is a name of."""


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """`id` is the public identifier, such as ``person/dmitry-peskov``."""

    id: str
    name: str
    type: str


def shown_entities(index: Index, groups: Collection[int]) -> dict[int, ShownEntity]:
    """The entities with these numbers (GROUP), each by the name that it is known by."""
    rows = index.rows(
        f"SELECT owner, key, name, type FROM (SELECT {GROUP} AS owner, key, name, type,"
        f" row_number() OVER (PARTITION BY {GROUP} ORDER BY {RANK}) AS place FROM entities"
        " WHERE known IN (SELECT value FROM json_each(?1))"
        " OR id IN (SELECT value FROM json_each(?1)) AND known IS NULL) WHERE place = 1",
        (json.dumps(list(groups)),),
    )
    return {
        row["owner"]: ShownEntity(public_id(Name(row["key"], row["type"])), row["name"], row["type"]) for row in rows
    }


def known_ids(index: Index, article: ArticleExtracted) -> dict[str, str]:
    """For the entities of a stored article ("e3"), the identifiers over all articles."""
    names = {entity.entity_id: entity_name(entity.name, entity.type) for entity in article.entities}
    rows = index.rows(
        f"SELECT key, type, {GROUP} AS owner FROM article_entities JOIN entities ON entities.id = entity"
        " WHERE article = (SELECT id FROM articles WHERE article_id = ?)",
        (article.article_id,),
    )
    shown = shown_entities(index, {row["owner"] for row in rows})
    by_name = {
        Name(row["key"].partition(HOMONYM)[0] or row["key"], row["type"]): shown[row["owner"]].id for row in rows
    }
    return {local: by_name[name] for local, name in names.items() if name in by_name}

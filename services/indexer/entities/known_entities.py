"""Shows one entity over all articles: its names and why they are its, its roles with their days, its articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from services.indexer.entities.decision_log import Decision, history
from services.indexer.entities.entity_ids import public_id
from services.indexer.entities.entity_names import shown_entities
from services.indexer.entities.entity_rows import Row, find_group, members_of
from services.indexer.entities.name_variants import traits_of
from services.indexer.entities.names import Name
from services.indexer.index_reader import Index

_ARTICLES_SHOWN = 3
_ROLES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name, and how many articles have it for the entity's main name."""

    id: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class EntityRole:
    """What articles call it, how many, and on which days the first and the last of them appeared."""

    role: str
    organisation: str | None
    articles: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two names are one entity's.

    `rule` is form, role, company, alias or person; `sign` what it rests on, in words; `articles` are examples;
    `decision` is the number of a person's.
    """

    name: str
    other: str
    rule: str
    sign: str
    since: str
    articles: tuple[str, ...] = ()
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class EntityArticle:
    article_id: str
    headline: str | None
    published_day: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """All that the index knows of an entity; `latest` are its newest articles, `unclear` who else has such a name."""

    id: str
    name: str
    type: str
    articles: int
    mentions: int
    first_day: str | None
    last_day: str | None
    names: tuple[EntityName, ...]
    roles: tuple[EntityRole, ...]
    reasons: tuple[Reason, ...]
    told_apart: tuple[str, ...]
    decisions: tuple[Decision, ...]
    latest: tuple[EntityArticle, ...]


def known_entity(index: Index, text: str, *, limit: int = 10) -> KnownEntity:
    """The entity with this identifier, or with this name if no other has it. Raises NoSuchEntity."""
    with index.snapshot():
        group = find_group(index.connection, text)
        rows = members_of(index.connection, group)
        shown = shown_entities(index, [group])[group]
        ids = [public_id(row.name) for row in rows]
        numbers = (json.dumps([row.id for row in rows]),)
        totals = index.row(
            "SELECT count(DISTINCT article), coalesce(sum(mentions), 0), min(published_day), max(published_day)"
            " FROM article_entities JOIN articles ON articles.id = article"
            " WHERE entity IN (SELECT value FROM json_each(?))",
            numbers,
        )
        assert totals is not None
        decisions = [
            one for one in history(index.connection) if one.undone_at is None and {*one.names, *one.others} & {*ids}
        ]
        return KnownEntity(
            shown.id,
            shown.name,
            shown.type,
            articles=totals[0],
            mentions=totals[1],
            first_day=totals[2],
            last_day=totals[3],
            names=tuple(_names(index, numbers)),
            roles=tuple(_roles(index, numbers)),
            reasons=tuple(_reasons(index, rows)),
            told_apart=tuple(_told_apart(decisions, {*ids})),
            decisions=tuple(decisions),
            latest=tuple(_articles(index, numbers, limit)),
        )


def decisions_on_entities(index: Index) -> tuple[Decision, ...]:
    """All decisions that people made, also those taken back, in order."""
    return tuple(history(index.connection))


def _names(index: Index, numbers: tuple[str]) -> Iterator[EntityName]:
    for row in index.rows(
        "SELECT key, type, name, article_count FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY article_count DESC, key",
        numbers,
    ):
        yield EntityName(public_id(Name(row["key"], row["type"])), row["name"], row["article_count"])


def _roles(index: Index, numbers: tuple[str]) -> Iterator[EntityRole]:
    for row in index.rows(
        "SELECT role, max(organisation), count(DISTINCT article), min(published_day), max(published_day)"
        " FROM entity_roles JOIN articles ON articles.id = article WHERE entity IN (SELECT value FROM json_each(?))"
        f" GROUP BY lower(role) ORDER BY 3 DESC, 1 LIMIT {_ROLES_SHOWN}",
        numbers,
    ):
        yield EntityRole(*row)


def _reasons(index: Index, rows: list[Row]) -> Iterator[Reason]:
    written = {row.id: row.written for row in rows}
    for row in index.rows(
        "SELECT entity_links.*, one_article.article_id AS one_id, two_article.article_id AS two_id FROM entity_links"
        " LEFT JOIN articles AS one_article ON one_article.id = article"
        " LEFT JOIN articles AS two_article ON two_article.id = other_article"
        " WHERE one IN (SELECT value FROM json_each(?)) ORDER BY made_at, one, other",
        (json.dumps(list(written)),),
    ):
        if row["other"] not in written:
            continue
        one, other = written[row["one"]], written[row["other"]]
        articles: tuple[str, ...] = ()
        match row["rule"]:
            case "form":
                sign = "the same name, written otherwise"
            case "role":
                sign = f"spelt otherwise, and both are “{row['sign']}”"
                articles = (*_calling(index, row["one"], row["sign"]), *_calling(index, row["other"], row["sign"]))
            case "company":
                sign, articles = "spelt otherwise in a report of the same story", (row["one_id"], row["two_id"])
            case _:
                sign, articles = "an article uses both for one", _using(index, row["one"], row["other"])
        yield Reason(one, other, row["rule"], sign, row["made_at"], articles)
    for row in index.rows(
        "SELECT one, other, id AS number, made_at, action FROM entity_pairs"
        " JOIN entity_decisions ON id = entity_pairs.decision"
        " WHERE is_same AND one IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(list(written)),),
    ):
        if row["other"] in written:
            yield Reason(
                written[row["one"]], written[row["other"]], "person", f"decided by a person ({row['action']})",
                row["made_at"], (), row["number"],
            )  # fmt: skip


def _calling(index: Index, name: int, trait: str) -> tuple[str, ...]:
    """An article in which the name has a role with this trait."""
    for row in index.rows(
        "SELECT role, organisation, article_id FROM entity_roles JOIN articles ON articles.id = article"
        " WHERE entity = ? ORDER BY article LIMIT 5000",
        (name,),
    ):
        if trait in traits_of(row["role"], row["organisation"]):
            return (row["article_id"],)
    return ()


def _using(index: Index, alias: int, entity: int) -> tuple[str, ...]:
    rows = index.rows(
        "SELECT article_id FROM article_aliases JOIN articles ON articles.id = article"
        f" WHERE alias = ? AND entity = ? ORDER BY articles.id LIMIT {_ARTICLES_SHOWN}",
        (alias, entity),
    )
    return tuple(row["article_id"] for row in rows)


def _told_apart(decisions: list[Decision], ids: set[str]) -> Iterator[str]:
    for decision in decisions:
        if decision.action in ("apart", "split"):
            yield from sorted((decision.names.keys() | decision.others.keys()) - ids)


def _articles(index: Index, numbers: tuple[str], limit: int) -> Iterator[EntityArticle]:
    for row in index.rows(
        "SELECT article_id, headline, published_day, labels.name FROM articles"
        " LEFT JOIN labels ON labels.id = articles.outlet WHERE articles.id IN"
        " (SELECT article FROM article_entities WHERE entity IN (SELECT value FROM json_each(?)))"
        " ORDER BY sort_time DESC, articles.id DESC LIMIT ?",
        (*numbers, limit),
    ):
        yield EntityArticle(*row)

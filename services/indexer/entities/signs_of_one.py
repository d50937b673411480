"""Looks for signs that two names are one entity's in what articles say, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from services.indexer.entities.count_names import Tally
from services.indexer.entities.group_names import Pair, pair
from services.indexer.entities.name_variants import may_be_one_person

# Two reports of one story name the same people within days of each other.
_DAYS_OF_A_STORY = 3
_PEOPLE_IN_COMMON = 3
# So many articles of the other name are looked at, the latest indexed.
_ARTICLES_LOOKED_AT = 500
_LATEST = "SELECT article FROM article_entities WHERE entity = :other ORDER BY article DESC LIMIT"
_WITH_THE_NAME = f"({_LATEST} {_ARTICLES_LOOKED_AT}) AS theirs"
_WITH_THE_RAREST = (
    "(SELECT DISTINCT article FROM article_entities WHERE entity IN (SELECT value FROM json_each(:rarest))) AS theirs"
    " CROSS JOIN article_entities AS its ON its.article = theirs.article AND its.entity = :other"
    f" AND its.article >= coalesce(({_LATEST} 1 OFFSET {_ARTICLES_LOOKED_AT - 1}), 0)"
)


def link_written_alike(connection: sqlite3.Connection, names: Collection[int], now: str) -> set[int]:
    """Link each of `names` to those that are only written otherwise; returns all that are linked so."""
    rows = (json.dumps(list(names)),)
    some = "me.id IN (SELECT value FROM json_each(?1))"
    found = connection.execute(
        f"SELECT me.id, other.id FROM entities AS me JOIN entities AS other ON (other.key, other.type) ="
        f" (me.form, me.type) WHERE me.form IS NOT NULL AND {some} UNION"
        f" SELECT me.id, other.id FROM entities AS me JOIN entities AS other ON (other.form, other.type) ="
        f" (coalesce(me.form, me.key), me.type) WHERE other.id <> me.id AND {some}",
        rows,
    )
    pairs = {pair(one, other) for one, other in found}
    _link(connection, ((*link, "form", None, None, None, now) for link in pairs))
    return {row for link in pairs for row in link}


def same_sounds(connection: sqlite3.Connection, names: Collection[int]) -> dict[int, list[int]]:
    """For each of `names`, the other names of its sound that may be the same person's; those without any left out."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other, key, other_key in connection.execute(
        "SELECT me.id, other.id, me.key, other.key FROM entities AS me JOIN entities AS other ON other.sound = me.sound"
        " WHERE other.id <> me.id AND me.sound IS NOT NULL AND me.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    ):
        if may_be_one_person(key, other_key):
            found[one].append(other)
    return dict(found)


def link_by_roles(
    connection: sqlite3.Connection, change: Tally, alike: dict[int, list[int]], now: str
) -> Iterator[Pair]:
    """Link names of one sound whose bearers are said to be the same; gives the pairs whose links changed.

    `change` is what articles say more or no more; `alike` are the names of one sound.
    """
    # The longest says most, and is the one that is shown as the reason.
    for (entity, trait), number in sorted(change.traits.items(), key=lambda item: (-len(item[0][1]), item[0])):
        for other in alike.get(entity, ()):
            link = pair(entity, other)
            if number > 0:
                if _have(connection, link, trait) and not _is_linked(connection, link, "role"):
                    _link(connection, [(*link, "role", trait, None, None, now)])
                    yield link
            elif not _have(connection, link, trait) and _unlink(connection, link, "role", trait):
                link_by_any_role(connection, link, now)
                yield link


def link_by_any_role(connection: sqlite3.Connection, link: Pair, now: str) -> None:
    found = connection.execute(
        "SELECT one.trait FROM entity_traits AS one JOIN entity_traits AS other ON other.trait = one.trait"
        " WHERE one.entity = ? AND other.entity = ? ORDER BY length(one.trait) DESC, one.trait LIMIT 1",
        link,
    ).fetchone()
    if found is not None:
        _link(connection, [(*link, "role", found[0], None, None, now)])


def company_lost(connection: sqlite3.Connection, articles: Collection[int]) -> set[Pair]:
    """Take back the links that rest on the company in these articles, which are written anew; gives the pairs."""
    rows = (json.dumps(list(articles)),)
    these = "(SELECT value FROM json_each(?1))"
    lost = set(
        connection.execute(
            f"SELECT one, other FROM entity_links WHERE article IN {these}"
            f" UNION SELECT one, other FROM entity_links WHERE other_article IN {these}",
            rows,
        )
    )
    connection.executemany("DELETE FROM entity_links WHERE one = ? AND other = ? AND rule = 'company'", lost)
    return lost


class PeopleOf(dict[int, dict[int, int]]):
    """The people of articles (row numbers) that are asked for, each with the number of articles that mention it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, article: int) -> dict[int, int]:
        people = self._connection.execute(
            "SELECT entity, article_count FROM article_entities JOIN entities ON id = entity"
            " WHERE article = ? AND type = 'PERSON'",
            (article,),
        )
        self[article] = dict(people.fetchall())
        return self[article]


def link_by_company(
    connection: sqlite3.Connection, article: int, name: int, others: Iterable[int], people: PeopleOf, now: str
) -> Iterator[Pair]:
    """Link a name of this article to others of its sound that stand in a report of the same story."""
    for other in others:
        if _is_linked(connection, pair(name, other), "company"):
            continue
        company = {row: count for row, count in people[article].items() if row not in (name, other)}
        if len(company) >= _PEOPLE_IN_COMMON and (told := _same_story(connection, article, other, company)):
            link = pair(name, other)
            of_each = (article, told) if link[0] == name else (told, article)
            _link(connection, [(*link, "company", None, *of_each, now)])
            yield link


def _same_story(connection: sqlite3.Connection, article: int, other: int, company: dict[int, int]) -> int | None:
    """The first of the latest articles with the name `other` that tells of the same story, by the `company`.

    `company` are people of the article, each with the number of articles that mention it.
    """
    # An article with three of five people has one of any three of them: so those that are mentioned least lead to all
    # such articles, which are far fewer than the other name's.
    by_rarity = sorted(company, key=lambda row: (company[row], row))
    rarest = by_rarity[: len(by_rarity) - _PEOPLE_IN_COMMON + 1]
    if all(company[row] == 1 for row in rarest):
        return None  # they are in no article but this one
    (others,) = connection.execute("SELECT article_count FROM entities WHERE id = ?", (other,)).fetchone()
    few = sum(company[row] for row in rarest) <= min(others, _ARTICLES_LOOKED_AT)
    told = connection.execute(
        f"SELECT theirs.article FROM {_WITH_THE_RAREST if few else _WITH_THE_NAME}"
        " CROSS JOIN articles ON articles.id = theirs.article AND theirs.article <> :article AND abs(sort_time -"
        " (SELECT sort_time FROM articles WHERE id = :article)) <= :days * 86400"
        " CROSS JOIN article_entities AS both ON both.article = theirs.article"
        " AND both.entity IN (SELECT value FROM json_each(:company))"
        " GROUP BY theirs.article HAVING count(*) >= :least ORDER BY theirs.article LIMIT 1",
        {
            "article": article,
            "other": other,
            "company": json.dumps(by_rarity),
            "rarest": json.dumps(rarest),
            "days": _DAYS_OF_A_STORY,
            "least": _PEOPLE_IN_COMMON,
        },
    ).fetchone()
    return int(told[0]) if told else None


def latest_articles(connection: sqlite3.Connection, name: int) -> list[int]:
    """Those of a name's articles in which signs are looked for."""
    rows = connection.execute(
        "SELECT article FROM article_entities WHERE entity = ? ORDER BY article DESC LIMIT ?",
        (name, _ARTICLES_LOOKED_AT),
    )
    return [article for (article,) in rows]


def _have(connection: sqlite3.Connection, link: Pair, trait: str) -> bool:
    rows = connection.execute("SELECT count(*) FROM entity_traits WHERE entity IN (?, ?) AND trait = ?", (*link, trait))
    return bool(rows.fetchone()[0] == 2)


def _is_linked(connection: sqlite3.Connection, link: Pair, rule: str) -> bool:
    rows = connection.execute("SELECT 1 FROM entity_links WHERE one = ? AND other = ? AND rule = ?", (*link, rule))
    return rows.fetchone() is not None


def _unlink(connection: sqlite3.Connection, link: Pair, rule: str, sign: str) -> bool:
    deleted = connection.execute(
        "DELETE FROM entity_links WHERE one = ? AND other = ? AND rule = ? AND sign = ?", (*link, rule, sign)
    )
    return deleted.rowcount > 0


def _link(connection: sqlite3.Connection, links: Iterable[tuple[object, ...]]) -> None:
    connection.executemany(
        "INSERT INTO entity_links (one, other, rule, sign, article, other_article, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        links,
    )

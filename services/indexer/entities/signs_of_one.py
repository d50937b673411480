"""Looks for signs that two names are one entity's in what articles say, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from services.indexer.entities.count_names import Tally
from services.indexer.entities.group_names import Pair, pair
from services.indexer.entities.name_variants import may_be_one_person
from services.indexer.entities.same_story import StoryFinder


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


def link_by_company(
    connection: sqlite3.Connection, article: int, name: int, others: Iterable[int], stories: StoryFinder, now: str
) -> Iterator[Pair]:
    """Link a name of this article to others of its sound that stand in a report of the same story."""
    for other in others:
        link = pair(name, other)
        if _is_linked(connection, link, "company"):
            continue
        told = stories.report_with(article, name, other)
        if told is not None:
            of_each = (article, told) if link[0] == name else (told, article)
            _link(connection, [(*link, "company", None, *of_each, now)])
            yield link


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

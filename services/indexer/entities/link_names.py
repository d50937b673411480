"""Keeps the entities over all articles: which names are one's, after articles were written; in the same transaction.

What comes out depends on the articles in the index and on people's decisions, not on the order in which they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from services.indexer.entities.count_names import Tally, count, tally
from services.indexer.entities.group_names import Decided, Pair, clear_links, grouped, pair
from services.indexer.entities.link_aliases import link_aliases
from services.indexer.entities.names import Name
from services.indexer.entities.same_story import StoryFinder, latest_articles
from services.indexer.entities.signs_of_one import (
    company_lost,
    link_by_company,
    link_by_roles,
    link_written_alike,
    same_sounds,
)

_THESE = "(SELECT value FROM json_each(?1))"
_SAME_GROUP = "SELECT b.id FROM entities AS a JOIN entities AS b ON b.{0} = a.{0} WHERE a.id IN " + _THESE


def link_names(
    connection: sqlite3.Connection,
    written: Collection[int],
    replaced: Collection[int],
    before: Tally,
    now: str,
) -> None:
    """Take in what the articles just `written` (row numbers) say of names.

    `replaced` are those of them that were in the index already, `before` what they said until now.
    """
    said = tally(connection, written)
    change = said.since(before)
    appeared = _without_articles(connection, change)
    count(connection, change)
    appeared |= {alias for alias, _ in change.aliases}
    appeared |= _without_articles(connection, change)
    alike = same_sounds(connection, said.articles.keys() | before.articles.keys() | appeared)
    changed = link_written_alike(connection, appeared, now) | (appeared & _grouped(connection, appeared))
    pairs = set(link_by_roles(connection, change, alike, now))
    stories = StoryFinder(connection)
    if replaced:
        for link in company_lost(connection, replaced):
            pairs.add(link)
            for name, other in (link, link[::-1]):
                for article in latest_articles(connection, name):
                    pairs.update(link_by_company(connection, article, name, [other], stories, now))
    for article, name in _articles_with(connection, written, alike):
        pairs.update(link_by_company(connection, article, name, alike[name], stories, now))
    changed |= {row for link in pairs for row in link} | {row for row in appeared if row in alike}
    moved = regroup_core(connection, changed)
    touched = {*change.articles, *(alias for alias, _ in change.aliases)}
    regroup(connection, moved | link_aliases(connection, touched, moved, now))


def regroup_decided(connection: sqlite3.Connection, decided: Collection[int], now: str) -> None:
    """Decide anew around names that a person's decisions speak of; what their aliases mean may change with them."""
    moved = regroup_core(connection, decided) | {*decided}
    regroup(connection, moved | link_aliases(connection, (), moved, now))


def regroup_core(connection: sqlite3.Connection, changed: Collection[int]) -> set[int]:
    """Decide anew which names around the `changed` ones are one's, aliases left out; returns those that moved."""
    if not changed:
        return set()
    region = _around(
        changed,
        connection,
        (
            "SELECT other FROM entity_links WHERE rule <> 'alias' AND one IN " + _THESE,
            "SELECT one FROM entity_links WHERE rule <> 'alias' AND other IN " + _THESE,
            "SELECT other FROM entity_pairs WHERE one IN " + _THESE,
            "SELECT one FROM entity_pairs WHERE other IN " + _THESE,
            _SAME_GROUP.format("sound"),
            _SAME_GROUP.format("core"),
        ),
    )
    rows = (json.dumps(list(region)),)
    names: dict[int, Name] = {}
    sounds: dict[str, list[int]] = {}
    for row, key, entity_type, sound in connection.execute(
        f"SELECT id, key, type, sound FROM entities WHERE id IN {_THESE} AND (article_count > 0"
        " OR EXISTS (SELECT 1 FROM alias_counts WHERE alias = id)"
        " OR EXISTS (SELECT 1 FROM entity_pairs WHERE one = id OR other = id))",
        rows,
    ):
        names[row] = Name(key, entity_type)
        if sound is not None:
            sounds.setdefault(sound, []).append(row)
    decided = decisions_on(connection, names)
    links = _links(connection, names, f"SELECT one, other FROM entity_links WHERE rule <> 'alias' AND one IN {_THESE}")
    group_of = grouped(names, [decided.same, clear_links(names, sounds.values(), links, decided)], decided)
    return _store_groups(connection, "core", region, group_of)


def regroup(connection: sqlite3.Connection, changed: Collection[int]) -> None:
    """Decide anew which names around the `changed` ones are one entity's."""
    if not changed:
        return
    region = _around(
        changed,
        connection,
        (
            "SELECT other FROM entity_links WHERE rule = 'alias' AND one IN " + _THESE,
            "SELECT one FROM entity_links WHERE rule = 'alias' AND other IN " + _THESE,
            _SAME_GROUP.format("core"),
            _SAME_GROUP.format("known"),
        ),
    )
    names: dict[int, Name] = {}
    core_of: dict[int, int] = {}
    for row, key, entity_type, core in connection.execute(
        f"SELECT id, key, type, coalesce(core, id) FROM entities WHERE id IN {_THESE}", (json.dumps(list(region)),)
    ):
        names[row] = Name(key, entity_type)
        core_of[row] = core
    cores = {pair(row, core) for row, core in core_of.items() if row != core}
    tiers = [cores, _clear_aliases(connection, core_of)]
    group_of = grouped(names, tiers, decisions_on(connection, names))
    _store_groups(connection, "known", region, group_of)


def decisions_on(connection: sqlite3.Connection, names: Collection[int]) -> Decided:
    found = connection.execute(
        f"SELECT one, other, is_same FROM entity_pairs WHERE one IN {_THESE}", (json.dumps(list(names)),)
    ).fetchall()
    inside = [(pair(one, other), is_same) for one, other, is_same in found if other in names]
    return Decided(
        frozenset(link for link, is_same in inside if is_same),
        frozenset(link for link, is_same in inside if not is_same),
    )


def _around(start: Collection[int], connection: sqlite3.Connection, steps: Iterable[str]) -> set[int]:
    """All rows that can be reached from `start`; each step is SQL that gives a row's neighbours."""
    region, edge = set(start), set(start)
    neighbours = " UNION ".join(steps)
    while edge:
        found = {row for (row,) in connection.execute(neighbours, (json.dumps(list(edge)),))}
        edge = found - region
        region |= edge
    return region


def _links(connection: sqlite3.Connection, names: Collection[int], sql: str) -> set[Pair]:
    found = connection.execute(sql, (json.dumps(list(names)),))
    return {pair(one, other) for one, other in found if other in names}


def _clear_aliases(connection: sqlite3.Connection, core_of: Mapping[int, int]) -> set[Pair]:
    """Links of aliases, save of those that mean one thing in one spelling and another in the other."""
    found = connection.execute(
        f"SELECT one, other FROM entity_links WHERE rule = 'alias' AND one IN {_THESE}", (json.dumps(list(core_of)),)
    ).fetchall()
    meant: dict[int, set[int]] = {}
    for alias, owner in found:
        meant.setdefault(core_of[alias], set()).add(core_of[owner])
    return {pair(alias, owner) for alias, owner in found if len(meant[core_of[alias]]) == 1}


def _store_groups(
    connection: sqlite3.Connection, column: str, region: Collection[int], group_of: dict[int, int]
) -> set[int]:
    sizes: dict[int, int] = {}
    for group in group_of.values():
        sizes[group] = sizes.get(group, 0) + 1
    before = dict(
        connection.execute(f"SELECT id, {column} FROM entities WHERE id IN {_THESE}", (json.dumps(list(region)),))
    )
    after = {row: group_of[row] if sizes.get(group_of.get(row, 0), 0) > 1 else None for row in region}
    changed = {row for row in region if before[row] != after[row]}
    connection.executemany(f"UPDATE entities SET {column} = ? WHERE id = ?", [(after[row], row) for row in changed])
    return changed


def _without_articles(connection: sqlite3.Connection, change: Tally) -> set[int]:
    found = connection.execute(
        f"SELECT id FROM entities WHERE article_count = 0 AND id IN {_THESE}", (json.dumps(list(change.articles)),)
    )
    return {row for (row,) in found}


def _grouped(connection: sqlite3.Connection, names: Collection[int]) -> set[int]:
    found = connection.execute(
        f"SELECT id FROM entities WHERE coalesce(core, known) IS NOT NULL AND id IN {_THESE}",
        (json.dumps(list(names)),),
    )
    return {row for (row,) in found}


def _articles_with(
    connection: sqlite3.Connection, articles: Collection[int], names: Collection[int]
) -> list[tuple[int, int]]:
    """Pairs of an article and one of the names that it has, by name."""
    if not names:
        return []
    found = connection.execute(
        f"SELECT article, entity FROM article_entities WHERE article IN {_THESE}", (json.dumps(list(articles)),)
    )
    # Chosen here: asked for both, SQLite looks for each of the names in each of the articles.
    return sorted((pair for pair in found if pair[1] in names), key=lambda pair: pair[::-1])

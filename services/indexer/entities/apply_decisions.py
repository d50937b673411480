"""Brings the index in line with people's decisions on entities, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from services.indexer.entities.count_names import tally
from services.indexer.entities.decision_log import Decision
from services.indexer.entities.entity_ids import HOMONYM, homonym_of, parse_public_id
from services.indexer.entities.group_names import Pair, pair
from services.indexer.entities.homonyms import move, tell_homonyms_apart
from services.indexer.entities.link_names import link_names, regroup_decided


def apply_decisions(connection: sqlite3.Connection, decisions: Sequence[Decision], now: str) -> None:
    """`decisions` are all there are, in order: of two that disagree, the later one holds."""
    in_force = [decision for decision in decisions if decision.undone_at is None]
    _tell_namesakes_apart(connection, in_force, now)
    before = {row for link in connection.execute("SELECT one, other FROM entity_pairs") for row in link}
    connection.execute("DELETE FROM entity_pairs")
    connection.executemany(
        "INSERT INTO entity_pairs (one, other, is_same, decision) VALUES (?, ?, ?, ?)",
        [(*link, is_same, number) for link, (is_same, number) in _pairs(connection, in_force).items()],
    )
    connection.execute("UPDATE entities SET preferred = 0 WHERE preferred > 0")
    connection.executemany(
        "UPDATE entities SET preferred = ? WHERE id = ?",
        [(one.number, row) for one in in_force if one.action == "merge" for row in _rows(connection, [one.entity])],
    )
    decided = before | {row for link in connection.execute("SELECT one, other FROM entity_pairs") for row in link}
    regroup_decided(connection, decided, now)


def _pairs(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> dict[Pair, tuple[bool, int]]:
    pairs: dict[Pair, tuple[bool, int]] = {}
    for decision in decisions:
        names, others = _rows(connection, decision.names), _rows(connection, decision.others)
        between = [pair(one, other) for one in names for other in others if one != other]
        match decision.action:
            case "merge" | "alias":
                for link in between:
                    if not pairs.get(link, (True, 0))[0]:
                        del pairs[link]
                for one, other in zip(
                    _rows(connection, [decision.entity]), _rows(connection, [decision.other]), strict=True
                ):
                    pairs[pair(one, other)] = (True, decision.number)
            case "apart":
                pairs |= dict.fromkeys(between, (False, decision.number))
            case "split":
                pairs |= {pair(others[0], other): (True, decision.number) for other in others[1:]}
    return pairs


def _tell_namesakes_apart(connection: sqlite3.Connection, decisions: Iterable[Decision], now: str) -> None:
    before = set(connection.execute("SELECT homonym, base, article_ids, traits, decision FROM homonyms"))
    wanted = _homonyms(connection, decisions)
    if before == wanted:
        return
    changed = before ^ wanted
    affected = {
        article
        for homonym, base, *_ in changed
        for (article,) in connection.execute(
            "SELECT article FROM article_entities WHERE entity IN (?, ?)", (homonym, base)
        )
    }
    said = tally(connection, affected)
    for homonym, base in {(homonym, base) for homonym, base, *_ in changed}:
        for (article,) in connection.execute(
            "SELECT article FROM article_entities WHERE entity = ?", (homonym,)
        ).fetchall():
            move(connection, article, homonym, base)
    connection.execute("DELETE FROM homonyms")
    connection.executemany(
        "INSERT INTO homonyms (homonym, base, article_ids, traits, decision) VALUES (?, ?, ?, ?, ?)",
        wanted,
    )
    tell_homonyms_apart(connection, affected)
    link_names(connection, affected, affected, said, now)


def _homonyms(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> set[tuple[int, int, str, str, int]]:
    """Several decisions may tell the same namesake apart: all their articles are its."""
    told: dict[tuple[int, int], list[Decision]] = {}
    for decision in decisions:
        if decision.action == "split":
            for pair_of_rows in _bases(connection, decision.names, decision.others):
                told.setdefault(pair_of_rows, []).append(decision)
    return {
        (
            *rows,
            json.dumps(sorted({article for one in some for article in one.articles})),
            json.dumps(sorted({trait for one in some for trait in one.traits})),
            some[0].number,
        )
        for rows, some in told.items()
    }


def _bases(
    connection: sqlite3.Connection, names: Mapping[str, str], others: Mapping[str, str]
) -> Iterable[tuple[int, int]]:
    """The rows of homonyms and of the names that they share."""
    for other in others:
        homonym = parse_public_id(other)
        for name in names:
            base = parse_public_id(name)
            if base and homonym and homonym_of(base, homonym.key.partition(HOMONYM)[2]) == homonym:
                yield from zip(_rows(connection, [other]), _rows(connection, [name]), strict=True)


def _rows(connection: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    names = [name for name in map(parse_public_id, ids) if name]
    found = (
        connection.execute("SELECT id FROM entities WHERE key = ? AND type = ?", name).fetchone() for name in names
    )
    return [row[0] for row in found if row]

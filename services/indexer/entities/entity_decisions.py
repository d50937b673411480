"""What people decide of entities: recorded, in force for later articles too, and taken back; within a transaction.

A decision names entities by their public identifiers alone, so it holds for an article that is processed or indexed
again, and another index can take it over.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from services.indexer.entities.apply_decisions import apply_decisions
from services.indexer.entities.decision_log import Action, Decision, history, record
from services.indexer.entities.entity_ids import homonym_of, parse_public_id, public_id
from services.indexer.entities.entity_rows import Row, canonical_row, ensure_row, find_group, members_of
from services.indexer.entities.homonyms import broad_traits
from services.indexer.entities.names import entity_name, name_key


class DecisionError(ValueError):
    """It cannot be decided so; the message says why, and what to do."""


@dataclass(slots=True)
class Taken:
    """How many decisions of a file were taken over, and how many were in force already."""

    new: int = 0
    known: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def merge(connection: sqlite3.Connection, kept: str, other: str, now: str) -> Decision:
    """`kept` and `other` (identifiers or names) are one, known by the first of them. Raises DecisionError."""
    one, two = find_group(connection, kept), find_group(connection, other)
    if one != two:
        rows = _members(connection, one)
        asked = [row for row in rows if row.name == parse_public_id(kept)]
        return _decide(
            connection, "merge", asked + [row for row in rows if row not in asked], _members(connection, two), now
        )
    # By a rule they are one already; now a person says so, and it holds when the rule's signs are gone.
    rows = members_of(connection, one)
    some, others = ([row for row in rows if row.name == parse_public_id(text)] for text in (kept, other))
    if not some or not others or some == others:
        raise DecisionError(f"{kept} and {other} are one name: there is nothing to merge")
    return _decide(connection, "merge", some, others, now)


def add_alias(connection: sqlite3.Connection, entity: str, alias: str, now: str) -> Decision:
    """`alias` is another name of the entity, wherever it stands alone. Raises DecisionError."""
    rows = _members(connection, find_group(connection, entity))
    name = parse_public_id(alias) or entity_name(alias, rows[0].name.type)
    if not name_key(alias):
        raise DecisionError(f"{alias!r} is no name: there is no letter in it")
    row = ensure_row(connection, name, alias)
    if row in (rows := [one for one in rows if one != row] or rows):
        raise DecisionError(f"{alias!r} is its name already")
    return _decide(connection, "alias", rows, [row], now)


def take_alias(connection: sqlite3.Connection, entity: str, alias: str, now: str) -> Decision:
    """`alias` is no name of the entity, whatever the rules say. Raises DecisionError."""
    rows = members_of(connection, find_group(connection, entity))
    wanted = parse_public_id(alias)
    taken = [row for row in rows if row.name == wanted or row.name.key == name_key(alias)]
    rest = [row for row in rows if row not in taken]
    if not taken:
        decided = _found(connection, "apart", entity, alias)
        if decided:
            return decided
        known = ", ".join(row.written for row in rows)
        raise DecisionError(f"{alias!r} is none of its names: they are {known}")
    if not rest:
        raise DecisionError(f"{alias!r} is its only name: to tell two people of this name apart, give --article")
    return _decide(connection, "apart", _by_rank(connection, rest), taken, now)


def split_off(
    connection: sqlite3.Connection,
    entity: str,
    articles: Iterable[str],
    now: str,
    *,
    label: str | None = None,
    roles: Iterable[str] = (),
) -> Decision:
    """In `articles` (identifiers), and where articles call it one of `roles`, the name means somebody else.

    Without `roles`, what these articles call it and no other article does. `label` is what tells the two apart in the
    identifier; a number when absent. Raises DecisionError.
    """
    rows = _members(connection, find_group(connection, entity))
    wanted = tuple(dict.fromkeys(articles))
    found = _naming(connection, rows, wanted)
    if missing := [one for one in wanted if one not in found.values()]:
        decided = _found(connection, "split", entity, None, wanted)
        if decided:
            return decided
        raise DecisionError(f"{missing[0]!r} is no article that names {rows[0].written}")
    asked = {trait for role in roles for trait in (name_key(role), *broad_traits(role, None))}
    traits = asked or _only_there(connection, rows, set(found))
    if not found and not traits:
        raise DecisionError("say which articles are of somebody else (--article), or what they call them (--role)")
    word = name_key(label) if label else _free_number(connection, rows[0])
    bases = [row for row in rows if not found or any(row.id == base for base, _ in found)]
    homonyms = [ensure_row(connection, homonym_of(row.name, word), f"{row.written} ({label or word})") for row in bases]
    return _decide(connection, "split", bases, homonyms, now, articles=wanted, traits=tuple(sorted(traits)))


def undo(connection: sqlite3.Connection, number: int, now: str) -> Decision:
    """Take a decision back; articles that came since follow too. Raises DecisionError when there is no such."""
    for decision in history(connection):
        if decision.number == number:
            if decision.undone_at is None:
                connection.execute("UPDATE entity_decisions SET undone_at = ? WHERE id = ?", (now, number))
                apply_decisions(connection, history(connection), now)
            return decision
    raise DecisionError(f"there is no decision {number}: `copydesk entities history` lists them")


def take_over(connection: sqlite3.Connection, lines: Iterable[str | bytes], now: str) -> Taken:
    """Decisions of another index, as JSON Lines; those in force here already are passed over, as are undone ones."""
    taken = Taken()
    reader = TypeAdapter(Decision)
    in_force = [decision for decision in history(connection) if decision.undone_at is None]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            decision = reader.validate_json(line)
            ids = {**decision.names, **decision.others}
            if bad := [one for one in ids if parse_public_id(one) is None]:
                raise ValueError(f"{bad[0]!r} is no entity's identifier")
            if decision.entity not in decision.names or decision.other not in decision.others:
                raise ValueError("it names no entity that it decides on")
        except ValueError as error:
            taken.faults.append((number, str(error)))
            continue
        if decision.undone_at is not None:
            continue
        if any(decision.says_the_same(known) for known in in_force):
            taken.known += 1
            continue
        for identifier, written in ids.items():
            if name := parse_public_id(identifier):
                ensure_row(connection, name, written)
        record(connection, decision, decision.made_at or now)
        in_force.append(decision)
        taken.new += 1
    apply_decisions(connection, history(connection), now)
    return taken


def _decide(
    connection: sqlite3.Connection,
    action: Action,
    rows: list[Row],
    others: list[Row],
    now: str,
    *,
    articles: tuple[str, ...] = (),
    traits: tuple[str, ...] = (),
) -> Decision:
    decision = Decision(
        action,
        public_id(rows[0].name),
        public_id(others[0].name),
        {public_id(row.name): row.written for row in rows if row not in others},
        {public_id(row.name): row.written for row in others},
        articles,
        traits,
    )
    for known in reversed(history(connection)):
        if known.undone_at is None and decision.says_the_same(known):
            return known
        if known.undone_at is None and {known.entity, known.other} == {decision.entity, decision.other}:
            break
    record(connection, decision, now)
    apply_decisions(connection, history(connection), now)
    return history(connection)[-1]


def _members(connection: sqlite3.Connection, group: int) -> list[Row]:
    return _by_rank(connection, members_of(connection, group))


def _by_rank(connection: sqlite3.Connection, rows: list[Row]) -> list[Row]:
    """The name that the entity is known by first."""
    first = canonical_row(connection, [row.id for row in rows])
    return sorted(rows, key=lambda row: (row.id != first, row.name))


def _found(
    connection: sqlite3.Connection, action: Action, entity: str, alias: str | None, articles: tuple[str, ...] = ()
) -> Decision | None:
    """The decision in force that says the same already."""
    for decision in history(connection):
        if decision.undone_at is None and decision.action == action and entity in decision.names:
            names = [*decision.others, *decision.others.values()]
            if (alias is None and set(articles) <= set(decision.articles)) or alias in names:
                return decision
    return None


def _naming(connection: sqlite3.Connection, rows: list[Row], articles: tuple[str, ...]) -> dict[tuple[int, int], str]:
    """Which of the articles name which row: (row, article's number) and the article's identifier."""
    found = connection.execute(
        "SELECT entity, article, article_id FROM article_entities JOIN articles ON articles.id = article"
        " WHERE entity IN (SELECT value FROM json_each(?)) AND article_id IN (SELECT value FROM json_each(?))",
        (json.dumps([row.id for row in rows]), json.dumps(articles)),
    )
    return {(entity, article): article_id for entity, article, article_id in found}


def _only_there(connection: sqlite3.Connection, rows: list[Row], found: set[tuple[int, int]]) -> set[str]:
    there: set[str] = set()
    elsewhere: set[str] = set()
    for entity, article, role, organisation in connection.execute(
        "SELECT entity, article, role, organisation FROM entity_roles WHERE entity IN (SELECT value FROM json_each(?))",
        (json.dumps([row.id for row in rows]),),
    ):
        (there if (entity, article) in found else elsewhere).update(broad_traits(role, organisation))
    return there - elsewhere


def _free_number(connection: sqlite3.Connection, row: Row) -> str:
    number = 2
    while True:
        name = homonym_of(row.name, str(number))
        if not connection.execute("SELECT 1 FROM entities WHERE key = ? AND type = ?", name).fetchone():
            return str(number)
        number += 1

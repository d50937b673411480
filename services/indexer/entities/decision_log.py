"""The record of people's decisions on entities, in terms of public identifiers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Action = Literal["merge", "alias", "apart", "split"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`names` are the entity's and `others` those that it is merged with or told apart from: identifier and name.

    merge, alias: they are one. apart: they are not. split: in `articles`, and where articles say one of `traits`, the
    names mean the others.
    """

    action: Action
    entity: str
    other: str
    names: Mapping[str, str]
    others: Mapping[str, str]
    articles: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    number: int = 0
    made_at: str = ""
    undone_at: str | None = None

    def says_the_same(self, decision: Decision) -> bool:
        return (self.action, self.entity, self.other, self.articles, self.traits) == (
            decision.action, decision.entity, decision.other, decision.articles, decision.traits,
        )  # fmt: skip


def history(connection: sqlite3.Connection) -> list[Decision]:
    """All decisions, also those taken back, in the order in which they were made."""
    return [
        _from_json(action, text, number, made_at, undone_at)
        for number, made_at, action, text, undone_at in connection.execute(
            "SELECT id, made_at, action, decision, undone_at FROM entity_decisions ORDER BY id"
        ).fetchall()
    ]


def record(connection: sqlite3.Connection, decision: Decision, made_at: str) -> None:
    """Add a decision to the record."""
    text = json.dumps(
        {
            "entity": decision.entity,
            "other": decision.other,
            "names": dict(decision.names),
            "others": dict(decision.others),
            "articles": decision.articles,
            "traits": decision.traits,
        },
        ensure_ascii=False,
    )
    connection.execute(
        "INSERT INTO entity_decisions (made_at, action, decision) VALUES (?, ?, ?)", (made_at, decision.action, text)
    )


def _from_json(action: Action, text: str, number: int, made_at: str, undone_at: str | None) -> Decision:
    given = json.loads(text)
    return Decision(
        action, given["entity"], given["other"], given["names"], given["others"], tuple(given["articles"]),
        tuple(given["traits"]), number, made_at, undone_at,
    )  # fmt: skip

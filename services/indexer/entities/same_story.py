"""Finds articles that tell the same story, by the people in it, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

# Two reports of one story name the same people within days of each other.
_DAYS_OF_A_STORY = 3
_PEOPLE_IN_COMMON = 3
# So many articles of the other name are looked at, the latest indexed.
_ARTICLES_LOOKED_AT = 500
# Where the people have more articles than that, only the other name's are looked at.
_MOST_OF_PEOPLE = 500


class StoryFinder:
    """Remembers what it has looked up, so nobody may change what articles say of names while it is used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._people: dict[int, dict[int, int]] = {}
        self._latest: dict[int, frozenset[int]] = {}
        self._articles: dict[int, list[int]] = {}

    def report_with(self, article: int, name: int, other: int) -> int | None:
        """The first of the latest articles with the name `other` that tells the story of this one, which has `name`.

        It names three people of this article's, apart from these two, and is at most three days older or newer.
        """
        company = {row: count for row, count in self._people_of(article).items() if row not in (name, other)}
        if len(company) < _PEOPLE_IN_COMMON:
            return None
        # An article with three of five people has one of any three of them: so those that are mentioned least lead to
        # all such articles, which mostly are none of the other name's.
        by_rarity = sorted(company, key=lambda row: (company[row], row))
        rarest = by_rarity[: len(by_rarity) - _PEOPLE_IN_COMMON + 1]
        candidates: set[int] = set()
        if any(company[row] > 1 for row in rarest):  # else they are in no article but this one
            candidates.update(self._latest_of(other))
            if sum(company[row] for row in rarest) <= _MOST_OF_PEOPLE:
                candidates.intersection_update(found for row in rarest for found in self._articles_of(row))
            candidates.discard(article)
        return self._first_report(article, candidates, by_rarity) if candidates else None

    def _first_report(self, article: int, candidates: Collection[int], company: Collection[int]) -> int | None:
        told = self._connection.execute(
            "SELECT theirs.value FROM json_each(:candidates) AS theirs"
            " CROSS JOIN articles ON articles.id = theirs.value AND abs(sort_time -"
            " (SELECT sort_time FROM articles WHERE id = :article)) <= :days * 86400"
            " CROSS JOIN article_entities AS both ON both.article = theirs.value"
            " AND both.entity IN (SELECT value FROM json_each(:company))"
            " GROUP BY theirs.value HAVING count(*) >= :least ORDER BY theirs.value LIMIT 1",
            {
                "article": article,
                "candidates": json.dumps(list(candidates)),
                "company": json.dumps(list(company)),
                "days": _DAYS_OF_A_STORY,
                "least": _PEOPLE_IN_COMMON,
            },
        ).fetchone()
        return int(told[0]) if told else None

    def _people_of(self, article: int) -> dict[int, int]:
        """The people of an article, each with the number of articles that mention it."""
        if article not in self._people:
            people = self._connection.execute(
                "SELECT entity, article_count FROM article_entities JOIN entities ON id = entity"
                " WHERE article = ? AND type = 'PERSON'",
                (article,),
            )
            self._people[article] = dict(people.fetchall())
        return self._people[article]

    def _latest_of(self, name: int) -> frozenset[int]:
        if name not in self._latest:
            self._latest[name] = frozenset(latest_articles(self._connection, name))
        return self._latest[name]

    def _articles_of(self, name: int) -> list[int]:
        if name not in self._articles:
            found = self._connection.execute("SELECT article FROM article_entities WHERE entity = ?", (name,))
            self._articles[name] = [article for (article,) in found]
        return self._articles[name]


def latest_articles(connection: sqlite3.Connection, name: int) -> list[int]:
    """Those of a name's articles in which signs are looked for."""
    rows = connection.execute(
        "SELECT article FROM article_entities WHERE entity = ? ORDER BY article DESC LIMIT ?",
        (name, _ARTICLES_LOOKED_AT),
    )
    return [article for (article,) in rows]

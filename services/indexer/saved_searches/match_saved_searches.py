"""Asks the saved searches of the articles that were just written, within the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from services.indexer.saved_searches.batch_tables import batch_tables, fill_batch_tables, of_the_batch
from services.indexer.searching.marked_text import SNIPPET_GAP, beginning
from services.indexer.searching.query_language import QueryError, parse_query
from services.indexer.searching.query_sql import compile_query, matching
from services.indexer.writing.changes import Submission
from shared.schemas.matches import ArticleMatched

_SNIPPET_WORDS = 32
_BEGINNING_CHARACTERS = 240
_BODY_COLUMN = 2


class BrokenSearch(NamedTuple):
    """A saved search that could not be asked, and why."""

    name: str
    error: str


class _Search(NamedTuple):
    number: int
    name: str
    query: str
    created_at: str
    error: str | None


@dataclass(frozen=True, slots=True)
class _Question:
    """A search's statement on the whole index: row numbers, and a passage where the query has words."""

    sql: str
    parameters: tuple[str, ...]


def match_saved_searches(
    connection: sqlite3.Connection, written: Mapping[int, Submission], now: str
) -> tuple[BrokenSearch, ...]:
    """Record which saved searches find which of the articles `written` (row numbers and what brought them).

    An article is recorded once for each search. A search that cannot be asked is marked with the error and holds up
    nothing; returned are those that were not marked so before.
    """
    rows = connection.execute("SELECT id, name, query, created_at, error FROM saved_searches ORDER BY id").fetchall()
    if not rows or not written:
        return ()
    searches = [_Search(*row) for row in rows]
    errors: dict[int, str] = {}
    questions: dict[int, _Question] = {}
    for search in searches:
        try:
            questions[search.number] = _question(search.query)
        except QueryError as error:
            errors[search.number] = error.message
    tables = batch_tables(connection)
    ranged = fill_batch_tables(connection, list(written), {question.sql for question in questions.values()}, tables)
    names = frozenset(tables)
    for search in searches:
        if search.number not in errors:
            try:
                question = questions[search.number]
                sql = _asked_of_the_batch(question.sql, names, ranged)
                found = connection.execute(sql, question.parameters).fetchall()
            except sqlite3.OperationalError as error:
                # Only what SQLite says of the statement itself; a full disk or the like ends the transaction.
                if error.sqlite_errorname != "SQLITE_ERROR":
                    raise
                errors[search.number] = str(error)
            else:
                _record(connection, search, found, written, now)
    return _mark(connection, searches, errors)


def announced_matches(
    connection: sqlite3.Connection, articles: Mapping[int, Submission]
) -> dict[int, tuple[ArticleMatched, ...]]:
    """The matches that these submissions of the articles brought: the same again whenever it is asked."""
    rows = connection.execute(
        "SELECT matches.article, match_id, saved_searches.name, query, articles.article_id, matches.revision,"
        " matched_at, articles.headline, articles.url, labels.name, articles.published_at, snippet, webhook,"
        " originals.article_id FROM json_each(?) AS wanted"
        " CROSS JOIN matches ON matches.article = json_extract(wanted.value, '$[0]')"
        " AND matches.submission_ms = json_extract(wanted.value, '$[1]')"
        " AND matches.submission_seq = json_extract(wanted.value, '$[2]')"
        " JOIN saved_searches ON saved_searches.id = matches.search JOIN articles ON articles.id = matches.article"
        " LEFT JOIN labels ON labels.id = articles.outlet"
        " LEFT JOIN near_copies ON near_copies.article = articles.id"
        " LEFT JOIN articles AS originals ON originals.id = near_copies.original ORDER BY matches.id",
        (json.dumps([(row, *submission) for row, submission in articles.items()]),),
    )
    found: dict[int, list[ArticleMatched]] = defaultdict(list)
    for row, *values in rows:
        found[row].append(ArticleMatched(**dict(zip(_FIELDS, values, strict=True))))
    return {row: tuple(messages) for row, messages in found.items()}


_FIELDS = (
    "match_id", "search", "query", "article_id", "revision", "matched_at", "headline", "url", "outlet", "published_at",
    "snippet", "webhook", "copy_of",
)  # fmt: skip


@lru_cache(maxsize=4096)
def _question(query: str) -> _Question:
    """Raises QueryError."""
    found = matching(compile_query(parse_query(query)))
    if found.tables.startswith("article_search"):
        passage = f"snippet(article_search, {_BODY_COLUMN}, '', '', '{SNIPPET_GAP}', {_SNIPPET_WORDS})"
    else:
        passage = "NULL"
    sql = f"SELECT {found.row}, {passage} FROM {found.tables} WHERE {found.condition}"
    return _Question(sql, found.parameters)


@lru_cache(maxsize=4096)
def _asked_of_the_batch(sql: str, tables: frozenset[str], ranged: frozenset[str]) -> str:
    return of_the_batch(sql, tables, ranged)


def _record(
    connection: sqlite3.Connection,
    search: _Search,
    found: Sequence[tuple[int, str | None]],
    written: Mapping[int, Submission],
    now: str,
) -> None:
    for row, passage in found:
        known = connection.execute("SELECT 1 FROM matches WHERE search = ? AND article = ?", (search.number, row))
        if known.fetchone() is not None:
            continue
        article_id, revision, body = connection.execute(
            "SELECT article_id, revision, substr(body, 1, 500) FROM articles JOIN article_texts ON article = id"
            " WHERE id = ?",
            (row,),
        ).fetchone()
        snippet = " ".join(passage.split()) if passage else beginning(body, _BEGINNING_CHARACTERS).text
        connection.execute(
            "INSERT INTO matches (match_id, search, article, revision, submission_ms, submission_seq, matched_at,"
            " snippet) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (_match_id(search, article_id), search.number, row, revision, *written[row], now, snippet),
        )


def _match_id(search: _Search, article_id: str) -> str:
    # A search that was removed and made anew under the same name finds anew.
    words = f"{search.number}\n{search.name}\n{search.created_at}\n{article_id}"
    return f"match-{hashlib.blake2b(words.encode(), digest_size=10).hexdigest()}"


def _mark(
    connection: sqlite3.Connection, searches: Sequence[_Search], errors: Mapping[int, str]
) -> tuple[BrokenSearch, ...]:
    changed = [search for search in searches if search.error != errors.get(search.number)]
    connection.executemany(
        "UPDATE saved_searches SET error = ? WHERE id = ?",
        [(errors.get(search.number), search.number) for search in changed],
    )
    return tuple(BrokenSearch(search.name, errors[search.number]) for search in changed if search.number in errors)

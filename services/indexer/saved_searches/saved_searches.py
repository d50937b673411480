"""Keeps saved searches: adding and removing them, and reading them with what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from services.indexer.index_reader import Index
from services.indexer.one_change import one_change
from services.indexer.searching.query_language import parse_query

_LONGEST_NAME = 100
_BUSY_TIMEOUT = timedelta(seconds=10)


class NoSuchSearch(LookupError):
    """There is no saved search of this name."""


class SearchExists(ValueError):
    """There is a saved search of this name already."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`error` says why it could not be asked of the latest articles; `matches` counts what it has found."""

    name: str
    query: str
    webhook: str | None
    created_at: str
    error: str | None
    matches: int
    last_match_at: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """An article that a saved search found when it came. `number` grows with time; `snippet` shows why.

    `copy_of` is the earlier article whose text it repeats.
    """

    number: int
    match_id: str
    search: str
    matched_at: str
    article_id: str
    headline: str | None
    outlet: str | None
    published_at: str | None
    url: str | None
    snippet: str
    copy_of: str | None


def add_saved_search(
    path: Path, name: str, query: str, now: datetime, *, webhook: str | None = None, replace: bool = False
) -> None:
    """Keep `query` under `name`; it is asked of all articles that are indexed from now on.

    With `replace` a search of this name gets the new query and webhook, and keeps what it found. The index is made when
    there is none. Raises QueryError; SearchExists; ValueError when the name is none, or the webhook no web address; and
    IndexUnavailable or IndexNotWritable.
    """
    check_name(name)
    parse_query(query)
    if webhook is not None:
        check_webhook(webhook)
    with one_change(path, _BUSY_TIMEOUT, may_make_it=True) as connection:
        known = connection.execute("SELECT 1 FROM saved_searches WHERE name = ?", (name,)).fetchone()
        if known and not replace:
            raise SearchExists(f"there is a saved search {name!r} already")
        connection.execute(
            "INSERT INTO saved_searches (name, query, webhook, created_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET query = excluded.query, webhook = excluded.webhook, error = NULL",
            (name, query, webhook, now.isoformat(timespec="seconds")),
        )


def remove_saved_search(path: Path, name: str) -> None:
    """Forget the search and what it found. Raises NoSuchSearch, IndexUnavailable or IndexNotWritable."""
    if not path.is_file():
        raise NoSuchSearch(name)
    with one_change(path, _BUSY_TIMEOUT, may_make_it=True) as connection:
        if connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,)).rowcount == 0:
            raise NoSuchSearch(name)


def saved_searches(index: Index) -> tuple[SavedSearch, ...]:
    """All of them, by name."""
    rows = index.rows(f"{_SEARCHES} ORDER BY name")
    return tuple(SavedSearch(*row) for row in rows)


def saved_search(index: Index, name: str) -> SavedSearch:
    """Raises NoSuchSearch."""
    row = index.row(f"{_SEARCHES} WHERE name = ?", (name,))
    if row is None:
        raise NoSuchSearch(name)
    return SavedSearch(*row)


def matches(index: Index, name: str, *, limit: int = 20, before: int | None = None) -> tuple[Match, ...]:
    """What the search found, the latest first. `before`: only those with a smaller number, for the next page.

    Raises NoSuchSearch.
    """
    with index.snapshot():
        saved_search(index, name)
        rows = index.rows(
            "SELECT matches.id, match_id, saved_searches.name, matched_at, articles.article_id, articles.headline,"
            " labels.name, articles.published_at, articles.url, snippet, originals.article_id"
            " FROM saved_searches JOIN matches ON matches.search = saved_searches.id"
            " JOIN articles ON articles.id = matches.article LEFT JOIN labels ON labels.id = articles.outlet"
            " LEFT JOIN near_copies ON near_copies.article = articles.id"
            " LEFT JOIN articles AS originals ON originals.id = near_copies.original"
            " WHERE saved_searches.name = ?1 AND (?2 IS NULL OR matches.id < ?2) ORDER BY matches.id DESC LIMIT ?3",
            (name, before, limit),
        )
    return tuple(Match(*row) for row in rows)


_SEARCHES = (
    "SELECT name, query, webhook, created_at, error,"
    " (SELECT count(*) FROM matches WHERE search = saved_searches.id) AS found,"
    " (SELECT matched_at FROM matches WHERE search = saved_searches.id ORDER BY id DESC LIMIT 1) AS last"
    " FROM saved_searches"
)


def check_name(name: str) -> None:
    """Raises ValueError unless it is 1 to 100 printable characters with no space at either end."""
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise ValueError(f"{name!r} is no name: 1 to {_LONGEST_NAME} printable characters, no space at either end")


def check_webhook(url: str) -> None:
    """Raises ValueError unless it is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not url.isprintable() or " " in url:
        raise ValueError(f"{url!r} is no web address: a webhook begins with https:// or http:// and names a host")

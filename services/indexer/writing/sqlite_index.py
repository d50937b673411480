"""The index as its writer sees it: one SQLite file that takes batches of articles, each batch wholly or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from services.indexer.connections import Durability, IndexUnavailable, connect_for_writing, not_writable, transaction
from services.indexer.migrations import migrate
from services.indexer.saved_searches.match_saved_searches import BrokenSearch, announced_matches, match_saved_searches
from services.indexer.writing.changes import (
    Change,
    Note,
    Recorded,
    Repeat,
    Stale,
    Submission,
    Version,
    Write,
    decide,
    parse_submission,
    producers_line,
)
from services.indexer.writing.documents import Rows, rows_of
from services.indexer.writing.link_near_copies import link_near_copies
from services.indexer.writing.store_articles import KnownNumbers, Prepared, store_articles
from shared.schemas.articles import ArticleExtracted, ArticleIndexed
from shared.streams.handler import Delivered, Outcome
from shared.streams.outcomes import Reject, Skip

# What SQLite or the packing says of values that it cannot take, whatever the state of the file.
_UNSTORABLE = (sqlite3.IntegrityError, sqlite3.DataError, ValueError, OverflowError)
# Above this many the numbers are looked up anew, to bound the memory: some 10 MB.
_MOST_KNOWN_NUMBERS = 30_000


class SqliteIndex:
    """An index file open for writing. Several processes may have the same file open; they take turns.

    Without `announces`, as for an import, nobody waits for the outcomes: saved searches are not asked, and what was
    written before counts as unchanged.
    """

    def __init__(
        self,
        path: Path,
        *,
        durability: Durability = "full",
        busy_timeout: timedelta = timedelta(seconds=10),
        revisions_kept: int = 20,
        near_copy_share: float | None = 0.5,
        announces: bool = True,
        on_broken_search: Callable[[BrokenSearch], None] = lambda _: None,
    ) -> None:
        self._path = path
        self._durability: Durability = durability
        self._busy_timeout = busy_timeout
        self._revisions_kept = revisions_kept
        self._near_copy_share = near_copy_share
        self._announces = announces
        self._on_broken_search = on_broken_search
        self._known = KnownNumbers()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def open(self) -> None:
        """Open or make the file and bring its schema up to date; `write` does it too when needed."""
        self.close()
        connection = connect_for_writing(self._path, self._durability, self._busy_timeout)
        try:
            migrate(connection)
        except (sqlite3.Error, IndexUnavailable):
            connection.close()
            raise
        self._connection, self._file = connection, _identity(self._path)

    def close(self) -> None:
        self._known = KnownNumbers()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def write(self, deliveries: Sequence[Delivered[ArticleExtracted]], now: datetime) -> list[Outcome[ArticleIndexed]]:
        """Take `deliveries` in one transaction; one outcome each, in order: with the matches that it brought, if any.

        An article that cannot be stored is rejected and holds up no other. When the file cannot be written (disk full,
        another writer for too long, ...), nothing is, and every outcome is IndexNotWritable: to be tried again.
        """
        try:
            return self._write_together(deliveries, now)
        except _UNSTORABLE as error:
            if len(deliveries) == 1:
                return [Reject(f"it cannot be stored: {error}")]
            return [self.write([delivered], now)[0] for delivered in deliveries]
        except IndexUnavailable as error:
            return [error for _ in deliveries]
        except (sqlite3.Error, OSError) as error:
            self.close()
            return [not_writable(self._path, error) for _ in deliveries]

    def _write_together(
        self, deliveries: Sequence[Delivered[ArticleExtracted]], now: datetime
    ) -> list[Outcome[ArticleIndexed]]:
        outcomes: dict[int, Outcome[ArticleIndexed]] = {}
        arrivals = []
        for place, delivered in enumerate(deliveries):
            try:
                arrivals.append(_Arrival(place, delivered, _version(delivered)))
            except ValueError as error:
                outcomes[place] = Reject(str(error))
        connection, known = self._ready(), self._known
        rows_made = _rows_of_what_may_be_written(connection, arrivals)
        # Until all is committed nothing is known: rolled back, the new numbers would belong to others.
        self._known = KnownNumbers()
        with transaction(connection):
            for wave in _waves(arrivals):
                outcomes.update(self._write_wave(connection, wave, rows_made, known, now.isoformat(timespec="seconds")))
        self._known = known
        return [outcomes[place] for place in range(len(deliveries))]

    def _write_wave(
        self,
        connection: sqlite3.Connection,
        wave: Sequence[_Arrival],
        rows_made: dict[int, Rows],
        known: KnownNumbers,
        now: str,
    ) -> dict[int, Outcome[ArticleIndexed]]:
        outcomes: dict[int, Outcome[ArticleIndexed]] = {}
        announcing: dict[int, tuple[int, Submission]] = {}
        stored = _stored(connection, [arrival.delivered.message.article_id for arrival in wave])
        writes, notes = [], []
        for arrival in wave:
            row, current = stored.get(arrival.delivered.message.article_id, (None, None))
            earlier = _of_same_submission(connection, row, arrival.version.submission) if row else None
            match decide(arrival.version, current, earlier):
                case Write(change) as write:
                    rows = rows_made.get(arrival.place) or _rows_of(arrival)
                    writes.append((arrival.place, _prepared(arrival, rows, write, now, row)))
                    outcomes[arrival.place] = _indexed(arrival, change, now)
                case Note():
                    notes.append((*arrival.version.submission, now, *(arrival.version.arrival or (None, None)), row))
                    outcomes[arrival.place] = _indexed(arrival, "unchanged", now)
                case Repeat(change, indexed_at):
                    outcomes[arrival.place] = _indexed(arrival, change if self._announces else "unchanged", indexed_at)
                    if row is not None:
                        announcing[arrival.place] = row, arrival.version.submission
                case Stale():
                    outcomes[arrival.place] = Skip("a newer submission of this article is in the index")
        numbers = store_articles(connection, [write for _, write in writes], known, self._revisions_kept)
        if self._near_copy_share is not None:
            phrases = {row: write.rows.phrases for row, (_, write) in zip(numbers, writes, strict=True)}
            link_near_copies(connection, phrases, self._near_copy_share)
        connection.executemany(
            "UPDATE articles SET submission_ms = ?, submission_seq = ?, change = 'unchanged', indexed_at = ?,"
            " arrival_ms = coalesce(?, arrival_ms), arrival_seq = coalesce(?, arrival_seq) WHERE id = ?",
            notes,
        )
        if self._announces:
            # Reprocessing an archive is no news.
            news = {
                place: (row, write.version.submission)
                for row, (place, write) in zip(numbers, writes, strict=True)
                if write.write.change != "reprocessed"
            }
            for broken in match_saved_searches(connection, dict(news.values()), now):
                self._on_broken_search(broken)
            _announce(connection, outcomes, news | announcing)
        return outcomes

    def _ready(self) -> sqlite3.Connection:
        # A file that was deleted or put back from a backup: what is written to the old one would be lost.
        if self._connection is None or _identity(self._path) != self._file:
            self.open()
        if len(self._known.entities) > _MOST_KNOWN_NUMBERS:
            self._known = KnownNumbers()
        assert self._connection is not None
        return self._connection


@dataclass(frozen=True, slots=True)
class _Arrival:
    place: int
    delivered: Delivered[ArticleExtracted]
    version: Version


def _version(delivered: Delivered[ArticleExtracted]) -> Version:
    article = delivered.message
    return Version(
        parse_submission(article.submission or delivered.submission),
        article.revision,
        producers_line(article.cleaned_by),
        producers_line(article.extracted_by),
        parse_submission(delivered.arrival) if delivered.arrival is not None else None,
    )


def _waves(arrivals: Sequence[_Arrival]) -> list[list[_Arrival]]:
    """Parts of the batch, in order, in each of which every article is there once."""
    waves: list[list[_Arrival]] = []
    times_seen: Counter[str] = Counter()
    for arrival in arrivals:
        article_id = arrival.delivered.message.article_id
        if times_seen[article_id] == len(waves):
            waves.append([])
        waves[times_seen[article_id]].append(arrival)
        times_seen[article_id] += 1
    return waves


def _rows_of_what_may_be_written(connection: sqlite3.Connection, arrivals: Sequence[_Arrival]) -> dict[int, Rows]:
    """By place. They are made before the transaction, while other processes may write.

    One of those may write the same article meanwhile, so this is a guess: what it misses is made when it is needed.
    """
    stored = _stored(connection, [arrival.delivered.message.article_id for arrival in arrivals])
    made: dict[int, Rows] = {}
    for arrival in arrivals:
        _, current = stored.get(arrival.delivered.message.article_id, (None, None))
        if isinstance(decide(arrival.version, current, None), Write):
            made[arrival.place] = _rows_of(arrival)
    return made


def _rows_of(arrival: _Arrival) -> Rows:
    return rows_of(arrival.delivered.message, arrival.version.submission.ms)


def _prepared(arrival: _Arrival, rows: Rows, write: Write, now: str, row: int | None) -> Prepared:
    delivered = arrival.delivered
    return Prepared(delivered.message, rows, arrival.version, write, now, delivered.correlation_id, row)


def _indexed(arrival: _Arrival, change: Change, indexed_at: str) -> ArticleIndexed:
    article = arrival.delivered.message
    return ArticleIndexed(
        article_id=article.article_id,
        revision=article.revision,
        change=change,
        indexed_at=indexed_at,
        headline=article.headline,
        language=article.language,
    )


def _announce(
    connection: sqlite3.Connection,
    outcomes: dict[int, Outcome[ArticleIndexed]],
    places: dict[int, tuple[int, Submission]],
) -> None:
    """Add to the outcomes at `places` the matches that these submissions of the articles brought."""
    announced = announced_matches(connection, dict(places.values()))
    for place, (row, _) in places.items():
        if row in announced and isinstance(indexed := outcomes[place], ArticleIndexed):
            outcomes[place] = (indexed, *announced[row])


def _stored(connection: sqlite3.Connection, article_ids: list[str]) -> dict[str, tuple[int, Recorded]]:
    """Row number and current version of those of the articles that are in the index."""
    rows = connection.execute(
        "SELECT article_id, id, submission_ms, submission_seq, revision, cleaned_by, extracted_by, change, indexed_at,"
        " arrival_ms, arrival_seq FROM articles WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(article_ids),),
    )
    return {article_id: (row, _recorded(*recorded)) for article_id, row, *recorded in rows}


def _of_same_submission(connection: sqlite3.Connection, row: int, submission: Submission) -> Recorded | None:
    found = connection.execute(
        "SELECT submission_ms, submission_seq, revision, cleaned_by, extracted_by, change, indexed_at FROM revisions"
        " WHERE article = ? AND submission_ms = ? AND submission_seq = ? ORDER BY id DESC LIMIT 1",
        (row, *submission),
    ).fetchone()
    return _recorded(*found) if found else None


def _recorded(
    ms: int, seq: int, revision: str, cleaned_by: str, extracted_by: str, change: Change, indexed_at: str,
    arrival_ms: int | None = None, arrival_seq: int | None = None,
) -> Recorded:  # fmt: skip
    arrival = Submission(arrival_ms, arrival_seq) if arrival_ms is not None and arrival_seq is not None else None
    return Recorded(Version(Submission(ms, seq), revision, cleaned_by, extracted_by, arrival), change, indexed_at)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino

"""Writes articles' rows into the index, within the caller's transaction."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from services.indexer.entities.count_names import tally
from services.indexer.entities.homonyms import tell_homonyms_apart
from services.indexer.entities.link_names import link_names
from services.indexer.entities.name_variants import sound_of, written_form
from services.indexer.entities.names import Label, Name, best_written
from services.indexer.writing.changes import Version, Write
from services.indexer.writing.documents import Rows
from services.indexer.writing.link_utterances import link_utterances
from shared.schemas.articles import ArticleExtracted

_KEYS_AT_A_TIME = 500
# Children of `articles` that a new revision replaces; quotes and events take their own children with them.
_REPLACED = (
    "article_texts", "article_authors", "captions", "blocks", "article_entities", "article_aliases", "entity_roles",
    "mentions", "quotes", "events",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that is to be written; `row` is its articles.id if it has one already."""

    article: ArticleExtracted
    rows: Rows
    version: Version
    write: Write
    indexed_at: str
    correlation_id: str
    row: int | None


@dataclass(slots=True)
class KnownNumbers:
    """Row numbers of names and labels met so far; to be thrown away when the transaction is rolled back."""

    entities: dict[Name, int] = field(default_factory=dict)
    labels: dict[Label, int] = field(default_factory=dict)


def store_articles(
    connection: sqlite3.Connection, batch: Sequence[Prepared], known: KnownNumbers, revisions_kept: int
) -> list[int]:
    """Insert or replace each article of `batch`; none may be in it twice. What is looked up is added to `known`.

    Returns their row numbers, in order.
    """
    _find_numbers(connection, batch, known)
    replaced = [(prepared.row,) for prepared in batch if prepared.row is not None]
    said_before = tally(connection, [row for (row,) in replaced])
    for table in _REPLACED if replaced else ():
        connection.executemany(f"DELETE FROM {table} WHERE article = ?", replaced)
    next_row = _next_id(connection, "articles")
    numbered = []
    for prepared in batch:
        numbered.append((prepared.row or next_row, prepared))
        next_row += prepared.row is None
    _store_heads(connection, numbered, known.labels)
    _store_entities(connection, numbered, known.entities)
    _store_quotes(connection, numbered, known.entities)
    _store_events(connection, numbered, known.entities)
    if replaced:
        _forget_documents(connection, replaced, revisions_kept)
    if numbered:
        rows = [row for row, _ in numbered]
        tell_homonyms_apart(connection, rows)
        link_names(connection, rows, [row for (row,) in replaced], said_before, batch[0].indexed_at)
    return [row for row, _ in numbered]


def _store_heads(
    connection: sqlite3.Connection, numbered: list[tuple[int, Prepared]], labels: dict[Label, int]
) -> None:
    columns = (
        "id", "article_id", "revision", "submission_ms", "submission_seq", "change", "indexed_at", "cleaned_by",
        "extracted_by", "headline", "url", "url_key", "source", "outlet", "outlet_known_by", "section", "language",
        "published_at", "published_latest", "published_known_by", "published_day", "sort_time", "fetched_at",
        "reading_minutes", "dateline", "agency", "words", "notes", "arrival_ms", "arrival_seq",
    )  # fmt: skip
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    connection.executemany(
        f"INSERT INTO articles ({', '.join(columns)}) VALUES ({_marks(columns)})"
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
        [_head(row, prepared, labels) for row, prepared in numbered],
    )
    _insert(
        connection, "revisions",
        ("article", "revision", "submission_ms", "submission_seq", "correlation_id", "change", "indexed_at",
         "headline", "cleaned_by", "extracted_by", "document"),
        ((row, p.version.revision, *p.version.submission, p.correlation_id, p.write.change, p.indexed_at,
          p.article.headline, p.version.cleaned_by, p.version.extracted_by, p.rows.document) for row, p in numbered),
    )  # fmt: skip
    _insert(
        connection, "article_texts", ("article", "headline", "standfirst", "body", "captions"),
        ((row, p.article.headline, p.article.standfirst, p.article.body, p.rows.captions) for row, p in numbered),
    )  # fmt: skip
    _insert(
        connection, "article_search", ("rowid", "headline", "standfirst", "body", "captions"),
        ((row, p.article.headline, p.article.standfirst, p.article.body, p.rows.captions) for row, p in numbered),
    )  # fmt: skip
    _insert(
        connection, "article_authors", ("article", "position", "author", "role", "biography"),
        ((row, position, labels[label], role, biography)
         for row, p in numbered
         for position, (label, role, biography) in enumerate(p.rows.authors)),
    )  # fmt: skip
    _insert(
        connection, "captions", ("article", "position", "text", "credit"),
        ((row, position, caption.text, caption.credit)
         for row, p in numbered
         for position, caption in enumerate(p.article.captions)),
    )  # fmt: skip
    _insert(
        connection, "blocks", ("article", "position", "start", "end", "role", "reason", "confidence"),
        ((row, position, block.start, block.end, block.role, block.reason, block.confidence)
         for row, p in numbered
         for position, block in enumerate(p.article.blocks)),
    )  # fmt: skip


def _head(row: int, prepared: Prepared, labels: dict[Label, int]) -> tuple[object, ...]:
    article, rows, version = prepared.article, prepared.rows, prepared.version
    published = article.published_at
    return (
        row, article.article_id, version.revision, *version.submission, prepared.write.change, prepared.indexed_at,
        version.cleaned_by, version.extracted_by, article.headline, article.url, rows.url_key,
        labels[rows.source] if rows.source else None, labels[rows.outlet] if rows.outlet else None,
        article.outlet.known_by if article.outlet else None, labels[rows.section] if rows.section else None,
        article.language, published.value if published else None, published.latest if published else None,
        published.known_by if published else None, rows.published_day, rows.sort_time, article.fetched_at,
        article.reading_minutes, article.dateline, article.agency, rows.words, "; ".join(article.notes) or None,
        *(version.arrival or (None, None)),
    )  # fmt: skip


def _store_entities(
    connection: sqlite3.Connection, numbered: list[tuple[int, Prepared]], numbers: dict[Name, int]
) -> None:
    _insert(
        connection, "article_entities", ("article", "entity", "mentions"),
        ((row, numbers[name], count) for row, p in numbered for name, count in p.rows.mentions_of.items()),
    )  # fmt: skip
    _insert(
        connection, "article_aliases", ("article", "entity", "alias"),
        ((row, numbers[name], numbers[alias]) for row, p in numbered for name, alias in p.rows.aliases),
    )  # fmt: skip
    _insert(
        connection, "entity_roles", ("article", "entity", "role", "organisation"),
        ((row, numbers[name], role, organisation) for row, p in numbered for name, role, organisation in p.rows.roles),
    )  # fmt: skip
    _insert(
        connection, "mentions", ("article", "entity", "start", "end", "kind"),
        ((row, numbers[name], start, end, kind) for row, p in numbered for name, start, end, kind in p.rows.mentions),
    )  # fmt: skip


def _store_quotes(
    connection: sqlite3.Connection, numbered: list[tuple[int, Prepared]], numbers: dict[Name, int]
) -> None:
    quotes = [(row, position, quote) for row, p in numbered for position, quote in enumerate(p.rows.quotes)]
    first = _next_id(connection, "quotes")
    _insert(
        connection, "quotes",
        ("id", "article", "position", "type", "text", "speaker", "speaker_entity", "cue", "addressee", "occasion",
         "date", "start", "end", "kind", "wording"),
        ((first + n, row, position, quote.type, quote.text, quote.speaker,
          numbers[quote.entity] if quote.entity else None, quote.cue, quote.addressee, quote.occasion, quote.date,
          quote.start, quote.end, quote.kind, quote.wording)
         for n, (row, position, quote) in enumerate(quotes)),
    )  # fmt: skip
    _insert(
        connection, "quote_search", ("rowid", "speaker", "text"),
        ((first + n, quote.speaker, quote.text) for n, (_, _, quote) in enumerate(quotes)),
    )  # fmt: skip
    link_utterances(
        connection, [(first + n, quote.wording) for n, (_, _, quote) in enumerate(quotes) if quote.wording is not None]
    )


def _store_events(
    connection: sqlite3.Connection, numbered: list[tuple[int, Prepared]], numbers: dict[Name, int]
) -> None:
    events = [(row, position, event) for row, p in numbered for position, event in enumerate(p.rows.events)]
    first = _next_id(connection, "events")
    _insert(
        connection, "events",
        ("id", "article", "position", "date", "precision", "first_day", "last_day", "predicate", "text",
         "start", "end", "sentence_start", "sentence_end", "kind", "modality", "polarity", "dated_by"),
        ((first + n, row, position, event.date, event.precision, event.first_day, event.last_day, event.predicate,
          event.text, event.start, event.end, event.sentence_start, event.sentence_end,
          event.kind, event.modality, event.polarity, event.dated_by)
         for n, (row, position, event) in enumerate(events)),
    )  # fmt: skip
    _insert(
        connection, "event_participants", ("event", "entity", "part"),
        ((first + n, numbers[name], part)
         for n, (_, _, event) in enumerate(events)
         for name, part in event.participants),
    )  # fmt: skip


def _forget_documents(connection: sqlite3.Connection, replaced: list[tuple[int]], revisions_kept: int) -> None:
    connection.executemany(
        "UPDATE revisions SET document = NULL WHERE article = ?1 AND document IS NOT NULL AND id NOT IN"
        f" (SELECT id FROM revisions WHERE article = ?1 ORDER BY id DESC LIMIT {revisions_kept})",
        replaced,
    )


def _find_numbers(connection: sqlite3.Connection, batch: Sequence[Prepared], known: KnownNumbers) -> None:
    names: dict[Name, str] = {}
    labels: dict[Label, str] = {}
    for prepared in batch:
        for name, written in prepared.rows.names.items():
            if name not in known.entities:
                names[name] = best_written(names.get(name), written)
        labels.update((label, written) for label, written in prepared.rows.labels.items() if label not in known.labels)
    _number_entities(connection, names, known)
    _number_labels(connection, labels, known)


def _number_entities(connection: sqlite3.Connection, names: dict[Name, str], known: KnownNumbers) -> None:
    for name, row, written in _of_the_index(connection, names):
        known.entities[name] = row
        if (best := best_written(written, names[name])) != written:
            connection.execute("UPDATE entities SET name = ? WHERE id = ?", (best, row))
    missing = [name for name in names if name not in known.entities]
    known.entities.update(zip(missing, itertools.count(_next_id(connection, "entities"))))
    _insert(
        connection, "entities", ("id", "type", "name", "key", "form", "sound"),
        ((known.entities[name], name.type, names[name], name.key, written_form(name), sound_of(name))
         for name in missing),
    )  # fmt: skip
    _insert(connection, "entity_search", ("rowid", "key"), ((known.entities[name], name.key) for name in missing))


def _of_the_index(connection: sqlite3.Connection, names: Collection[Name]) -> Iterator[tuple[Name, int, str]]:
    """Those of the names that are in the index: with their row numbers, and as they are written there."""
    keys = [name.key for name in names]
    for start in range(0, len(keys), _KEYS_AT_A_TIME):
        some = keys[start : start + _KEYS_AT_A_TIME]
        # Bound one by one, since SQLite's JSON cuts off what follows a null character.
        found = connection.execute(f"SELECT key, type, id, name FROM entities WHERE key IN ({_marks(some)})", some)
        for key, entity_type, row, written in found.fetchall():
            if (name := Name(key, entity_type)) in names:
                yield name, row, written


def _number_labels(connection: sqlite3.Connection, labels: dict[Label, str], known: KnownNumbers) -> None:
    connection.executemany(
        "INSERT INTO labels (kind, key, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(*label, written) for label, written in labels.items()],
    )
    for label in labels:
        found = connection.execute("SELECT id FROM labels WHERE kind = ? AND key = ?", label)
        known.labels[label] = found.fetchone()[0]


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({_marks(columns)})", rows)


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    # The caller holds the write lock, so nobody else can take this number.
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])

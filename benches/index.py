"""Measures the index: how fast it takes articles, how fast it answers, how large it gets, and how that grows.

    python benches/index.py --sizes 10000 100000
    python benches/index.py --sizes 10000 --tantivy     for the record; needs `pip install tantivy`

Articles are generated (see generated_articles.py) beforehand. Rates are of the index alone, in batches as the service
writes them, with durability as set. A query's time is search with snippets and near-copies, and with facets.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generated_articles import Newsroom
from tantivy_comparison import compare_with_tantivy

from services.indexer.connections import Durability, connect_for_writing
from services.indexer.migrations import migrate
from services.indexer.queries import Index, facets, find_quotes, open_index, search, timeline
from services.indexer.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted
from shared.streams.handler import Delivered

BATCH = 256
QUERIES_OF_A_KIND = 100
# The bare insertion and its counterpart: enough batches for a steady state, few enough to repeat.
COMPARED = 5120


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="measure at these sizes")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--durability", choices=["full", "normal"], default="full")
    options.add_argument("--folder", type=Path, help="where to put the index; kept. A temporary folder when absent")
    options.add_argument("--tantivy", action="store_true", help="compare with tantivy at the first size")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        compare_with_bare_insertion(folder, chosen.seed, chosen.durability)
        measure_growth(folder / "index.sqlite", chosen.sizes, chosen.seed, chosen.durability)
        if chosen.tantivy:
            compare_with_tantivy(folder, Newsroom(chosen.seed), chosen.sizes[0], QUERIES_OF_A_KIND)


def compare_with_bare_insertion(folder: Path, seed: int, durability: Durability) -> None:
    """The index against `executemany` of the very rows that it writes, into the same schema, in the same batches."""
    indexed, bare = folder / "compared.sqlite", folder / "bare.sqlite"
    _, seconds = fill(indexed, Newsroom(seed).articles(COMPARED), durability)
    rows = list(rows_by_batch(indexed))
    connection = connect_for_writing(bare, durability, timedelta(seconds=5))
    migrate(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    started, started_cpu = time.perf_counter(), time.process_time()
    for batch in rows:
        connection.execute("BEGIN")
        for statement, values in batch:
            connection.executemany(statement, values)
        connection.execute("COMMIT")
    bare_wall, bare_cpu = time.perf_counter() - started, time.process_time() - started_cpu
    connection.close()
    print(f"{COMPARED} articles     index {COMPARED / seconds.wall:7.0f} articles/s  cpu {per(seconds.cpu)} µs each")
    print(f"                  bare {COMPARED / bare_wall:8.0f} articles/s  cpu {per(bare_cpu)} µs each")
    print(f"                 ratio {seconds.wall / bare_wall:8.2f}              cpu {seconds.cpu / bare_cpu:7.2f}\n")
    for file in folder.glob("compared.sqlite*"):
        file.unlink()
    for file in folder.glob("bare.sqlite*"):
        file.unlink()


def per(seconds: float) -> str:
    return f"{seconds / COMPARED * 1e6:7.0f}"


class Seconds:
    """Time spent, by the clock and by the processor."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0


def fill(path: Path, articles: Iterable[ArticleExtracted], durability: Durability) -> tuple[int, Seconds]:
    index, seconds, count = SqliteIndex(path, durability=durability), Seconds(), 0
    index.open()
    for batch in batched(articles, BATCH):
        deliveries = [Delivered(article, "cid", article.submission or "1-0", 1) for article in batch]
        started, started_cpu = time.perf_counter(), time.process_time()
        index.write(deliveries, datetime.now(UTC))
        seconds.wall += time.perf_counter() - started
        seconds.cpu += time.process_time() - started_cpu
        count += len(batch)
    index.close()
    return count, seconds


def rows_by_batch(path: Path) -> Iterator[list[tuple[str, list[tuple[object, ...]]]]]:
    connection = sqlite3.connect(path)
    once = {"labels": "1", "entities": "1"}
    tables = {
        "articles": "id", "revisions": "article", "article_texts": "article", "article_authors": "article",
        "blocks": "article", "article_entities": "article", "article_aliases": "article", "entity_roles": "article",
        "mentions": "article", "quotes": "article", "events": "article", "phrases": "article",
        "event_participants": "(SELECT article FROM events WHERE id = event)",
    }  # fmt: skip
    searched = {
        "article_search (rowid, headline, standfirst, body, captions)": ("article_texts", "*", "article"),
        "quote_search (rowid, speaker, text)": ("quotes", "id, speaker, text", "article"),
    }
    for start in range(1, COMPARED + 1, BATCH):
        last = start + BATCH - 1
        wanted = [(table, table, "*", f"{key} BETWEEN {start} AND {last}") for table, key in tables.items()]
        wanted += [
            (into, table, columns, f"{key} BETWEEN {start} AND {last}")
            for into, (table, columns, key) in searched.items()
        ]
        if start == 1:
            wanted += [(table, table, "*", everything) for table, everything in once.items()]
            wanted.append(("entity_search (rowid, key)", "entities", "id, key", "1"))
        batch = []
        for into, table, columns, condition in wanted:
            rows = connection.execute(f"SELECT {columns} FROM {table} WHERE {condition}").fetchall()
            if rows:
                batch.append((f"INSERT INTO {into} VALUES ({', '.join('?' * len(rows[0]))})", rows))
        yield batch
    connection.close()


def measure_growth(path: Path, sizes: list[int], seed: int, durability: Durability) -> None:
    newsroom, done = Newsroom(seed), 0
    for size in sorted(sizes):
        count, seconds = fill(path, newsroom.articles(size - done, first=done), durability)
        done = size
        rate, each = count / seconds.wall, seconds.cpu / count * 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size} articles: the last {count} at {rate:.0f} articles/s, cpu {each:.0f} µs each; "
            f"{path.stat().st_size / size / 1000:.1f} kB an article; this process at most {memory:.0f} MB"
        )
        with open_index(path) as index:
            measure_queries(index, newsroom, seed)
        print(flush=True)


def measure_queries(index: Index, newsroom: Newsroom, seed: int) -> None:
    heading = "milliseconds: median and 99th percentile of"
    print(f"  {heading:48} {'search':>14} {'with facets':>17} {'its cpu':>14}  found")
    chance = random.Random(seed)
    for kind, make in query_kinds(index, newsroom, chance).items():
        searching, both, processor, totals = [], [], [], []
        for query in [make() for _ in range(QUERIES_OF_A_KIND)]:
            started, started_cpu = time.perf_counter(), time.process_time()
            totals.append(search(index, query).total)
            searching.append(time.perf_counter() - started)
            facets(index, query)
            both.append(time.perf_counter() - started)
            processor.append(time.process_time() - started_cpu)
        found = f"{statistics.median(totals):.0f}"
        print(f"  {kind:48} {line(searching)}    {line(both)} {line(processor)} {found:>7}   e.g. {query[:40]}")
    others: dict[str, Callable[[], object]] = {
        "quotations of a speaker": lambda: find_quotes(index, speaker=chance.choice(newsroom.people[:500])),
        "a month of the timeline": lambda: timeline(index, after="2024-01", before="2024-02"),
    }
    for kind, ask in others.items():
        taken, processor = [], []
        for _ in range(QUERIES_OF_A_KIND // 2):
            started, started_cpu = time.perf_counter(), time.process_time()
            ask()
            taken.append(time.perf_counter() - started)
            processor.append(time.process_time() - started_cpu)
        print(f"  {kind:48} {line(taken)} {'':17} {line(processor)}")


def query_kinds(index: Index, newsroom: Newsroom, chance: random.Random) -> dict[str, Callable[[], str]]:
    bodies = [row[0] for row in index.rows("SELECT body FROM article_texts WHERE article % 97 = 0 LIMIT 500")]
    days = [row[0] for row in index.rows("SELECT DISTINCT published_day FROM articles")]

    def word(first: int = 60, last: int = 1000) -> str:
        return newsroom.words[chance.randrange(first, last)]

    def phrase() -> str:
        words = chance.choice(bodies).split()
        place = chance.randrange(len(words) - 2)
        return " ".join(words[place : place + 2]).strip(".")

    def name(names: list[str], most: int = 300) -> str:
        return names[chance.randrange(most)]

    return {
        "a frequent word": word,
        "a rare word": lambda: word(5_000, 40_000),
        "two words": lambda: f"{word()} {word()}",
        "a phrase": lambda: f'"{phrase()}"',
        "a prefix": lambda: f"{word(1000, 20_000)[:5]}*",
        "OR and not": lambda: f"{word()} OR {word()} -{word()}",
        "person and word": lambda: f'person:"{name(newsroom.people)}" {word()}',
        "speaker and said": lambda: f'speaker:"{name(newsroom.people)}" said:{word(10, 60)}',
        "word between two days": lambda: f"{word()} after:{(day := chance.choice(days))[:7]} before:{day}",
        "place and day of event": lambda: f'place:"{name(newsroom.places)}" event-on:{chance.choice(days)}',
    }


def line(seconds: list[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:7.2f} {ordered[int(len(ordered) * 0.99) - 1] * 1000:6.2f}"


def batched(items: Iterable[ArticleExtracted], size: int) -> Iterator[list[ArticleExtracted]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


if __name__ == "__main__":
    sys.exit(main())

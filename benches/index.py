"""Measures the index: how fast it takes articles, how fast it answers, how large it gets, and how that grows.

    python benches/index.py                                     10,000, 100,000 and 300,000 articles; and tantivy with
                                                                the first 100,000, if it is there (pip install tantivy)
    python benches/index.py --sizes 10000                       a first look
    python benches/index.py --sizes 0                           the rate alone, against the bare insertion of the rows
    python benches/index.py --saved-searches 0 50 200 --sizes 0 what so many saved searches cost a batch, and no more

Articles are generated (see generated_articles.py) batch by batch, outside of what is timed. Rates are of the index
alone, in batches as the service writes them, with durability as set. A query's time is search with snippets and
near-copies, and with facets. The first command takes some 15 minutes on an idle machine.
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
from tantivy_comparison import TantivyIndex

from services.indexer.connections import Durability, connect_for_writing
from services.indexer.migrations import migrate
from services.indexer.queries import Index, facets, find_quotes, open_index, saved_searches, search, timeline
from services.indexer.saved_searches.saved_searches import add_saved_search, remove_saved_search
from services.indexer.settings import IndexerSettings
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.garbage_collection import collect_garbage_less_often
from shared.schemas.articles import ArticleExtracted
from shared.streams.handler import Delivered

BATCH = IndexerSettings().delivery.batch_size
QUERIES_OF_A_KIND = 100
MOST_OF_TANTIVY = 100_000
# The bare insertion and its counterpart: enough batches for a steady state, few enough to repeat.
COMPARED = 5120
# What the full-text tables are made from.
SEARCHED = {
    "article_search (rowid, headline, standfirst, body, captions)": ("article_texts", "*"),
    "quote_search (rowid, speaker, text)": ("quotes", "id, speaker, text"),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 300_000], help="measure at these; 0: at none"
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--durability", choices=["full", "normal"], default="full")
    options.add_argument("--folder", type=Path, help="where to put the index; kept. A temporary folder when absent")
    options.add_argument("--variants", type=float, default=0.15, help="the part of the names that is written otherwise")
    options.add_argument("--saved-searches", type=int, nargs="+", default=[], help="measure what so many cost")
    chosen = options.parse_args()
    collect_garbage_less_often()  # as the services do
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if chosen.saved_searches:
            measure_saved_searches(folder / "searches.sqlite", chosen.saved_searches, chosen.seed, chosen.durability)
        else:
            compare_with_bare_insertion(folder, chosen.seed, chosen.durability, chosen.variants)
        sizes = [size for size in chosen.sizes if size > 0]
        if sizes:
            measure_growth(folder / "index.sqlite", sizes, chosen.seed, chosen.durability, chosen.variants)


def compare_with_bare_insertion(folder: Path, seed: int, durability: Durability, variants: float) -> None:
    """The index against `executemany` of the very rows that it writes, into the same schema, in the same batches."""
    indexed, bare = folder / "compared.sqlite", folder / "bare.sqlite"
    _, seconds = fill(indexed, Newsroom(seed, variants=variants).articles(COMPARED), durability)
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


def fill(
    path: Path, articles: Iterable[ArticleExtracted], durability: Durability, also: TantivyIndex | None = None
) -> tuple[int, Seconds]:
    """Write the articles, and into `also`, which is not timed."""
    index, seconds, count = SqliteIndex(path, durability=durability), Seconds(), 0
    index.open()
    for batch in batched(articles, BATCH):
        deliveries = [Delivered(article, "cid", article.submission or "1-0", 1) for article in batch]
        started, started_cpu = time.perf_counter(), time.process_time()
        index.write(deliveries, datetime.now(UTC))
        seconds.wall += time.perf_counter() - started
        seconds.cpu += time.process_time() - started_cpu
        count += len(batch)
        if also is not None:
            also.take(batch)
    index.close()
    return count, seconds


def rows_by_batch(path: Path) -> Iterator[list[tuple[str, list[tuple[object, ...]]]]]:
    """All rows of the index, by the batches that they came with; what belongs to no article comes with the first."""
    connection = sqlite3.connect(path)
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'"
            " AND name NOT IN ('migrations', 'sqlite_sequence')"
        )
    ]
    keys = {name: key for name in names if (key := article_of(connection, name)) is not None}
    for start in range(1, COMPARED + 1, BATCH):
        within = f"BETWEEN {start} AND {start + BATCH - 1}"
        wanted = [(name, name, "*", f"{key} {within}") for name, key in keys.items()]
        wanted += [(into, table, columns, f"article {within}") for into, (table, columns) in SEARCHED.items()]
        if start == 1:
            wanted += [(name, name, "*", "1") for name in names if name not in keys]
            wanted.append(("entity_search (rowid, key)", "entities", "id, key", "1"))
        batch = []
        for into, table, columns, condition in wanted:
            rows = connection.execute(f"SELECT {columns} FROM {table} WHERE {condition}").fetchall()
            if rows:
                batch.append((f"INSERT INTO {into} VALUES ({', '.join('?' * len(rows[0]))})", rows))
        yield batch
    connection.close()


def article_of(connection: sqlite3.Connection, table: str) -> str | None:
    """The expression that gives the number of the article that a row of `table` belongs to."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    if table == "articles":
        return "id"
    if "event" in columns:
        return "(SELECT article FROM events WHERE id = event)"
    if "quote" in columns:
        return "(SELECT article FROM quotes WHERE id = quote)"
    return "article" if "article" in columns else None


def measure_growth(path: Path, sizes: list[int], seed: int, durability: Durability, variants: float) -> None:
    newsroom, done = Newsroom(seed, variants=variants), 0
    try:
        other: TantivyIndex | None = TantivyIndex(path.parent)
    except ImportError:
        other = None
        print("tantivy is not installed: pip install tantivy\n")
    for size in sorted(sizes):
        # Beyond this size its time would only make the run longer.
        other = other if size <= MOST_OF_TANTIVY else None
        count, seconds = fill(path, newsroom.articles(size - done, first=done), durability, other)
        done = size
        rate, each = count / seconds.wall, seconds.cpu / count * 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size} articles: the last {count} at {rate:.0f} articles/s, cpu {each:.0f} µs each; "
            f"{path.stat().st_size / size / 1000:.1f} kB an article; this process at most {memory:.0f} MB"
        )
        with open_index(path) as index:
            measure_queries(index, newsroom, seed)
            if other is not None:
                other.compare(index, newsroom, QUERIES_OF_A_KIND)
        print(flush=True)


def measure_saved_searches(path: Path, counts: list[int], seed: int, durability: Durability) -> None:
    """The same number of articles again and again into one index, each time with so many saved searches."""
    newsroom, chance = Newsroom(seed), random.Random(seed)
    fill(path, newsroom.articles(10 * BATCH), durability)
    with open_index(path) as index:
        kinds = list(query_kinds(index, newsroom, chance).values())
    for turn, count in enumerate(counts, 1):
        for (name,) in sqlite3.connect(path).execute("SELECT name FROM saved_searches").fetchall():
            remove_saved_search(path, name)
        for number in range(count):
            add_saved_search(path, f"search {number}", kinds[number % len(kinds)](), datetime.now(UTC))
        _, seconds = fill(path, newsroom.articles(20 * BATCH, first=20 * BATCH * turn), durability)
        with open_index(path) as index:
            found = sum(search.matches for search in saved_searches(index))
        each = seconds.cpu / 20 * 1000
        print(f"{count:6} saved searches: cpu {each:7.1f} ms a batch of {BATCH}; {found / 20:.0f} matches a batch")
    print()


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

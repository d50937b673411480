"""Measures how well copies of an article are found, and how fast among many others.

    python benches/near_copies.py                      precision and recall, and the time among 100,000 articles
    python benches/near_copies.py --among 10000        the time among fewer

Originals are generated articles and the seeds, as the cleaner leaves them. Each is edited in the ways in which outlets
edit wire copy, and in ways that make another article of it: a follow-up that repeats the background, and a round-up of
many stories. An edit counts as found when it is linked to its original, or in one family with it.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generated_articles import Newsroom

from services.cleaner.clean import clean
from services.indexer.settings import IndexerSettings
from services.indexer.writing import documents, sqlite_index
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted, ArticleSubmitted
from shared.streams.handler import Delivered

SEEDS = Path(__file__).parents[1] / "seeds"
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
BATCH = IndexerSettings().delivery.batch_size

Edit = Callable[["Editor", list[str]], list[str]]


class Editor:
    """Edits articles as people do; the same seed edits in the same way."""

    def __init__(self, seed: int, newsroom: Newsroom) -> None:
        self.chance = random.Random(seed)
        self._newsroom = newsroom

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(self._newsroom.words[:20_000], k=count))

    def paragraph(self) -> str:
        return f"{self.words(40).capitalize()}."


def as_it_was(editor: Editor, paragraphs: list[str]) -> list[str]:
    return paragraphs


def shortened(editor: Editor, paragraphs: list[str]) -> list[str]:
    """Cut from below, as wire copy is written to be."""
    return paragraphs[: max(3, int(len(paragraphs) * editor.chance.uniform(0.35, 0.7)))]


def swapped(editor: Editor, paragraphs: list[str]) -> list[str]:
    order = paragraphs[1:]
    editor.chance.shuffle(order)
    return [paragraphs[0], *order]


def updated(editor: Editor, paragraphs: list[str]) -> list[str]:
    """A new beginning, one more paragraph, and other numbers."""
    place = editor.chance.randrange(1, len(paragraphs))
    kept = [re.sub(r"\d+", str(editor.chance.randrange(100)), text) for text in paragraphs[1:]]
    return [editor.paragraph(), *kept[:place], editor.paragraph(), *kept[place:]]


def copy_edited(editor: Editor, paragraphs: list[str]) -> list[str]:
    """Every twentieth word replaced, and other quotation marks and dashes."""
    replaced = [
        " ".join(editor.words(1) if editor.chance.random() < 0.05 else word for word in text.split())
        for text in paragraphs
    ]
    return [text.replace('"', "”").replace(" - ", " – ") for text in replaced]


def shortened_and_edited(editor: Editor, paragraphs: list[str]) -> list[str]:
    return copy_edited(editor, shortened(editor, paragraphs))


def lengthened(editor: Editor, paragraphs: list[str]) -> list[str]:
    """With as much again of the outlet's own."""
    return paragraphs + [editor.paragraph() for _ in paragraphs]


def follow_up(editor: Editor, paragraphs: list[str]) -> list[str]:
    """Another story, with a fifth of the first as its background."""
    background = paragraphs[-max(1, len(paragraphs) // 5) :]
    return [editor.paragraph() for _ in paragraphs[len(background) :]] + background


def round_up(editor: Editor, paragraphs: list[str]) -> list[str]:
    """The story as one of many."""
    return [editor.paragraph() for _ in range(6 * len(paragraphs))] + paragraphs


COPIES: tuple[Edit, ...] = (
    as_it_was, shortened, swapped, updated, copy_edited, shortened_and_edited, lengthened,
)  # fmt: skip
OTHERS: tuple[Edit, ...] = (follow_up, round_up)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--originals", type=int, default=300, help="generated articles that are edited")
    options.add_argument("--among", type=int, default=100_000, help="articles among which the time is taken; 0: none")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    newsroom = Newsroom(chosen.seed)
    originals = [*newsroom.articles(chosen.originals), *seeds()]
    edits = list(edited(originals, Editor(chosen.seed, newsroom)))
    print(f"{len(originals)} originals, each edited in {len(COPIES)} ways to a copy and in {len(OTHERS)} to another")
    print(f"\n  {'share':>5} {'precision':>9} {'recall':>7}   found of each kind, %")
    for threshold in THRESHOLDS:
        print_row(threshold, originals, edits)
    if chosen.among:
        time_among(chosen.among, newsroom, edits)


def edited(originals: Iterable[ArticleExtracted], editor: Editor) -> Iterable[tuple[str, str, ArticleExtracted]]:
    """Kind of edit, original's id, edited article."""
    for number, original in enumerate(originals):
        paragraphs = [text for text in original.body.split("\n\n") if text.strip()]
        if len(paragraphs) < 5:
            continue
        for edit in (*COPIES, *OTHERS):
            body = "\n\n".join(edit(editor, list(paragraphs)))
            yield edit.__name__, original.article_id, an_article(f"{edit.__name__}-{number}", body, editor.words(8))


def an_article(article_id: str, body: str, headline: str) -> ArticleExtracted:
    return ArticleExtracted(
        article_id=article_id, revision="r", headline=headline, body=body, source_text="", blocks=(), submission="2-0"
    )


def seeds() -> Iterable[ArticleExtracted]:
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in (".txt", ".html"):
            submitted = ArticleSubmitted(content=path.read_text("utf-8"), article_id=path.stem)
            yield an_article(path.stem, clean(submitted, submission="1-0").body, path.stem)


def print_row(
    threshold: float, originals: Sequence[ArticleExtracted], edits: Sequence[tuple[str, str, ArticleExtracted]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        index = SqliteIndex(path, durability="normal", near_copy_share=threshold)
        write(index, [*originals, *(article for _, _, article in edits)])
        index.close()
        families = families_of(path)
    of_kind: dict[str, Counter[bool]] = defaultdict(Counter)
    linked_wrongly = 0
    for kind, original, article in edits:
        family = families.get(article.article_id)
        is_found = family is not None and family == families.get(original)
        of_kind[kind][is_found] += 1
        linked_wrongly += family is not None and not is_found
    kinds = {kind: counts[True] / counts.total() for kind, counts in of_kind.items()}
    copies = [edit.__name__ for edit in COPIES]
    right = sum(of_kind[kind][True] for kind in copies)
    wrong = sum(of_kind[edit.__name__][True] for edit in OTHERS) + linked_wrongly
    recall = right / sum(of_kind[kind].total() for kind in copies)
    shares = ", ".join(f"{kind.replace('_', ' ')} {share * 100:.0f}" for kind, share in kinds.items())
    print(f"  {threshold:5.1f} {right / max(1, right + wrong):9.3f} {recall:7.3f}   {shares}", flush=True)


def families_of(path: Path) -> dict[str, int]:
    """For each article that is linked, its family."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT articles.article_id, near_copies.original FROM near_copies JOIN articles ON articles.id = article"
        " UNION SELECT articles.article_id, articles.id FROM near_copies JOIN articles ON articles.id = original"
    ).fetchall()
    connection.close()
    return dict(rows)


def write(index: SqliteIndex, articles: Sequence[ArticleExtracted]) -> None:
    for start in range(0, len(articles), BATCH):
        batch = [Delivered(article, "c", article.submission or "1-0", 1) for article in articles[start : start + BATCH]]
        for outcome in index.write(batch, datetime.now(UTC)):
            if isinstance(outcome, Exception):
                raise outcome


def time_among(among: int, newsroom: Newsroom, edits: Sequence[tuple[str, str, ArticleExtracted]]) -> None:
    """What finding copies costs an article while it is indexed: of new articles, and of copies."""
    spent: list[float] = []
    hashing = 0.0
    hash_phrases, link = documents.phrases_of, sqlite_index.link_near_copies

    def timed_hashing(body: str) -> frozenset[int]:
        nonlocal hashing
        started = time.perf_counter()
        phrases = hash_phrases(body)
        hashing += time.perf_counter() - started
        return phrases

    def timed(connection: sqlite3.Connection, written: Mapping[int, frozenset[int]], least_share: float) -> None:
        nonlocal hashing
        started = time.perf_counter()
        link(connection, written, least_share)
        spent.append((time.perf_counter() - started + hashing) / max(1, len(written)) * 1000)
        hashing = 0.0

    documents.phrases_of, sqlite_index.link_near_copies = timed_hashing, timed
    with tempfile.TemporaryDirectory() as folder:
        index = SqliteIndex(Path(folder) / "index.sqlite", durability="normal")
        for first in range(0, among, BATCH):
            write(index, list(newsroom.articles(min(BATCH, among - first), first=1_000_000 + first)))
        print(f"\n  milliseconds an article among {among:,}: median and slowest batch")
        for what, articles in (
            ("new articles", list(newsroom.articles(20 * BATCH, first=10_000_000))),
            ("copies and others", [article for _, _, article in edits]),
        ):
            spent.clear()
            write(index, articles)
            print(f"  {what:20} {statistics.median(spent):6.2f} {max(spent):6.2f}")
        index.close()
    documents.phrases_of, sqlite_index.link_near_copies = hash_phrases, link


if __name__ == "__main__":
    sys.exit(main())

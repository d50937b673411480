"""How well the timeline tells tellings of one event from tellings of another: precision and recall over thresholds.

The paragraphs of tellings.txt are extracted, indexed and merged as `copydesk timeline` does. Two paragraphs of one day
are right to be merged if the file has them under one event. The file is split in two halves by day: thresholds are
compared on one half, and the other shows what the chosen ones are worth.

    python benches/merging.py
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from services.extractor.extract import extract
from services.extractor.language_model import load_language_model
from services.indexer.queries import open_index, timeline
from services.indexer.timelines.merge_events import ALIKE, NEARLY_THE_SAME, TimelineEntry, merged_timeline
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import PublicationTime, ReadableArticle
from shared.streams.handler import Delivered

TELLINGS = Path(__file__).with_name("tellings.txt")


class Telling(NamedTuple):
    """A paragraph, and the event that it tells of."""

    article_id: str
    day: str
    event: str
    text: str


class Scores(NamedTuple):
    """Of pairs of paragraphs of one day."""

    right: int
    merged: int
    same: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.merged, 1), self.right / max(self.same, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"precision {precision:6.1%} ({self.merged} merged)  recall {recall:6.1%} of {self.same}  F1 {f1:6.1%}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="show the pairs that are merged or kept apart wrongly")
    options = parser.parse_args()
    tellings = list(read_tellings(TELLINGS))
    days = sorted({telling.day for telling in tellings})
    halves = {"first half": set(days[::2]), "second half": set(days[1::2])}
    print(f"{len(tellings)} tellings of {len({(one.day, one.event) for one in tellings})} events on {len(days)} days")
    with tempfile.TemporaryDirectory() as folder:
        index_path = Path(folder) / "index.sqlite"
        write_index(tellings, index_path)
        with open_index(index_path) as index:
            page = partial(timeline, index)
            for alike, nearly in itertools.product((0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7), (0.6, 0.7, 0.8)):
                entries = merged_timeline(page, limit=10_000, alike=alike, nearly_the_same=nearly).entries
                found = score(tellings, entries, halves["first half"])
                chosen = "  <- chosen" if (alike, nearly) == (ALIKE, NEARLY_THE_SAME) else ""
                print(f"first half, {alike:.2f} alike, {nearly:.2f} nearly the same: {found}{chosen}")
            entries = merged_timeline(page, limit=10_000).entries
            for name, half in halves.items():
                print(f"{name:11} as chosen: {score(tellings, entries, half)}")
            if options.wrong:
                print_wrong(tellings, entries, halves["first half"])


def read_tellings(path: Path) -> Iterator[Telling]:
    day = event = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if line.startswith("## "):
            day = line[3:]
        elif line.startswith("= "):
            event = line[2:]
        elif line and not line.startswith("#"):
            yield Telling(f"telling-{number}", day, event, line)


def write_index(tellings: Iterable[Telling], path: Path) -> None:
    articles = [
        ReadableArticle(
            article_id=one.article_id,
            revision=one.article_id,
            source_text=one.text,
            blocks=(),
            body=one.text,
            headline=one.event,
            published_at=PublicationTime(value=one.day, known_by="given"),
        )
        for one in tellings
    ]
    index = SqliteIndex(path)
    index.open()
    extracted = extract(articles, load_language_model())
    index.write([Delivered(article, "bench", f"1-{n}", 1) for n, article in enumerate(extracted)], datetime.now(UTC))
    index.close()


def score(tellings: Iterable[Telling], entries: Iterable[TimelineEntry], days: set[str]) -> Scores:
    merged = merged_pairs(entries)
    pairs = list(pairs_of(tellings, days))
    same = {pair for pair, is_same in pairs if is_same}
    found = {pair for pair, _ in pairs if pair in merged}
    return Scores(len(found & same), len(found), len(same))


def pairs_of(tellings: Iterable[Telling], days: set[str]) -> Iterator[tuple[frozenset[str], bool]]:
    for one, other in itertools.combinations(tellings, 2):
        if one.day == other.day and one.day in days:
            yield frozenset((one.article_id, other.article_id)), one.event == other.event


def merged_pairs(entries: Iterable[TimelineEntry]) -> set[frozenset[str]]:
    return {
        frozenset(pair)
        for entry in entries
        for pair in itertools.combinations([source.article_id for source in entry.sources], 2)
    }


def print_wrong(tellings: Iterable[Telling], entries: Iterable[TimelineEntry], days: set[str]) -> None:
    merged, text = merged_pairs(entries), {one.article_id: one.text for one in tellings}
    for pair, is_same in pairs_of(tellings, days):
        if (pair in merged) != is_same:
            print("  apart: " if is_same else "  mixed: ", " | ".join(text[one] for one in sorted(pair)))


if __name__ == "__main__":
    sys.exit(main())

"""Indexes and asks the same generated articles with tantivy, for the record: text only, nothing else is compared."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generated_articles import Newsroom

from services.indexer.queries import Index, search
from shared.schemas.articles import ArticleExtracted

_HITS = 20


class TantivyIndex:
    """Takes the articles beside the index, and is asked the same. Raises ImportError where tantivy is not installed."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        self._place = folder / "tantivy"
        self._place.mkdir(exist_ok=True)
        builder = tantivy.SchemaBuilder()
        for field in ("headline", "body"):
            builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
        builder.add_text_field("article_id", stored=True, tokenizer_name="raw")
        self._index = tantivy.Index(builder.build(), path=str(self._place))
        self._writer = self._index.writer(heap_size=64_000_000, num_threads=1)
        self._articles, self._seconds = 0, 0.0

    def take(self, articles: Sequence[ArticleExtracted]) -> None:
        started = time.perf_counter()
        for article in articles:
            self._writer.add_document(
                self._tantivy.Document(
                    headline=article.headline or "", body=article.body, article_id=article.article_id
                )
            )
        self._seconds += time.perf_counter() - started
        self._articles += len(articles)

    def compare(self, ours: Index, newsroom: Newsroom, queries: int) -> None:
        """Prints how fast the articles were taken, how large they are, and how fast both answer."""
        started = time.perf_counter()
        self._writer.commit()
        self._index.reload()
        self._seconds += time.perf_counter() - started
        size = sum(file.stat().st_size for file in self._place.iterdir()) / self._articles / 1000
        print(
            f"  tantivy, text only: all {self._articles} at {self._articles / self._seconds:.0f} articles/s,"
            f" {size:.1f} kB an article"
        )
        searcher, chance = self._index.searcher(), random.Random(1)
        for kind, count in (("a frequent word", 1), ("a rare word", 1), ("two words", 2)):
            first, last = (5_000, 40_000) if kind == "a rare word" else (60, 1000)
            asked = [
                " ".join(newsroom.words[chance.randrange(first, last)] for _ in range(count)) for _ in range(queries)
            ]
            theirs = [_timed(lambda query=query: self._search(searcher, query)) for query in asked]
            mine = [_timed(lambda query=query: search(ours, query, limit=_HITS)) for query in asked]
            medians = [statistics.median(taken) * 1000 for taken in (theirs, mine)]
            print(f"  {kind:20} median of tantivy {medians[0]:6.2f} ms, of the index {medians[1]:6.2f} ms")

    def _search(self, searcher: Any, query: str) -> None:
        parsed = self._index.parse_query(" AND ".join(query.split()), ["headline", "body"])
        snippets = self._tantivy.SnippetGenerator.create(searcher, parsed, self._index.schema, "body")
        for _, address in searcher.search(parsed, _HITS).hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()


def _timed(ask: Any) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started

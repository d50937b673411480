"""Indexes and asks the same generated articles with tantivy, for the record: text only, nothing else is compared."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

from generated_articles import Newsroom

from services.indexer.queries import open_index, search


def compare_with_tantivy(folder: Path, newsroom: Newsroom, size: int, queries: int) -> None:
    """Prints indexing rate and query times; expects the index of `size` or more of the same articles in `folder`."""
    try:
        import tantivy
    except ImportError:
        print("tantivy is not installed: pip install tantivy")
        return
    place = folder / "tantivy"
    place.mkdir(exist_ok=True)
    builder = tantivy.SchemaBuilder()
    for field in ("headline", "body"):
        builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
    builder.add_text_field("article_id", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build(), path=str(place))
    writer, spent = index.writer(heap_size=64_000_000, num_threads=1), 0.0
    for article in newsroom.articles(size):
        started = time.perf_counter()
        writer.add_document(
            tantivy.Document(headline=article.headline or "", body=article.body, article_id=article.article_id)
        )
        spent += time.perf_counter() - started
    started = time.perf_counter()
    writer.commit()
    writer.wait_merging_threads()
    spent += time.perf_counter() - started
    bytes_used = sum(file.stat().st_size for file in place.iterdir())
    print(f"tantivy: {size / spent:.0f} articles/s (text only), {bytes_used / size / 1000:.1f} kB an article")
    index.reload()
    searcher, chance = index.searcher(), random.Random(1)
    with open_index(folder / "index.sqlite") as ours:
        for kind, count in (("a frequent word", 1), ("two words", 2)):
            asked = [" ".join(newsroom.words[chance.randrange(60, 1000)] for _ in range(count)) for _ in range(queries)]
            theirs, mine = [], []
            for query in asked:
                started = time.perf_counter()
                parsed = index.parse_query(" AND ".join(query.split()), ["headline", "body"])
                found = searcher.search(parsed, 20)
                snippets = tantivy.SnippetGenerator.create(searcher, parsed, index.schema, "body")
                for _, address in found.hits:
                    snippets.snippet_from_doc(searcher.doc(address)).to_html()
                theirs.append(time.perf_counter() - started)
                started = time.perf_counter()
                search(ours, query)
                mine.append(time.perf_counter() - started)
            medians = [statistics.median(taken) * 1000 for taken in (theirs, mine)]
            print(f"  {kind:20} median of tantivy {medians[0]:6.2f} ms, of the index {medians[1]:6.2f} ms")

"""What extraction costs against bare spaCy: words a second of `extract`, and of `nlp.pipe` on the same bodies, in turn.

Each round reads all articles with each, so that a busy machine slows all alike; the figures are of processor time, one
core. `nlp.pipe` is measured as spaCy comes, and with the arithmetic that the extractor loads it with. The finders are
also timed one by one on parsed articles.

    python benches/extractor.py [--rounds 5] [--words 20000] [--model NAME] [--jsonl cleaned.jsonl]

Without --jsonl (lines with `body`, such as `copydesk clean --jsonl` writes) the seeds are cleaned and repeated.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the service does, before numpy is loaded

import spacy

from services.cleaner.clean import clean
from services.extractor.country_focus import find_country_focus
from services.extractor.events.find_events import find_events
from services.extractor.extract import extract, published_day
from services.extractor.key_phrases import find_key_phrases
from services.extractor.language_model import LanguageModel, load_language_model
from services.extractor.names.find_entities import find_entities
from services.extractor.parse import parse_of
from services.extractor.quotations.find_quotes import find_quotes
from services.extractor.times.find_times import find_times
from shared.schemas.articles import ArticleSubmitted, ReadableArticle

SEEDS = Path(__file__).parents[1] / "seeds"
BATCH = 64


def main() -> None:
    """Measure and print."""
    options = _options()
    model = load_language_model(options.model)
    articles = _articles(options.jsonl, options.words)
    words = sum(len(article.body.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words; {model.name} {model.version}; Python {sys.version.split()[0]}")
    run_extract(articles, model)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the articles included")
    bodies = [article.body for article in articles]
    as_it_comes = spacy.load(model.nlp.path or model.name, exclude=["lemmatizer", "attribute_ruler"])
    contenders: dict[str, Callable[[], object]] = {
        "nlp.pipe": lambda: list(as_it_comes.pipe(bodies, batch_size=32)),
        "nlp.pipe, numpy": lambda: list(model.nlp.pipe(bodies, batch_size=32)),
        "extract": lambda: run_extract(articles, model),
    }
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(options.rounds + 1):  # the first one warms the caches and is not counted
        for name, run in contenders.items():
            rates[name].append(words / _seconds(run))
    medians = {name: statistics.median(found[1:]) for name, found in rates.items()}
    for name, rate in medians.items():
        print(f"{name:15} {rate:8,.0f} words/s   (rounds: {', '.join(f'{one:,.0f}' for one in rates[name][1:])})")
    for name in ("nlp.pipe", "nlp.pipe, numpy"):
        print(f"extract makes {medians['extract'] / medians[name]:.2f} of {name}")
    _print_finders(articles, model)


def run_extract(articles: Sequence[ReadableArticle], model: LanguageModel) -> None:
    for start in range(0, len(articles), BATCH):
        extract(articles[start : start + BATCH], model)


def _print_finders(articles: Sequence[ReadableArticle], model: LanguageModel) -> None:
    docs = model.parse([article.body for article in articles])
    gc.collect()
    gc.freeze()  # or whichever finder comes first pays for looking through both models
    read = list(zip(articles, docs, strict=True))
    found: dict[str, list[Any]] = {}

    def note(name: str, results: Callable[[], list[Any]]) -> None:
        seconds = _seconds(lambda: found.__setitem__(name, results()))
        print(f"  {name:12} {1e6 * seconds / sum(len(doc) for doc in docs):6.2f} µs a token")

    note("parse", lambda: [parse_of(doc) for doc in docs])
    days = [published_day(article) for article in articles]
    note("entities", lambda: [find_entities(doc, article.headline) for article, doc in read])
    note("times", lambda: [find_times(doc, day) for doc, day in zip(docs, days, strict=True)])
    note("quotes", lambda: [find_quotes(*each) for each in zip(docs, found["entities"], days, strict=True)])
    columns = (found["times"], found["entities"], found["quotes"], days)
    note("events", lambda: [find_events(*each) for each in zip(docs, *columns, strict=True)])
    note("key phrases", lambda: [find_key_phrases(*each) for each in zip(docs, found["entities"], strict=True)])
    note("countries", lambda: [find_country_focus(entities) for entities in found["entities"]])


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _articles(jsonl: Path | None, least_words: int) -> list[ReadableArticle]:
    """The given articles, or the seeds repeated up to a number of words."""
    if jsonl:
        return [_bare(json.loads(line), str(n)) for n, line in enumerate(jsonl.open(encoding="utf-8"))]
    files = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".html"))
    cleaned = [clean(ArticleSubmitted(content=path.read_text("utf-8"), title=None)) for path in files]
    english = [article for article in cleaned if article.language == "en"]
    articles: list[ReadableArticle] = []
    words = 0
    for article in itertools.cycle(english):
        articles.append(article)
        words += len(article.body.split())
        if words >= least_words:
            return articles
    raise SystemExit("no English seed was found")


def _bare(fields: dict[str, Any], article_id: str) -> ReadableArticle:
    known = {"article_id": article_id, "revision": "-", "source_text": "", "blocks": (), "body": fields["body"]}
    return ReadableArticle.model_validate(known)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--model", help="an installed spaCy pipeline, or the path of one")
    parser.add_argument("--jsonl", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Measures the cleaner: ``python -m benches.cleaner GOLD.jsonl[.gz] [--form html] [--scores SCORES.npz] [--memory N]``.

Prints, for each form that the gold has (html, text_scrape, text_narrow), the body's four-word-sequence F1 as in the
scrapinghub article-extraction-benchmark, the mean of the pages' own F1, the share of pages below .5, the share of right
headlines, author sets and dates, and pages a second of processor time; beside it, in the same run, trafilatura alone
and the other extractors of HTML that are installed. With ``--memory N`` it instead cleans N pages, the gold's again and
again, and prints how much memory the process holds.

The model that ships has learned from public gold files; measure it on others. For those it knows, ``--scores`` takes
the file that ``tools.train_line_trees --folds`` writes, in which each page has the scores of a model that never saw its
web site.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the service does, before numpy is loaded

import numpy as np
import trafilatura

from benches.html_extractors import installed_peers
from services.cleaner import clean as cleaner
from services.cleaner.line_roles.line_model import LineScores
from shared.garbage_collection import collect_garbage_less_often
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.streams.outcomes import Reject

FORMS = {"html": "text/html", "text_scrape": "text/plain", "text_narrow": "text/plain"}
_TOKEN = re.compile(r"\w+")
_NAME_JOINTS = re.compile(r"\s*(?:;|,|\||/|&|\n|\band\b)\s*")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--scores", type=Path, help="scores by cross-validation (npz) in place of the model's")
    parser.add_argument("--memory", type=int, metavar="N", help="clean N pages and print the memory held")
    options = parser.parse_args()
    pages = list(_records(options.gold))
    cleaner.load_models()
    collect_garbage_less_often()  # as the service does, once it has loaded what it needs
    if options.memory:
        measure_memory(pages, options.form or list(FORMS), options.memory)
        return
    held_out = np.load(options.scores) if options.scores else None
    print(f"{'':24}{'pages':>7}{'F1':>8}{'page F1':>9}{'< .5':>7}{'title':>8}{'authors':>9}{'date':>8}{'pages/s':>9}")
    for form in options.form or FORMS:
        chosen = [page for page in pages if page.get(form)]
        if not chosen:
            continue
        measure(f"cleaner, {form}", chosen, lambda page, form=form: _cleaned(page, form, held_out))
        if form == "html":
            measure("trafilatura, html", chosen, _trafilatura)
            for name, extract in installed_peers():
                measure(f"{name}, html", chosen, extract)


def measure_memory(pages: list[dict[str, Any]], forms: list[str], count: int) -> None:
    """Clean so many pages and print ten times how many MiB the process holds, and the growth over the last half."""
    held = []
    sources = [(page, form) for page in pages for form in forms if page.get(form)]
    for number in range(1, count + 1):
        page, form = sources[number % len(sources)]
        _cleaned(page, form, None)
        if number % max(1, count // 10) == 0:
            held.append(_resident_mebibytes())
            print(f"{number:8} pages{held[-1]:9.1f} MiB", flush=True)
    print(f"growth over the last half: {held[-1] - held[len(held) // 2 - 1]:+.1f} MiB")


def _resident_mebibytes() -> float:
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_held * resource.getpagesize() / 2**20


def measure(name: str, pages: list[dict[str, Any]], extract: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Run one extractor over the pages and print a line of the table."""
    began = time.process_time()
    found = [extract(page) for page in pages]
    seconds = time.process_time() - began
    scored = [
        _body_score(page, result["text"]) for page, result in zip(pages, found, strict=True) if page.get("gold_text")
    ]
    row = f"{name:24}{len(pages):7}"
    if scored:
        precision = np.mean([p for p, _, predicted in scored if predicted])
        recall = np.mean([r for _, r, _ in scored])
        f1 = [_f1(p, r) for p, r, _ in scored]
        failures = np.mean([value < 0.5 for value in f1])
        row += f"{_f1(float(precision), float(recall)):8.4f}{np.mean(f1):9.4f}{failures:7.3f}"
    else:
        row += f"{'-':>8}{'-':>9}{'-':>7}"
    row += _share(pages, found, "gold_title", lambda gold, result: _plain(gold) == _plain(result.get("title") or ""), 8)
    row += _share(
        pages,
        found,
        "gold_author",
        lambda gold, result: _names(gold) == _names(";".join(result.get("authors") or [])),
        9,
    )
    row += _share(pages, found, "gold_date", lambda gold, result: gold[:10] == (result.get("date") or "")[:10], 8)
    print(f"{row}{len(pages) / seconds:9.1f}", flush=True)


def _cleaned(page: dict[str, Any], form: str, held_out: Any) -> dict[str, Any]:
    article = ArticleSubmitted(content=page[form], content_type=FORMS[form], url=page.get("url"))  # type: ignore[arg-type]
    scores = None
    if held_out is not None and (key := f"{page['id']}/{form}") in held_out:
        scores = LineScores.of_outputs(held_out[key])
    try:
        result: ArticleCleaned = cleaner.clean(article, scores=scores)
    except Reject:
        return {"text": ""}
    date = result.published_at.value if result.published_at else None
    return {
        "text": result.body,
        "title": result.headline,
        "authors": [author.name for author in result.authors],
        "date": date,
    }


def _trafilatura(page: dict[str, Any]) -> dict[str, Any]:
    return {"text": trafilatura.extract(page["html"], include_comments=False) or ""}


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _body_score(page: dict[str, Any], text: str) -> tuple[float, float, bool]:
    """Precision and recall of four-word sequences; optional paragraphs count only where half of them was found."""
    predicted = _shingles(text)
    paragraphs = page["gold_text"].split("\n\n")
    for optional in page.get("gold_optional") or ():
        wanted = _shingles(optional)
        if (
            optional in paragraphs
            and len(paragraphs) > 1
            and sum((wanted & predicted).values()) < 0.5 * sum(wanted.values())
        ):
            paragraphs.remove(optional)
    gold = _shingles("\n\n".join(paragraphs))
    common = sum((gold & predicted).values())
    return common / max(1, sum(predicted.values())), common / max(1, sum(gold.values())), bool(text.strip())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[start : start + 4]) for start in range(max(1, len(tokens) - 3)) if tokens)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(
    pages: list[dict[str, Any]],
    found: list[dict[str, Any]],
    field: str,
    same: Callable[[str, dict[str, Any]], bool],
    width: int,
) -> str:
    right = [same(page[field], result) for page, result in zip(pages, found, strict=True) if page.get(field)]
    return f"{np.mean(right):{width}.3f}" if right and any("title" in result for result in found) else f"{'-':>{width}}"


def _plain(text: str) -> str:
    return " ".join(_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")))


def _names(text: str) -> set[str]:
    return {name for part in _NAME_JOINTS.split(text) if (name := _plain(part))}


if __name__ == "__main__":
    main()

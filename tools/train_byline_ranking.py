"""Fits the weights by which bylines are ranked: ``python -m tools.train_byline_ranking DATA SCORES.npz OUT.json``.

``SCORES.npz`` is what ``tools.train_line_model --folds`` writes: each page's scores by a model that never saw its web
site, so that the weights do not trust the line model more than they should. Logistic regression with a quadratic
penalty; the same data give the same weights. Prints how often the likeliest line is right, cross-validated by domain.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from services.cleaner.clean import read_page
from services.cleaner.fields.byline_ranking import probabilities
from services.cleaner.fields.byline_traits import TRAITS
from services.cleaner.fields.headline import title_of
from services.cleaner.line_roles.furniture import furniture_of
from services.cleaner.line_roles.line_features import Vector
from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.line_roles.roles import byline_candidates

_FORMS = {
    "cleaner_dev": ("html", "text_scrape", "text_narrow"),
    "cleaner_extra_web": ("text_scrape",),
    "meta_dev": ("html",),
}
_JOINTS = re.compile(r"\s*(?:;|,|\||/|&|\n|\band\b)\s*")
_FOLDS = 5
_PENALTY = 0.02
_STEPS = 60
_NEWS_WEIGHT = 2.0
_UNSIGNED_WEIGHT = 0.5
"""Of a page without a known author: it may have one all the same."""


@dataclass(frozen=True)
class Example:
    """One page: its candidates' traits, and which of them are right."""

    fold: int
    traits: Vector
    right: Vector
    weight: float
    signed: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("scores", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    examples = list(_examples(options.data, np.load(options.scores)))
    signed = [example for example in examples if example.signed]
    print(f"{len(examples)} pages with candidates, {len(signed)} signed")
    found = sum(_best_is_right(example, _fit(examples, example.fold)) for example in _by_fold(signed))
    possible = sum(bool(example.right.any()) for example in signed)
    print(f"likeliest line right: {found} of {possible} where a right one is among the candidates (cross-validated)")
    weights = _fit(examples, None)
    rounded = {name: round(float(weight), 3) for name, weight in zip(TRAITS, weights, strict=True)}
    about = {"trained_on": {name: list(forms) for name, forms in _FORMS.items()}, "pages": len(examples)}
    options.out.write_text(json.dumps({"about": about, "weights": rounded}, indent=2) + "\n", encoding="utf-8")


def _by_fold(examples: list[Example]) -> list[Example]:
    return sorted(examples, key=lambda example: example.fold)


_FITTED: dict[int | None, Vector] = {}


def _fit(examples: list[Example], held_out: int | None) -> Vector:
    """Newton's method on the weighted logistic loss."""
    if held_out in _FITTED:
        return _FITTED[held_out]
    chosen = [example for example in examples if example.fold != held_out]
    traits = np.concatenate([example.traits for example in chosen])
    right = np.concatenate([example.right for example in chosen])
    counted = np.concatenate([np.full(len(example.right), example.weight) for example in chosen])
    counted = np.where(right > 0, counted, counted * 0.6) / len(chosen)
    weights = np.zeros(len(TRAITS))
    penalty = np.full(len(TRAITS), _PENALTY / 10)
    for _ in range(_STEPS):
        likely = probabilities(traits, weights)
        slope = traits.T @ (counted * (likely - right)) + penalty * weights
        curve = (traits * (counted * likely * (1 - likely))[:, None]).T @ traits + np.diag(penalty + 1e-9)
        change = np.linalg.solve(curve, slope)
        weights = weights - change
        if np.abs(change).max() < 1e-6:
            break
    _FITTED[held_out] = weights
    return weights


def _best_is_right(example: Example, weights: Vector) -> bool:
    return bool(example.right[int(np.argmax(probabilities(example.traits, weights)))] > 0)


def _examples(folder: Path, scores: Any) -> Iterator[Example]:
    for name, forms in _FORMS.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if not record.get("gold_title"):
                    continue
                for form in forms:
                    key = f"{record['id']}/{form}"
                    if record.get(form) and key in scores and (made := _example(record, form, scores[key])):
                        yield made


def _example(record: dict[str, Any], form: str, outputs: Vector) -> Example | None:
    page = read_page(record[form], "text/html" if form == "html" else "text/plain")
    if len(outputs) != len(page.lines):
        return None
    furniture = [furniture_of(line.text) for line in page.lines]
    found = byline_candidates(page, furniture, LineScores.of_outputs(outputs), title_of(page, None))
    if not found:
        return None
    gold = {plain for part in _JOINTS.split(record.get("gold_author") or "") if (plain := _plain(part))}
    right = [any(_plain(name) in gold for name in candidate.signature.names) for candidate in found]
    weight = _NEWS_WEIGHT if record.get("kind") == "news" else 1.0
    return Example(
        fold=int(hashlib.sha256(record["domain"].encode()).hexdigest(), 16) % _FOLDS,
        traits=np.stack([candidate.traits for candidate in found]),
        right=np.array(right, dtype=np.float64),
        weight=weight if gold else weight * _UNSIGNED_WEIGHT,
        signed=bool(gold),
    )


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return " ".join(re.findall(r"\w+", words))


if __name__ == "__main__":
    main()

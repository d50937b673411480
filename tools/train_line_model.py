"""Trains the line model: ``python -m tools.train_line_model --help``. Needs jax and optax, which nothing else does.

Learns from gold files whose licences allow it (MODEL_ATTRIBUTION.md beside the model names them). ``--folds`` instead
cross-validates by web domain and writes the scores that each page got from a model that saw no page of its domain.
The same data, seeds and library versions give the same model.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import numpy as np
import numpy.typing as npt
import optax

from services.cleaner.line_roles.line_features import PLACE, Vector
from services.cleaner.line_roles.line_form import FORM, Matrix
from services.cleaner.line_roles.line_model import OUTPUTS
from services.cleaner.line_roles.line_words import MOST
from tools.line_network import Weights, evaluate, loss, new_weights
from tools.training_pages import TrainingPage, training_pages

NAME, VERSION = "copydesk-line-model", "2"
_FORMS = {
    "cleaner_dev": ("html", "text_scrape", "text_narrow"),
    "cleaner_extra_web": ("text_scrape", "text_narrow"),
    "meta_dev": ("html",),
}
_ADDRESSED = [len(FORM) + PLACE.index(name) for name in ("in_address", "of_address")]
_MOST_WORDS, _LEAST_DOMAINS = 8000, 8
_LINES_PER_BATCH = 6144
_LONGEST = 2048
_OTHER_WEIGHT, _NARROW_WEIGHT, _HTML_WEIGHT = 0.5, 0.6, 1.3
_LEARNING_RATE = 3e-3


@dataclass(frozen=True, slots=True)
class Trained:
    """One network with what it needs to read pages."""

    weights: dict[str, Any]
    vocabulary: dict[str, int]
    mean: Vector
    deviation: Vector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the gold files")
    parser.add_argument("out", type=Path, help="the model, or with --folds the scores (npz)")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by web domain instead")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3, help="networks that vote")
    parser.add_argument(
        "--without-other-regions", action="store_true", help="of pages that are no news, learn from the whole only"
    )
    options = parser.parse_args()
    pages = read_pages(options.data, other_regions=not options.without_other_regions)
    print(f"{len(pages)} pages, {sum(len(page.words) for page in pages)} lines", flush=True)
    if options.folds:
        scores: dict[str, Matrix] = {}
        for fold in range(options.folds):
            seen = [page for page in pages if page.fold_key % options.folds != fold]
            unseen = [page for page in pages if page.fold_key % options.folds == fold]
            networks = train(seen, options.epochs, options.seeds)
            for page in unseen:
                scores[f"{page.page_id}/{page.form}"] = score(networks, page)
            print(f"fold {fold + 1} of {options.folds} done", flush=True)
        np.savez_compressed(options.out, **scores)
    else:
        save(options.out, train(pages, options.epochs, options.seeds), pages, options)


def read_pages(data: Path, *, other_regions: bool = True) -> list[TrainingPage]:
    """All pages that the model may learn from; with the article regions of those that are no news, or without."""
    return [
        page
        for name, forms in _FORMS.items()
        for page in training_pages(data / f"{name}.jsonl.gz", forms)
        if other_regions or page.news or page.form != "text_narrow"
    ]


def train(pages: list[TrainingPage], epochs: int, seeds: int) -> list[Trained]:
    """Networks that differ only in their random beginnings."""
    vocabulary = _vocabulary(pages)
    mean, deviation = _scale(pages)
    return [
        Trained(_fit(pages, vocabulary, mean, deviation, epochs, seed), vocabulary, mean, deviation)
        for seed in range(seeds)
    ]


def score(networks: list[Trained], page: TrainingPage) -> Matrix:
    """The mean of the networks' outputs for a page, one row per line, and that of none being headline or date."""
    rows = len(page.words)
    known = min(rows, _LONGEST)
    result = np.full((rows, len(OUTPUTS) + 2), -9.0, dtype=np.float32)
    total = np.zeros((known, len(OUTPUTS) + 2), dtype=np.float32)
    for network in networks:
        batch = _batch([page], _length_for(rows), 1, network.vocabulary, network.mean, network.deviation, None)
        out = np.asarray(_evaluated(network.weights, batch["inputs"], batch["words"], batch["mask"]))[0, :known]
        total += np.column_stack((out, np.broadcast_to(np.asarray(network.weights["none"]), (known, 2))))
    result[:known] = total / len(networks)
    return result


_evaluated = jax.jit(lambda weights, inputs, words, mask: evaluate(weights, inputs, words, mask))


def save(path: Path, networks: list[Trained], pages: list[TrainingPage], options: argparse.Namespace) -> None:
    """Write the model: half-precision weights, the vocabulary, and what it was trained on."""
    about = {
        "name": NAME,
        "version": VERSION,
        "networks": len(networks),
        "trained_on": {name: list(forms) for name, forms in _FORMS.items()},
        "without_other_regions": options.without_other_regions,
        "pages": len(pages),
        "lines": sum(len(page.words) for page in pages),
        "epochs": options.epochs,
    }
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "vocabulary": np.frombuffer("\n".join(networks[0].vocabulary).encode(), dtype=np.uint8),
        "mean": networks[0].mean.astype(np.float32),
        "deviation": networks[0].deviation.astype(np.float32),
    }
    for number, network in enumerate(networks):
        weights = {name: np.array(values) for name, values in network.weights.items()}
        weights["embedding"][0] = 0.0
        arrays |= {f"{number}/{name}": values.astype(np.float16) for name, values in weights.items()}
    np.savez_compressed(path, **arrays)
    print(f"{path}: {path.stat().st_size:,} bytes")


def _vocabulary(pages: list[TrainingPage]) -> dict[str, int]:
    """The words that the most web domains have: a word of one site says nothing about the next."""
    domains: defaultdict[str, set[int]] = defaultdict(set)
    for page in pages:
        for found in page.words:
            for word in found:
                domains[word].add(page.fold_key)
    known = sorted((w for w in domains if len(domains[w]) >= _LEAST_DOMAINS), key=lambda w: (-len(domains[w]), w))
    return {word: number for number, word in enumerate(known[:_MOST_WORDS], start=1)}


def _scale(pages: list[TrainingPage]) -> tuple[Vector, Vector]:
    rows = np.concatenate([page.addressed for page in pages])
    return rows.mean(0), np.maximum(rows.std(0), 0.05)


def _fit(
    pages: list[TrainingPage], vocabulary: dict[str, int], mean: Vector, deviation: Vector, epochs: int, seed: int
) -> Weights:
    rng = np.random.default_rng(seed)
    weights = new_weights(seed, len(mean), len(vocabulary))
    steps = epochs * sum(1 for _ in _batches(pages, np.random.default_rng(0)))
    schedule = optax.warmup_cosine_decay_schedule(1e-4, _LEARNING_RATE, max(1, steps // 10), steps, 1e-5)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=2e-4))
    state = optimizer.init(weights)

    @jax.jit
    def step(weights: Weights, state: Any, batch: dict[str, Any], key: jax.Array) -> tuple[Weights, Any, jax.Array]:
        value, gradients = jax.value_and_grad(loss)(weights, batch, key)
        updates, state = optimizer.update(gradients, state, weights)
        return optax.apply_updates(weights, updates), state, value

    key = jax.random.PRNGKey(seed + 100)
    for epoch in range(epochs):
        losses = []
        for length, count, chosen in _batches(pages, rng):
            key, now = jax.random.split(key)
            batch = _batch(chosen, length, count, vocabulary, mean, deviation, rng)
            weights, state, value = step(weights, state, batch, now)
            losses.append(float(value))
        print(f"seed {seed} epoch {epoch + 1}: {np.mean(losses):.4f}", flush=True)
    return weights


def _batches(pages: list[TrainingPage], rng: np.random.Generator) -> Iterator[tuple[int, int, list[TrainingPage]]]:
    buckets: defaultdict[int, list[TrainingPage]] = defaultdict(list)
    for page in pages:
        buckets[_length_for(len(page.words))].append(page)
    chosen = []
    for length, members in buckets.items():
        order = [members[place] for place in rng.permutation(len(members))]
        count = max(1, _LINES_PER_BATCH // length)
        chosen += [(length, count, order[start : start + count]) for start in range(0, len(order), count)]
    yield from (chosen[place] for place in rng.permutation(len(chosen)))


def _length_for(lines: int) -> int:
    length = 64
    while length < lines:
        length = length * 3 // 2 if length & (length - 1) == 0 else length // 3 * 4
    return min(length, _LONGEST)


def _batch(
    pages: list[TrainingPage],
    length: int,
    count: int,
    vocabulary: dict[str, int],
    mean: Vector,
    deviation: Vector,
    rng: np.random.Generator | None,
) -> dict[str, Any]:
    """Pages as arrays of one length. With ``rng``, half of them as if their URL were not known."""
    batch: dict[str, Any] = {
        "inputs": np.zeros((count, length, len(mean)), np.float32),
        "words": np.zeros((count, length, MOST), np.int32),
    }
    batch |= {
        name: np.zeros((count, length), np.float32)
        for name in ("mask", "story", "story_weight", "headline", "byline", "byline_weight", "date")
    }
    batch |= {name: np.zeros(count, np.float32) for name in ("headline_weight", "date_weight")}
    for row, page in enumerate(pages):
        size = min(len(page.words), length)
        features = page.features if rng is not None and rng.random() < 0.5 else page.addressed
        batch["inputs"][row, :size] = np.clip((features - mean) / deviation, -4, 4)[:size]
        batch["words"][row, :size] = _numbered(page, vocabulary)[:size]
        batch["mask"][row, :size] = 1
        weight = page_weight(page)
        if page.story is not None:
            batch["story"][row, :size] = page.story[:size]
            batch["story_weight"][row, :size] = line_weights(page)[:size] * weight
        if page.headline is not None:
            batch["headline"][row, :size] = page.headline[:size]
            batch["headline_weight"][row] = weight
        if page.date is not None:
            batch["date"][row, :size] = page.date[:size]
            batch["date_weight"][row] = weight
        if page.byline is not None:
            found_here = page.byline[:size]
            batch["byline"][row, :size] = found_here
            batch["byline_weight"][row, :size] = (
                np.where(found_here > 0, 1 / max(1, found_here.sum()), 1.5 / size) * weight
            )
    return batch


def _numbered(page: TrainingPage, vocabulary: dict[str, int]) -> npt.NDArray[np.int32]:
    """The page's words as numbers; reckoned once per vocabulary, which is given away by the object that it is."""
    if page.numbered is None or page.numbered[0] is not vocabulary:
        rows = np.zeros((len(page.words), MOST), dtype=np.int32)
        for place, found in enumerate(page.words):
            numbers = sorted(vocabulary[word] for word in found if word in vocabulary)[:MOST]
            rows[place, : len(numbers)] = numbers
        page.numbered = (vocabulary, rows)
    return page.numbered[1]


def page_weight(page: TrainingPage) -> float:
    """How much a page counts: news pages most, and their HTML, of which there is least, more than their text."""
    form = _NARROW_WEIGHT if page.form == "text_narrow" else 1.0
    if not page.news:
        return _OTHER_WEIGHT * form
    return _HTML_WEIGHT if page.form == "html" else form


def line_weights(page: TrainingPage) -> Vector:
    """A line counts by its part of the story's length, as in the measure; optional paragraphs count little."""
    assert page.story is not None
    lengths = np.array(page.lengths, dtype=np.float32)
    weights = np.minimum((lengths + 1.5) / max(20.0, float((lengths * page.story).sum())), 0.2)
    weights /= max(1.0, float(weights.sum()) / 3)
    weights[np.array(page.optional, dtype=bool)] *= 0.15
    return weights


if __name__ == "__main__":
    main()

"""Trains the line model: ``python -m tools.train_line_model --help``. Needs torch, which nothing else does.

Learns from gold files whose licences allow it (MODEL_ATTRIBUTION.md beside the model names them). ``--folds`` instead
cross-validates by web domain and writes the scores that each page got from a model that saw no page of its domain.
The same data, seeds and library versions give the same model.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from services.cleaner.line_roles.line_form import Matrix
from services.cleaner.line_roles.line_model import OUTPUTS
from tools.line_batches import ReadPage, Scale, batches, batches_of, read_page
from tools.line_network import LineNetwork
from tools.training_pages import TrainingPage, training_pages

NAME, VERSION = "copydesk-line-model", "3"
_FORMS = {
    "cleaner_dev": ("html", "text_scrape", "text_narrow"),
    "cleaner_extra_web": ("text_scrape", "text_narrow"),
    "meta_dev": ("html",),
}
_LEARNING_RATE, _WEIGHT_DECAY, _LEAST_RATE = 3e-3, 2e-4, 3e-3
_WARM_UP = 0.1
"""The part of the steps in which the learning rate grows; then it falls along a cosine."""
_NO_STORY = -9.0


@dataclass(frozen=True, slots=True)
class Trained:
    """One network with what it needs to read pages."""

    network: LineNetwork
    scale: Scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the gold files")
    parser.add_argument("out", type=Path, help="the model, or with --folds the scores (npz)")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by web domain instead")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3, help="networks that vote")
    options = parser.parse_args()
    torch.set_num_threads(1)  # the order of sums, and so the model, does not hang on the machine's cores
    pages = read_pages(options.data)
    print(f"{len(pages)} pages, {sum(len(page.words) for page in pages)} lines", flush=True)
    if options.folds:
        np.savez_compressed(options.out, **cross_validated(pages, options))
    else:
        save(options.out, train(pages, options.epochs, options.seeds), pages, options.epochs)


def read_pages(data: Path) -> list[TrainingPage]:
    """All pages that the model may learn from."""
    return [page for name, forms in _FORMS.items() for page in training_pages(data / f"{name}.jsonl.gz", forms)]


def cross_validated(pages: Sequence[TrainingPage], options: argparse.Namespace) -> dict[str, Matrix]:
    """The outputs for each page, by page and form, of networks that saw no page of its web domain."""
    scores: dict[str, Matrix] = {}
    for fold in range(options.folds):
        seen = [page for page in pages if page.fold_key % options.folds != fold]
        networks = train(seen, options.epochs, options.seeds)
        for page in pages:
            if page.fold_key % options.folds == fold:
                scores[f"{page.page_id}/{page.form}"] = score(networks, page)
        print(f"fold {fold + 1} of {options.folds} done", flush=True)
    return scores


def train(pages: Sequence[TrainingPage], epochs: int, seeds: int) -> list[Trained]:
    """Networks that differ only in their random beginnings and the order in which they saw the pages."""
    scale = Scale.of_pages(pages)
    read = [read_page(page, scale) for page in pages]
    return [Trained(_fit(read, scale, epochs, seed), scale) for seed in range(seeds)]


@torch.no_grad()
def score(networks: Sequence[Trained], page: TrainingPage) -> Matrix:
    """The mean of the networks' outputs for a page, one row per line, and that of none being headline or date."""
    result = np.full((len(page.words), len(OUTPUTS) + 2), _NO_STORY, dtype=np.float32)
    found = []
    for trained in networks:
        batch = read_page(page, trained.scale).batch
        out = trained.network(batch.inputs, batch.words, batch.counts, batch.sizes)
        found.append(torch.cat((out, trained.network.weights["none"].expand(len(out), -1)), 1).numpy())
    mean = np.mean(found, axis=0)
    result[: len(mean)] = mean
    return result


def _fit(pages: Sequence[ReadPage], scale: Scale, epochs: int, seed: int) -> LineNetwork:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = LineNetwork(len(scale.mean), len(scale.vocabulary))
    optimizer = torch.optim.AdamW(network.parameters(), lr=_LEARNING_RATE, weight_decay=_WEIGHT_DECAY)
    steps = max(1, round(epochs * batches_of(pages)))
    warm_up = max(1, round(steps * _WARM_UP))

    def rate(step: int) -> float:
        if step < warm_up:
            return (step + 1) / warm_up
        done = min(1.0, (step - warm_up) / max(1, steps - warm_up))
        return max(_LEAST_RATE, (1 + float(np.cos(np.pi * done))) / 2)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    for epoch in range(epochs):
        losses = []
        for batch in batches(pages, rng):
            optimizer.zero_grad()
            loss = network.loss(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"seed {seed} epoch {epoch + 1}: {np.mean(losses):.4f}", flush=True)
    return network.eval()


def save(path: Path, networks: Sequence[Trained], pages: Sequence[TrainingPage], epochs: int) -> None:
    """Write the model: half-precision weights, the vocabulary, and what it was trained on."""
    about = {
        "name": NAME,
        "version": VERSION,
        "networks": len(networks),
        "trained_on": {name: list(forms) for name, forms in _FORMS.items()},
        "pages": len(pages),
        "lines": sum(len(page.words) for page in pages),
        "epochs": epochs,
    }
    scale = networks[0].scale
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "vocabulary": np.frombuffer("\n".join(scale.vocabulary).encode(), dtype=np.uint8),
        "mean": scale.mean.astype(np.float32),
        "deviation": scale.deviation.astype(np.float32),
    }
    for number, trained in enumerate(networks):
        weights = {name: value.detach().numpy() for name, value in trained.network.weights.items()}
        weights["embedding"][0] = 0.0
        arrays |= {f"{number}/{name}": values.astype(np.float16) for name, values in weights.items()}
    np.savez_compressed(path, **arrays)
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

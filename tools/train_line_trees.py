"""Trains the line model's trees: ``python -m tools.train_line_trees DATA FOLDS.npz MODEL.npz``. Needs catboost.

They correct the networks, so they must learn from what the networks say of pages that they have not seen: FOLDS is what
``tools.train_line_model --folds`` wrote. The trees are added to MODEL, which it wrote without them. With ``--folds``
the trees are cross-validated by web domain instead, and MODEL becomes the scores of both together. The same data and
library versions give the same trees.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import catboost
import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.line_context import context_of
from services.cleaner.line_roles.line_features import words_of
from services.cleaner.line_roles.line_trees import LineTrees
from tools.line_batches import line_weights, page_weight
from tools.train_line_model import read_pages
from tools.training_pages import TrainingPage

_TREES, _DEPTH, _LEARNING_RATE = 250, 5, 0.07
_EASY, _EASY_KEPT = -4.0, 0.15
"""Lines that the networks rightly and surely take for no story are most of all; a part of them is enough."""
Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A page's lines as the trees see them."""

    key: str
    fold_key: int
    news: bool
    outputs: Numbers
    context: Numbers
    story: Numbers
    weights: Numbers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the gold files")
    parser.add_argument("scores", type=Path, help="what the networks say of pages that they have not seen (npz)")
    parser.add_argument("model", type=Path, help="the model, or with --folds the scores to write (npz)")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by web domain instead")
    options = parser.parse_args()
    examples = examples_of(read_pages(options.data), dict(np.load(options.scores)))
    if options.folds:
        np.savez_compressed(options.model, **cross_validated(examples, options.folds))
    else:
        add_to(options.model, fit(examples))


def examples_of(pages: Sequence[TrainingPage], scores: dict[str, Numbers]) -> list[Example]:
    """The pages whose story is known."""
    return [_example(page, scores[f"{page.page_id}/{page.form}"]) for page in pages if page.story is not None]


def _example(page: TrainingPage, outputs: Numbers) -> Example:
    lines = page.page.lines
    return Example(
        key=f"{page.page_id}/{page.form}",
        fold_key=page.fold_key,
        news=page.news,
        outputs=outputs,
        context=context_of(lines, words_of(lines), page.addressed, outputs),
        story=page.story,
        weights=line_weights(page) * page_weight(page),
    )


def cross_validated(examples: Sequence[Example], folds: int) -> dict[str, Numbers]:
    """The outputs of networks and trees together, by trees that saw no page of the web domain."""
    scores: dict[str, Numbers] = {}
    for fold in range(folds):
        trees = fit([example for example in examples if example.fold_key % folds != fold])
        for example in examples:
            if example.fold_key % folds == fold and example.news:
                both = (example.outputs[:, 0] + trees.log_odds(example.context)) / 2
                scores[example.key] = np.column_stack((both, example.outputs[:, 1:]))
        print(f"fold {fold + 1} of {folds} done", flush=True)
    return scores


def fit(examples: Sequence[Example]) -> LineTrees:
    """Trees that say from a line's context whether it is story."""
    features = np.concatenate([example.context for example in examples])
    story = np.concatenate([example.story for example in examples])
    weights = np.concatenate([example.weights for example in examples]) * 100
    easy = (np.concatenate([example.outputs[:, 0] for example in examples]) < _EASY) & (story == 0)
    taken = ~easy | (np.random.default_rng(0).random(len(story)) < _EASY_KEPT)
    weights = np.where(easy, weights / _EASY_KEPT, weights)
    model = catboost.CatBoostClassifier(
        iterations=_TREES, depth=_DEPTH, learning_rate=_LEARNING_RATE, l2_leaf_reg=8, random_seed=1, rsm=0.4,
        border_count=64, bootstrap_type="Bernoulli", subsample=0.7, boosting_type="Plain", thread_count=2, verbose=0,
        allow_writing_files=False,
    )  # fmt: skip
    model.fit(features[taken], story[taken], sample_weight=weights[taken])
    return _as_arrays(model)


def _as_arrays(model: catboost.CatBoostClassifier) -> LineTrees:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        model.save_model(str(path), format="json")
        stored = json.loads(path.read_text(encoding="utf-8"))
    # A level that a tree does without asks what no line answers with yes.
    missing = {"float_feature_index": 0, "border": float("inf")}
    trees = stored["oblivious_trees"]
    splits = [tree["splits"] + [missing] * (_DEPTH - len(tree["splits"])) for tree in trees]
    leaves = [tree["leaf_values"] + [0.0] * (2**_DEPTH - len(tree["leaf_values"])) for tree in trees]
    asked = np.array([[split["float_feature_index"] for split in levels] for levels in splits])
    columns, questions = np.unique(asked, return_inverse=True)
    scale, bias = stored["scale_and_bias"]
    return LineTrees(
        columns=columns,
        questions=questions.reshape(asked.shape),
        borders=np.array([[split["border"] for split in levels] for levels in splits], dtype=np.float32),
        leaves=np.array(leaves, dtype=np.float32) * scale,
        bias=float(bias[0]),
    )


def add_to(path: Path, trees: LineTrees) -> None:
    """Write the trees into a model file."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files if not name.startswith("trees/")}
    arrays |= {
        "trees/columns": trees.columns.astype(np.int16),
        "trees/questions": trees.questions.astype(np.int16),
        "trees/borders": trees.borders.astype(np.float32),
        "trees/leaves": trees.leaves.astype(np.float32),
        "trees/bias": np.float64(trees.bias),
    }
    np.savez_compressed(path, **arrays)
    print(f"{path}: {len(trees.leaves)} trees, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""The line model: for each line of a page, how likely it is story, headline, byline or date of publication.

Small convolutional networks over the sequence of lines, and trees that look at what the networks found around a line,
trained by ``tools/train_line_model.py`` and ``tools/train_line_trees.py``; here they are only read and evaluated. The
same page always gives the same scores.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.line_context import context_of
from services.cleaner.line_roles.line_trees import LineTrees
from services.cleaner.line_roles.line_words import known_words, numbering
from services.cleaner.line_roles.page_words import PageWords
from services.cleaner.reading.page import Line
from shared.schemas.articles import Producer

Numbers: TypeAlias = npt.NDArray[Any]
_MODEL = Path(__file__).with_name("line_model.npz")
DILATIONS = (1, 2, 4, 8)
"""How far apart the lines are that each layer looks at together."""
OUTPUTS = ("story", "headline", "byline", "date")
_GREATEST = 4.0
"""Features are held within so many standard deviations, since hostile pages have no limits."""


@dataclass(frozen=True, slots=True)
class LineScores:
    """One value per line. ``story`` and ``byline`` are probabilities; ``headline`` and ``date`` are parts of one."""

    story: Numbers
    headline: Numbers
    byline: Numbers
    date: Numbers

    @classmethod
    def of_outputs(cls, outputs: Numbers) -> LineScores:
        """The scores that a network's outputs mean: one row per line, one column for each of `OUTPUTS`, then none's."""
        if not len(outputs):
            return cls(*(np.zeros(0, dtype=np.float32) for _ in OUTPUTS))
        none = outputs[0, len(OUTPUTS) :] if outputs.shape[1] > len(OUTPUTS) else np.zeros(2, dtype=np.float32)
        return cls(
            story=_sigmoid(outputs[:, 0]),
            headline=_one_of(outputs[:, 1], float(none[0])),
            byline=_sigmoid(outputs[:, 2]),
            date=_one_of(outputs[:, 3], float(none[1])),
        )


@dataclass(frozen=True, slots=True)
class LineModel:
    """The networks, which vote, and what they share; and the trees, which have as much of a say in what is story.

    Each of the networks' arrays has one layer for each network.
    """

    producer: Producer
    numbers_of: Callable[[str], tuple[int, ...]]
    """The numbers of a line's words that the networks know."""
    mean: Numbers
    deviation: Numbers
    networks: dict[str, Numbers]
    trees: LineTrees | None

    def score(self, lines: Sequence[Line], words: PageWords, features: Numbers) -> LineScores:
        """The scores of a page's lines; ``features`` has a row per line: first the text's, then the markup's."""
        if not lines:
            nothing = np.zeros(0, dtype=np.float32)
            return LineScores(nothing, nothing, nothing, nothing)
        numbers, counts = known_words(lines, self.numbers_of)
        inputs = np.clip((features - self.mean) / self.deviation, -_GREATEST, _GREATEST)
        outputs = _evaluate(self.networks, inputs, numbers, counts)
        none = self.networks["none"]
        mean = outputs.mean(axis=0)
        story = mean[:, 0]
        if self.trees is not None:
            story = (story + self.trees.log_odds(context_of(lines, words, features, mean))) / 2
        return LineScores(
            story=_sigmoid(story),
            headline=_one_of(outputs[..., 1], none[:, :1]).mean(axis=0),
            byline=_sigmoid(outputs[..., 2]).mean(axis=0),
            date=_one_of(outputs[..., 3], none[:, 1:]).mean(axis=0),
        )


@cache
def load_line_model() -> LineModel:
    """The model that ships with the cleaner."""
    with np.load(_MODEL, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    about = json.loads(bytes(arrays["about"]).decode("utf-8"))
    words = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    names = [name.removeprefix("0/") for name in arrays if name.startswith("0/")]
    return LineModel(
        producer=Producer(name=about["name"], version=about["version"]),
        numbers_of=numbering({word: number for number, word in enumerate(words, start=1)}),
        mean=arrays["mean"].astype(np.float32),
        deviation=arrays["deviation"].astype(np.float32),
        networks={
            name: np.stack([arrays[f"{number}/{name}"].astype(np.float32) for number in range(about["networks"])])
            for name in names
        },
        trees=LineTrees.of_arrays(arrays) if "trees/leaves" in arrays else None,
    )


def _evaluate(networks: dict[str, Numbers], inputs: Numbers, numbers: Numbers, counts: Numbers) -> Numbers:
    """The outputs by network and line."""
    first = np.cumsum(counts) - counts
    embedded = np.add.reduceat(np.take(networks["embedding"], numbers, axis=1), first, axis=1)
    embedded /= np.sqrt(counts, dtype=np.float32)[:, None]
    size = inputs.shape[1]
    enter = networks["enter"]
    state = inputs @ enter[:, :size] + embedded @ enter[:, size:] + networks["enter_bias"][:, None]
    np.maximum(state, 0.0, out=state)
    votes, count, width = state.shape
    for number, dilation in enumerate(DILATIONS):
        if number == len(DILATIONS) - 1:  # what the page is like as a whole
            whole = np.concatenate((state.mean(axis=1), np.maximum(state.max(axis=1), 0.0)), axis=1)
            state = state + whole[:, None] @ networks["page"]
        seen = np.zeros((votes, count, 3 * width), dtype=np.float32)
        seen[:, dilation:, :width] = state[:, : max(0, count - dilation)]
        seen[..., width : 2 * width] = state
        seen[:, : max(0, count - dilation), 2 * width :] = state[:, dilation:]
        added = seen @ networks[f"layer{number}"]
        added += networks[f"layer{number}_bias"][:, None]
        state = state + np.maximum(added, 0.0, out=added)
    result: Numbers = state @ networks["leave"] + networks["leave_bias"][:, None]
    return result


def _sigmoid(values: Numbers) -> Numbers:
    result: Numbers = 1.0 / (1.0 + np.exp(-np.clip(values, -30, 30)))
    return result


def _one_of(values: Numbers, none: Numbers | float) -> Numbers:
    """The probability of each line, along the last axis, to be the one; the rest is that of none being it."""
    greatest = np.maximum(values.max(axis=-1, keepdims=True), none)
    weights = np.exp(values - greatest)
    result: Numbers = weights / (weights.sum(axis=-1, keepdims=True) + np.exp(none - greatest))
    return result

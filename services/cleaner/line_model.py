"""The line model: for each line of a page, how likely it is story, headline, byline or date of publication.

A small convolutional network over the sequence of lines, trained by ``tools/train_line_model.py``; here it is only read
and evaluated. The same page always gives the same scores.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from services.cleaner.line_words import known_words
from services.cleaner.page import Line
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
    """The networks, which vote, and what they share."""

    producer: Producer
    vocabulary: dict[str, int]
    mean: Numbers
    deviation: Numbers
    networks: tuple[dict[str, Numbers], ...]

    def score(self, lines: tuple[Line, ...], features: Numbers) -> LineScores:
        """The scores of a page's lines. ``features`` has a row per line: first the text's, then the markup's."""
        if not lines:
            nothing = np.zeros(0, dtype=np.float32)
            return LineScores(nothing, nothing, nothing, nothing)
        words = known_words(lines, self.vocabulary)
        inputs = np.clip((features - self.mean) / self.deviation, -_GREATEST, _GREATEST)
        story, headline, byline, date = (np.zeros(len(lines), dtype=np.float32) for _ in OUTPUTS)
        for network in self.networks:
            out = _evaluate(network, inputs, words)
            story += _sigmoid(out[:, 0])
            headline += _one_of(out[:, 1], float(network["none"][0]))
            byline += _sigmoid(out[:, 2])
            date += _one_of(out[:, 3], float(network["none"][1]))
        votes = len(self.networks)
        return LineScores(story / votes, headline / votes, byline / votes, date / votes)


@cache
def load_line_model() -> LineModel:
    """The model that ships with the cleaner."""
    with np.load(_MODEL, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    about = json.loads(bytes(arrays["about"]).decode("utf-8"))
    words = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    networks = tuple(
        {
            name.split("/", 1)[1]: values.astype(np.float32)
            for name, values in arrays.items()
            if name.startswith(f"{number}/")
        }
        for number in range(about["networks"])
    )
    return LineModel(
        producer=Producer(name=about["name"], version=about["version"]),
        vocabulary={word: number for number, word in enumerate(words, start=1)},
        mean=arrays["mean"].astype(np.float32),
        deviation=arrays["deviation"].astype(np.float32),
        networks=networks,
    )


def _evaluate(network: dict[str, Numbers], inputs: Numbers, words: Numbers) -> Numbers:
    known = np.maximum(1, (words > 0).sum(axis=1, keepdims=True))
    embedded = network["embedding"][words].sum(axis=1) / np.sqrt(known, dtype=np.float32)
    state = np.maximum(np.concatenate((inputs, embedded), axis=1) @ network["enter"] + network["enter_bias"], 0.0)
    for number, dilation in enumerate(DILATIONS):
        if number == len(DILATIONS) - 1:  # what the page is like as a whole
            whole = np.concatenate((state.mean(axis=0), np.maximum(state.max(axis=0), 0.0)))
            state = state + whole @ network["page"]
        before = np.zeros_like(state)
        after = np.zeros_like(state)
        if dilation < len(state):
            before[dilation:] = state[:-dilation]
            after[:-dilation] = state[dilation:]
        seen = np.concatenate((before, state, after), axis=1)
        state = state + np.maximum(seen @ network[f"layer{number}"] + network[f"layer{number}_bias"], 0.0)
    result: Numbers = state @ network["leave"] + network["leave_bias"]
    return result


def _sigmoid(values: Numbers) -> Numbers:
    result: Numbers = 1.0 / (1.0 + np.exp(-np.clip(values, -30, 30)))
    return result


def _one_of(values: Numbers, none: float) -> Numbers:
    """The probability of each line to be the one; the rest is that of none being it."""
    greatest = max(float(values.max()), none)
    weights = np.exp(values - greatest)
    result: Numbers = weights / (weights.sum() + np.exp(none - greatest))
    return result

"""Ranks the lines that may be the story's byline by a weighted sum of their traits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from services.cleaner.fields.byline_traits import TRAITS, Candidate
from services.cleaner.line_roles.line_features import Vector

_WEIGHTS = Path(__file__).with_suffix(".json")
_LIKELY = 0.3
_LIKELY_TOO = 0.5
_NEAR = 4
"""Lines within which the names of one byline may be spread."""


@dataclass(frozen=True, slots=True)
class RankedByline:
    """A line that signs the story."""

    place: int
    names: tuple[str, ...]
    probability: float


def ranked(candidates: Sequence[Candidate]) -> tuple[RankedByline, ...]:
    """The story's byline and what goes on with it right beside, the likeliest first; nothing where none is likely."""
    if not candidates:
        return ()
    chances = probabilities(np.stack([candidate.traits for candidate in candidates]), weights())
    order = sorted(range(len(candidates)), key=lambda number: (-chances[number], candidates[number].place))
    best = candidates[order[0]]
    if chances[order[0]] < _LIKELY:
        return ()
    chosen = [order[0]]
    for number in order[1:]:
        other = candidates[number]
        alike = other.signature.says_so == best.signature.says_so and other.signature.kind == best.signature.kind
        if alike and chances[number] >= _LIKELY_TOO and 0 < abs(other.place - best.place) <= _NEAR:
            chosen.append(number)
    return tuple(
        RankedByline(candidates[number].place, candidates[number].signature.names, float(chances[number]))
        for number in chosen
    )


def probabilities(traits: Vector, weighted: Vector) -> Vector:
    """How likely each row of traits is to be a byline."""
    result: Vector = 1 / (1 + np.exp(-np.clip(traits @ weighted, -30, 30)))
    return result


@cache
def weights() -> Vector:
    """The weights that `tools/train_byline_ranking.py` found, in the order of `TRAITS`."""
    stored = json.loads(_WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return np.array([stored[name] for name in TRAITS], dtype=np.float64)

"""Evaluates decision trees whose every level asks one question of all lines, as the line model's do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class LineTrees:
    """Trees of one depth. Their answers are added."""

    columns: Numbers
    """The columns of the features that any tree asks for."""
    questions: Numbers
    """By tree and level: which column of ``columns``."""
    borders: Numbers
    """By tree and level: the value above which the answer is yes."""
    leaves: Numbers
    """By tree: its value for each set of answers, the first level's answer being the lowest bit."""
    bias: float

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Numbers]) -> LineTrees:
        """The trees as a model file holds them."""
        return cls(
            columns=arrays["trees/columns"].astype(np.int64),
            questions=arrays["trees/questions"].astype(np.int64),
            borders=arrays["trees/borders"].astype(np.float32),
            leaves=arrays["trees/leaves"].astype(np.float32),
            bias=float(arrays["trees/bias"]),
        )

    def log_odds(self, features: Numbers) -> Numbers:
        """One value per line; ``features`` has a row per line."""
        asked = features.T[self.columns]  # by column, since a question is asked of all lines
        trees, size = self.leaves.shape
        leaf = np.repeat(np.arange(0, trees * size, size, dtype=np.int32)[:, None], len(features), axis=1)
        for level in range(self.questions.shape[1]):
            answers = np.take(asked, self.questions[:, level], axis=0) > self.borders[:, level, None]
            leaf += answers.astype(np.int32) << level
        values = np.take(self.leaves.ravel(), leaf.T)
        result: Numbers = values.sum(axis=1) + self.bias
        return result

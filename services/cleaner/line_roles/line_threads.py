"""Finds the threads of readers' comments, which read like prose, by the furniture that comes with each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_model import LineScores

_FEWEST = 5
_FURTHEST = 8


def without_threads(furniture: Sequence[Label | None], scores: LineScores) -> LineScores:
    """The scores, with nothing of a thread of comments being story.

    A thread is a run of lines that only comments have ('Reply', 'Score: 3'), at least five, few lines apart.
    ``furniture`` are the labels of lines whose own words give them away.
    """
    threads = _threads([place for place, label in enumerate(furniture) if label and label.role == "comments"])
    if not threads:
        return scores
    story = scores.story.copy()
    for first, last in threads:
        story[first : last + 1] = 0.0
    return replace(scores, story=story)


def _threads(marks: Sequence[int]) -> list[tuple[int, int]]:
    """First and last place of each run of marks that is long enough."""
    runs: list[list[int]] = []
    for place in marks:
        if runs and place - runs[-1][-1] <= _FURTHEST:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [(run[0], run[-1]) for run in runs if len(run) >= _FEWEST]

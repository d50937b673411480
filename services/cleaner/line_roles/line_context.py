"""Describes what the networks found around each line, in numbers, for the line model's trees.

The networks look at a line and its neighbours; once they have spoken, it is known where the story stands, what it is
about, and in which elements of the page its lines are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.line_features import PLACE
from services.cleaner.line_roles.line_form import COLUMN, FORM
from services.cleaner.line_roles.markup_features import MARKUP
from services.cleaner.line_roles.page_words import PageWords
from services.cleaner.reading.page import Line

Numbers: TypeAlias = npt.NDArray[Any]
_OUTSIDE = -6.0
"""The log odds of lines before the first and after the last."""
_REACHES = (2, 5, 10, 20)
_NEIGHBOURS = (-2, -1, 1, 2)
_SEEN_OF_NEIGHBOURS = (
    "words", "ends_sentence", "prose", "blank_before", "telling", "capitalised", "clock", "furniture", "is_navigation",
    "you", "starts_bullet", "link_share", "kept",
)  # fmt: skip
_ALL = (*FORM, *PLACE, *MARKUP)
# What is the same for all lines of a page tells pages apart, of which there are too few to learn from.
_OF_PAGE = ("core_words", "core_share", "page_lines", "page_words", "has_stated", "kept_share")
_OWN_COLUMNS = [number for number, name in enumerate(_ALL) if name not in _OF_PAGE]
_NEIGHBOUR_COLUMNS = [_ALL.index(name) for name in _SEEN_OF_NEIGHBOURS]
_SURE, _SURE_WORDS = 0.85, 8
_LONGEST_COUNTED = 60


def context_of(lines: Sequence[Line], words: PageWords, features: Numbers, outputs: Numbers) -> Numbers:
    """One row per line. ``outputs`` are the networks' mean outputs: log odds of story, headline, byline and date."""
    odds = np.clip(outputs[:, 0], -9, 9).astype(np.float32)
    story = (1 / (1 + np.exp(-odds))).astype(np.float32)
    lengths = np.expm1(features[:, COLUMN["words"]])
    weights = np.minimum(lengths, _LONGEST_COUNTED) + 0.5
    sure = (story > _SURE) & (lengths >= _SURE_WORDS)
    of_story = [
        *_means_around(story, weights),
        *_places(sure, lengths),
        *_vocabulary(words, sure),
        *_grouped([line.markup.container if line.markup else 0 for line in lines], story, weights),
        *_grouped([(line.markup.tag, line.markup.regions) if line.markup else 0 for line in lines], story, weights),
    ]
    # Put together by blocks, not column by column, which takes numpy longer than to calculate them.
    context: Numbers = np.concatenate(
        (
            _shifted(odds[:, None], range(-4, 5), _OUTSIDE),
            outputs[:, 1:4],
            np.array(of_story, dtype=np.float32).T,
            _shifted(features[:, _NEIGHBOUR_COLUMNS], _NEIGHBOURS, -1.0),
            features[:, _OWN_COLUMNS],
        ),
        axis=1,
        dtype=np.float32,
    )
    return context


def _shifted(values: Numbers, reaches: Sequence[int], outside: float) -> Numbers:
    """For each reach, the values of the lines so many places further on, or back."""
    count, furthest = len(values), max(map(abs, reaches))
    padded = np.full((count + 2 * furthest, values.shape[1]), outside, dtype=values.dtype)
    padded[furthest : furthest + count] = values
    return np.concatenate([padded[furthest + reach : furthest + reach + count] for reach in reaches], axis=1)


def _means_around(story: Numbers, weights: Numbers) -> list[Numbers]:
    """How much of the next so many lines' text is story, before each line and after it."""
    of_all = np.concatenate(([0.0], np.cumsum(weights)))
    of_story = np.concatenate(([0.0], np.cumsum(weights * story)))
    at = np.arange(len(story))
    columns = []
    for reach in _REACHES:
        low, high = np.maximum(0, at - reach), np.minimum(len(story), at + reach + 1)
        columns.append(_ratio(of_story[at] - of_story[low], of_all[at] - of_all[low]))
        columns.append(_ratio(of_story[high] - of_story[at + 1], of_all[high] - of_all[at + 1]))
    return columns


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    share: Numbers = np.where(whole > 0.1, part / np.maximum(whole, 0.1), -0.2)
    return share


def _places(sure: Numbers, lengths: Numbers) -> list[Numbers]:
    """Where the line stands among those that surely are story."""
    count = len(sure)
    at = np.arange(count)
    last = np.concatenate(([-1000], np.maximum.accumulate(np.where(sure, at, -1000))[:-1]))
    following = np.append(np.minimum.accumulate(np.where(sure, at, 1_000_000)[::-1])[::-1][1:], 1_000_000)
    before, after = np.log1p(np.minimum(at - last, 100)), np.log1p(np.minimum(following - at, 100))
    found = np.flatnonzero(sure)
    first, final = (found[0], found[-1]) if len(found) else (count // 2, count // 2)
    gap = np.where((at > first) & (at < final), np.minimum(following - last, 100), 150)
    told = np.cumsum(lengths * sure)
    total = max(1.0, float(told[-1]))
    return [
        before, after, np.minimum(before, after), np.clip(at - first, -30, 60), np.clip(final - at, -30, 60),
        np.log1p(gap), (told - lengths * sure) / total, 1 - told / total,
    ]  # fmt: skip


def _vocabulary(words: PageWords, sure: Numbers) -> list[Numbers]:
    """The parts of each line's longer words that other sure lines have once, and twice; and how many it has."""
    lines, numbers = words.longer
    own = sure[lines]
    others = np.bincount(numbers[own], minlength=len(words.distinct))[numbers] - own
    count = np.bincount(lines, minlength=len(sure))

    def part(least: int) -> Numbers:
        return np.where(
            count > 0, np.bincount(lines[others >= least], minlength=len(sure)) / np.maximum(1, count), -1.0
        )

    return [part(1), part(2), np.log1p(count)]


def _grouped(keys: Sequence[object], story: Numbers, weights: Numbers) -> list[Numbers]:
    """How much of the text of a line's group is story, with and without the line, and how many lines the group has."""
    if not any(keys):
        return [np.full(len(keys), -1.0), np.full(len(keys), -1.0), np.zeros(len(keys))]
    numbers: dict[object, int] = {}
    group = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    of_all = np.bincount(group, weights)[group]
    of_story = np.bincount(group, weights * story)[group]
    sizes = np.bincount(group)[group]
    others = of_all - weights
    alone = np.where(sizes > 1, (of_story - weights * story) / np.maximum(others, 0.1), -1.0)
    return [of_story / of_all, alone, np.log1p(sizes)]

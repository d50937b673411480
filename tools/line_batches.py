"""Makes batches of the annotated pages, as the line model's network takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from services.cleaner.line_roles.line_features import Vector
from services.cleaner.line_roles.line_form import Matrix
from services.cleaner.line_roles.line_words import MOST
from tools.line_network import Batch
from tools.training_pages import TrainingPage

LONGEST = 2048
"""Lines of a page that are learned from; later ones count as no story."""
_MOST_WORDS, _LEAST_DOMAINS = 8000, 8
_LINES_PER_BATCH = 6144
_GREATEST = 4.0
_OTHER_WEIGHT, _NARROW_WEIGHT, _HTML_WEIGHT = 0.5, 0.6, 1.3


@dataclass(frozen=True, slots=True)
class Scale:
    """What a network needs to read pages: the words that it knows, and the features' means and deviations."""

    vocabulary: dict[str, int]
    mean: Vector
    deviation: Vector

    @classmethod
    def of_pages(cls, pages: Sequence[TrainingPage]) -> Scale:
        rows = np.concatenate([page.addressed for page in pages])
        return cls(_vocabulary(pages), rows.mean(0), np.maximum(rows.std(0), 0.05))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as a network reads it: a batch of one; and its features where its URL is not known."""

    batch: Batch
    without_address: Tensor


def read_page(page: TrainingPage, scale: Scale) -> ReadPage:
    """The first lines of a page, with what is known of them; what is not known has no weight."""
    size = min(len(page.words), LONGEST)
    words, counts = _numbered(page.words[:size], scale.vocabulary)
    weight = page_weight(page)
    nothing = torch.zeros(size)

    def known(labels: Vector | None) -> Tensor:
        return nothing if labels is None else torch.from_numpy(labels[:size].astype(np.float32))

    byline = known(page.byline)
    byline_weight = torch.where(byline > 0, 1 / byline.sum().clamp(min=1), torch.tensor(1.5 / size)) * weight
    return ReadPage(
        Batch(
            inputs=_inputs(page.addressed[:size], scale),
            words=torch.from_numpy(words),
            counts=torch.from_numpy(counts),
            sizes=torch.tensor([size]),
            story=known(page.story),
            story_weight=nothing if page.story is None else torch.from_numpy(line_weights(page)[:size] * weight),
            headline=known(page.headline),
            headline_weight=torch.tensor([0.0 if page.headline is None else weight]),
            byline=byline,
            byline_weight=nothing if page.byline is None else byline_weight,
            date=known(page.date),
            date_weight=torch.tensor([0.0 if page.date is None else weight]),
        ),
        _inputs(page.features[:size], scale),
    )


def batches(pages: Sequence[ReadPage], rng: np.random.Generator) -> Iterator[Batch]:
    """All pages once, in any order, half of them as if their URL were not known."""
    chosen: list[ReadPage] = []
    lines = 0
    for place in rng.permutation(len(pages)):
        chosen.append(pages[place])
        lines += len(pages[place].without_address)
        if lines >= _LINES_PER_BATCH:
            yield _joined(chosen, rng)
            chosen, lines = [], 0
    if chosen:
        yield _joined(chosen, rng)


def batches_of(pages: Sequence[ReadPage]) -> float:
    """About how many batches `batches` makes."""
    return sum(len(page.without_address) for page in pages) / _LINES_PER_BATCH


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


def _vocabulary(pages: Sequence[TrainingPage]) -> dict[str, int]:
    """The words that the most web domains have: a word of one site says nothing about the next."""
    domains: defaultdict[str, set[int]] = defaultdict(set)
    for page in pages:
        for found in page.words:
            for word in found:
                domains[word].add(page.fold_key)
    known = sorted((w for w in domains if len(domains[w]) >= _LEAST_DOMAINS), key=lambda w: (-len(domains[w]), w))
    return {word: number for number, word in enumerate(known[:_MOST_WORDS], start=1)}


def _numbered(
    words: Sequence[set[str]], vocabulary: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The numbers of the lines' known words, line after line, and how many each has; a line without any has a 0."""
    found = [sorted(vocabulary[word] for word in line if word in vocabulary)[:MOST] or [0] for line in words]
    return (
        np.array([number for line in found for number in line], dtype=np.int64),
        np.array([len(line) for line in found], dtype=np.int64),
    )


def _inputs(features: Matrix, scale: Scale) -> Tensor:
    scaled = (features - scale.mean) / scale.deviation
    return torch.from_numpy(np.clip(scaled, -_GREATEST, _GREATEST).astype(np.float32))


def _joined(pages: Sequence[ReadPage], rng: np.random.Generator) -> Batch:
    inputs = [page.without_address if rng.random() < 0.5 else page.batch.inputs for page in pages]
    parts = [page.batch for page in pages]
    return Batch(
        inputs=torch.cat(inputs),
        words=torch.cat([part.words for part in parts]),
        counts=torch.cat([part.counts for part in parts]),
        sizes=torch.cat([part.sizes for part in parts]),
        story=torch.cat([part.story for part in parts]),
        story_weight=torch.cat([part.story_weight for part in parts]),
        headline=torch.cat([part.headline for part in parts]),
        headline_weight=torch.cat([part.headline_weight for part in parts]),
        byline=torch.cat([part.byline for part in parts]),
        byline_weight=torch.cat([part.byline_weight for part in parts]),
        date=torch.cat([part.date for part in parts]),
        date_weight=torch.cat([part.date_weight for part in parts]),
    )

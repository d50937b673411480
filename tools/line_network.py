"""The line model's network as it is trained: the sums of ``line_roles/line_model.py``, with gradients (PyTorch).

Pages of a batch lie one after the other, without gaps; ``sizes`` tells how many lines each has.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from services.cleaner.line_roles.line_model import DILATIONS, OUTPUTS

WIDTH = 64
EMBEDDING = 16
_DROPPED = 0.15
_WORDS_DROPPED = 0.1
_OTHER_TASKS = 0.25
"""What finding headline, byline and date counts beside finding the story."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages one after the other. Labels and weights are one per line, but for two weights that are one per page."""

    inputs: Tensor
    words: Tensor
    """The numbers of the lines' known words, line after line."""
    counts: Tensor
    """How many of them each line has: at least one."""
    sizes: Tensor
    story: Tensor
    story_weight: Tensor
    headline: Tensor
    headline_weight: Tensor
    byline: Tensor
    byline_weight: Tensor
    date: Tensor
    date_weight: Tensor


class LineNetwork(torch.nn.Module):
    """One network; the names of its weights are those of the model file."""

    def __init__(self, features: int, words: int) -> None:
        """Random weights for so many features and words of the vocabulary; word 0 is none."""
        super().__init__()
        weights = {
            "embedding": torch.randn(words + 1, EMBEDDING) * 0.1,
            "enter": _matrix(features + EMBEDDING, WIDTH),
            "enter_bias": torch.zeros(WIDTH),
            "page": _matrix(2 * WIDTH, WIDTH, 0.3),
            "leave": _matrix(WIDTH, len(OUTPUTS), 0.3),
            "leave_bias": torch.tensor([-1.0, -2.0, -3.0, -2.0]),
            "none": torch.zeros(2),
        }
        for number in range(len(DILATIONS)):
            weights[f"layer{number}"] = _matrix(3 * WIDTH, WIDTH, 0.5)
            weights[f"layer{number}_bias"] = torch.zeros(WIDTH)
        self.weights = torch.nn.ParameterDict({name: torch.nn.Parameter(value) for name, value in weights.items()})

    def forward(self, inputs: Tensor, words: Tensor, counts: Tensor, sizes: Tensor) -> Tensor:
        """The outputs, one row per line."""
        weights = self.weights
        known = torch.cat((torch.zeros(1, EMBEDDING), weights["embedding"][1:]))
        embedded = functional.embedding_bag(words, known, counts.cumsum(0) - counts, mode="sum")
        embedded = embedded / counts.sqrt()[:, None]
        if self.training:
            embedded = embedded * (torch.rand(len(inputs), 1) >= _WORDS_DROPPED)
        state = functional.relu(torch.cat((inputs, embedded), 1) @ weights["enter"] + weights["enter_bias"])
        state = functional.dropout(state, _DROPPED, self.training)
        ends = sizes.cumsum(0)
        page = page_of_line(sizes)
        first, end = (ends - sizes)[page], ends[page]
        at = torch.arange(len(inputs))
        for number, dilation in enumerate(DILATIONS):
            if number == len(DILATIONS) - 1:
                state = state + (_summary(state, page, sizes) @ weights["page"])[page]
            before = functional.pad(state, (0, 0, dilation, 0))[: len(state)] * (at - dilation >= first)[:, None]
            after = functional.pad(state, (0, 0, 0, dilation))[dilation:] * (at + dilation < end)[:, None]
            seen = torch.cat((before, state, after), 1)
            state = state + functional.relu(seen @ weights[f"layer{number}"] + weights[f"layer{number}_bias"])
        return functional.dropout(state, _DROPPED, self.training) @ weights["leave"] + weights["leave_bias"]

    def loss(self, batch: Batch) -> Tensor:
        """Mean over the pages: story and byline line by line, headline and date as a choice of one line or none."""
        out = self(batch.inputs, batch.words, batch.counts, batch.sizes)
        story = _by_line(out[:, 0], batch.story, batch.story_weight)
        byline = _by_line(out[:, 2], batch.byline, batch.byline_weight)
        none = self.weights["none"]
        headline = _choice(out[:, 1], batch.headline, batch.sizes, none[0], batch.headline_weight)
        date = _choice(out[:, 3], batch.date, batch.sizes, none[1], batch.date_weight)
        return (story + _OTHER_TASKS * (byline + headline + date)) / len(batch.sizes)


def page_of_line(sizes: Tensor) -> Tensor:
    """The place in the batch of the page that each line belongs to."""
    return torch.repeat_interleave(torch.arange(len(sizes)), sizes)


def _matrix(rows: int, columns: int, scale: float = 1.0) -> Tensor:
    return torch.randn(rows, columns) * scale * (2 / rows) ** 0.5


def _summary(state: Tensor, page: Tensor, sizes: Tensor) -> Tensor:
    """The mean and the greatest of the lines' states, of each page."""
    nothing = torch.zeros(len(sizes), state.shape[1])
    mean = nothing.index_add(0, page, state) / sizes[:, None]
    greatest = nothing.scatter_reduce(0, page[:, None].expand_as(state), state, "amax")
    return torch.cat((mean, greatest), 1)


def _by_line(values: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    return (functional.binary_cross_entropy_with_logits(values, target, reduction="none") * weight).sum()


def _choice(values: Tensor, target: Tensor, sizes: Tensor, none: Tensor, weight: Tensor) -> Tensor:
    """Cross entropy of choosing one line of each page or none; several right ones share what is right."""
    page, pages = page_of_line(sizes), len(sizes)
    greatest = none.detach().expand(pages).scatter_reduce(0, page, values.detach(), "amax")
    total = torch.zeros(pages).index_add(0, page, torch.exp(values - greatest[page])) + torch.exp(none - greatest)
    log_total = greatest + torch.log(total)
    right = torch.zeros(pages).index_add(0, page, target)
    wanted = target / right.clamp(min=1e-6)[page]
    loss = torch.zeros(pages).index_add(0, page, -wanted * (values - log_total[page]))
    return ((loss + (right == 0) * (log_total - none)) * weight).sum()

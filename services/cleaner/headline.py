"""Finds the line that is the story's headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from services.cleaner.captions import credit_span
from services.cleaner.line_model import LineScores
from services.cleaner.page import Page
from services.cleaner.words import content_words, ends_sentence, folded, word_count

_SITE_SUFFIX = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2}|::)\s+[^|•·»]{2,60}$")
_LIKELY = 0.05
_SURE = 0.15
_VERY_SURE = 0.6
_NEAR = 12
_ABOVE = 0.3
_NEGLIGIBLE = 0.01
_FARTHEST = 40
"""Lines before the story's first among which the headline is sought."""


def title_of(page: Page, given: str | None) -> str | None:
    """The headline that the publisher or the page's metadata states, without the site's name behind it."""
    stated = given or page.metadata.headline or page.metadata.title
    if not stated:
        return None
    stated = " ".join(stated.split())
    lines = {folded(line.text) for line in page.lines}
    shorter = stated
    for _ in range(3):
        if folded(shorter) in lines:
            return shorter
        cut = _SITE_SUFFIX.sub("", shorter)
        if cut == shorter or word_count(cut) < 3:
            break
        shorter = cut
    return shorter if not given else stated


def headline_line(page: Page, body: Sequence[int], scores: LineScores, stated: str | None) -> int | None:
    """The headline's place among the lines: the stated one, the one that the model is sure of, or the likeliest."""
    if not page.lines:
        return None
    wanted = folded(stated) if stated is not None else None
    likeliest = _with_what_stands_above(page, scores)
    if wanted is not None:
        same = [place for place, line in enumerate(page.lines) if folded(line.text) == wanted]
        if same:
            return max(same, key=lambda place: (float(scores.headline[place]), -place))
    before = body and likeliest < body[0] and word_count(page.lines[likeliest].text) >= 3
    if scores.headline[likeliest] >= ((_LIKELY if before else _SURE) if wanted is None else _VERY_SURE):
        return _first_like(page, likeliest)
    return _likeliest(page, body) if body and wanted is None else None


def _with_what_stands_above(page: Page, scores: LineScores) -> int:
    """The likeliest line, or a likely one right above it: a headline stands over its standfirst, not under it."""
    scored = scores.headline.tolist()
    values = [
        score if score < _NEGLIGIBLE or credit_span(page.lines[place].text) is None else 0.0
        for place, score in enumerate(scored)
    ]
    best = int(np.argmax(values))
    for place in range(max(0, best - 2), best):
        if values[place] >= _ABOVE * values[best] and word_count(page.lines[place].text) >= 3:
            return place
    return best


def _first_like(page: Page, place: int) -> int:
    """A headline that stands twice close together counts where it stands first; the second is its repetition."""
    key = folded(page.lines[place].text)
    return next(other for other in range(max(0, place - _NEAR), place + 1) if folded(page.lines[other].text) == key)


def _likeliest(page: Page, body: Sequence[int]) -> int | None:
    story = content_words(" ".join(page.lines[place].text for place in body[:40]))
    often: dict[str, int] = {}
    for line in page.lines:
        key = folded(line.text)
        often[key] = often.get(key, 0) + 1
    best: tuple[float, int] | None = None
    first = body[0]
    for place in range(max(0, first - _FARTHEST), min(len(page.lines), first + 1)):
        line = page.lines[place]
        count = word_count(line.text)
        if not 3 <= count <= 30 or len(line.text) > 220:
            continue
        words = content_words(line.text)
        shared = len(words & story) / (len(words) or 1)
        score = 2.0 * shared + min(count, 8) / 8
        score -= 0.8 if ends_sentence(line.text) and not line.text.endswith("?") else 0.0
        score += 0.7 if 2 <= often[folded(line.text)] <= 4 else 0.0
        score -= 0.03 * (first - place)
        score -= 1.0 if place == first else 0.0
        if line.markup is not None:
            score += {"h1": 1.5, "h2": 0.5}.get(line.markup.tag, 0.0)
        if score > 1.4 and (best is None or score >= best[0]):
            best = (score, place)
    if best is None:
        return None
    # A headline that stands twice counts where it first stands; the second is its repetition.
    key = folded(page.lines[best[1]].text)
    return next(
        place for place in range(max(0, first - _FARTHEST), best[1] + 1) if folded(page.lines[place].text) == key
    )

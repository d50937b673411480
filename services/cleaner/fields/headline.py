"""Finds the line that is the story's headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

from services.cleaner.fields.byline_names import signature_of
from services.cleaner.fields.dates import written_dates
from services.cleaner.fields.names import is_job
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.furniture import furniture_of
from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.reading.page import Page
from services.cleaner.words import content_words, ends_sentence, folded, folded_words, word_count

_SITE_SUFFIX = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2}|::)\s+[^|•·»]{2,60}$")
_RUBRIC = re.compile(r"\s+[|]\s+\S+(?: \S+){0,2}$")
_LINK_SOURCE = re.compile(r"\s+\([\w-]+(?:\.[\w-]+)+\)(?:\s+\d{1,5})?$")
_LETTER = re.compile(r"[\W_]+")
_PATH = re.compile(r"\s+[·>›»/]\s+|\s*[›»]\s*")
_SHORTEST = 3
_SHORT = 0.4
_LONGEST_DATE = 60
_SURELY_STORY = 0.97
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
    lines = [folded_words(line.text) for line in page.lines]
    shorter = stated
    for _ in range(3):
        if folded_words(shorter) in lines:
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
    wanted = folded_words(stated) if stated is not None else None
    likeliest = _with_what_stands_above(page, scores)
    if wanted is not None:
        same = [place for place, line in enumerate(page.lines) if folded_words(line.text) == wanted]
        if same:
            return max(same, key=lambda place: (float(scores.headline[place]), -place))
    before = body and likeliest < body[0] and word_count(page.lines[likeliest].text) >= 3
    if scores.headline[likeliest] >= ((_LIKELY if before else _SURE) if wanted is None else _VERY_SURE):
        return _first_like(page, likeliest)
    return _likeliest(page, body, scores) if body and wanted is None else None


def bare_headline(text: str, url: str | None) -> str:
    """A headline without what the page hangs on it: a rubric behind a bar, the site's name, the source of a link."""
    bare = _LINK_SOURCE.sub("", text)
    if (rubric := _RUBRIC.search(bare)) is not None and word_count(bare[: rubric.start()]) >= _SHORTEST:
        bare = bare[: rubric.start()]
    site = _LETTER.sub("", urlsplit(url).netloc.casefold()) if url else ""
    if (suffix := _SITE_SUFFIX.search(bare)) is not None:
        name = _LETTER.sub("", suffix.group().casefold())
        if name and name in site and word_count(bare[: suffix.start()]) >= _SHORTEST:
            bare = bare[: suffix.start()]
    return bare.strip() or text


def _with_what_stands_above(page: Page, scores: LineScores) -> int:
    """The likeliest line, or a likely one right above it: a headline stands over its standfirst, not under it."""
    values = [
        0.0 if score < _NEGLIGIBLE else score * _fitness(page.lines[place].text)
        for place, score in enumerate(scores.headline.tolist())
    ]
    best = int(np.argmax(values))
    for place in range(max(0, best - 2), best):
        if values[place] >= _ABOVE * values[best] and word_count(page.lines[place].text) >= _SHORTEST:
            return place
    return _end_of_path(page, values, best)


def _fitness(text: str) -> float:
    """0 for what is no headline by its words, less than 1 for what is too short to be likely."""
    if credit_span(text) is not None or furniture_of(text) is not None or is_job(text) or _is_date(text):
        return 0.0
    signature = signature_of(text)
    if signature is not None and signature.says_so and signature.kind != "pen name":
        return 0.0
    return 1.0 if word_count(text) >= _SHORTEST else _SHORT


def _is_date(text: str) -> bool:
    """Whether a line is a date and hardly anything else."""
    found = next(written_dates(text), None) if len(text) <= _LONGEST_DATE else None
    return found is not None and word_count(text[: found.start] + text[found.end :]) < _SHORTEST


def _end_of_path(page: Page, values: Sequence[float], best: int) -> int:
    """The headline by itself, where the likeliest line is the path to it: 'Home · Farm · The headline'."""
    line = page.lines[best].text
    if _PATH.search(line) is None:
        return best
    last = folded_words(_PATH.split(line)[-1])
    if len(last) < _SHORTEST:
        return best
    same = [place for place, other in enumerate(page.lines) if folded_words(other.text) == last]
    return max(same, key=lambda place: (values[place], -place), default=best)


def _first_like(page: Page, place: int) -> int:
    """A headline that stands twice close together counts where it stands first; the second is its repetition."""
    key = folded(page.lines[place].text)
    return next(other for other in range(max(0, place - _NEAR), place + 1) if folded(page.lines[other].text) == key)


def _likeliest(page: Page, body: Sequence[int], scores: LineScores) -> int | None:
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
        if _is_date(line.text):
            continue
        if not _SHORTEST <= count <= 30 or len(line.text) > 220 or scores.story[place] >= _SURELY_STORY:
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

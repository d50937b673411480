"""Measures how much a line looks like the story's byline: by its words, its place and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.cleaner.fields.biographies import is_biography
from services.cleaner.fields.byline_names import Signature, common_share, names_person, signature_of
from services.cleaner.fields.dates import has_date
from services.cleaner.fields.names import is_job
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_features import Vector
from services.cleaner.reading.page import Page

TRAITS = (
    "always", "model", "model_sure", "model_weak", "says_so", "says_so_and_model", "person", "common_words", "agency",
    "desk", "pen_name", "one_word", "long", "right_after_headline", "after_headline", "before_headline", "far_before",
    "right_before_story", "in_story", "right_after_story", "far_after_story", "date_beside", "job_beside",
    "caption_beside", "among_short_lines", "comment_beside", "repeated_line", "named_elsewhere", "named_in_story",
    "biography", "first_that_says_so", "stated", "stated_other", "marked_byline", "marked_other", "many_names",
    "follow", "credit", "only_names",
)  # fmt: skip
_LONGEST = 240
_LEAST_SCORE = 0.08
_MOST_SCORE_OF_STORY = 0.8
_SURE_OF_ONE_WORD = 0.7
_MOST_CANDIDATES = 60
_FREE = frozenset(
    {"other", "caption", "credit", "timestamp", "section", "kicker", "byline", "author_role", "biography"}
)
_COMMENT = re.compile(r"\b(?:says|said|wrote|reply|replied)\s*[:.]?$|\bat \d{1,2}:\d\d\b|\breply\b", re.IGNORECASE)
_SLASHED = re.compile(r"[a-zà-ÿ] ?(?://?|[|] ?(?:photo|image|getty|ap|via)) ?[A-Z]|©|\bvia [A-Z]|\bphotos?\b", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_FOLLOW = re.compile(r"(?:more (?:by|from)|follow|about|contact|e-?mail|articles by|stories by)\W", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the story's byline."""

    place: int
    signature: Signature
    traits: Vector


def candidates_of(
    page: Page, labels: Sequence[Label | None], byline: Vector, story: Vector, headline: int | None, body: Sequence[int]
) -> list[Candidate]:
    """The lines that may be bylines, in order, with a value for each of `TRAITS`.

    ``byline`` and ``story`` are the line model's scores; ``body`` are the story's places.
    """
    signed = _signed_lines(page, labels, byline, story, headline)
    if not signed:
        return []
    often = Counter(line.text for line in page.lines)
    inside = frozenset(body)
    prose = " ".join(page.lines[place].text.casefold() for place in body)
    margin = {place: line.text.casefold() for place, line in enumerate(page.lines) if place not in inside}
    around = "\n".join(margin.values())
    followed = "\n".join(text[:120] for text in margin.values() if len(text) <= 120 and _FOLLOW.match(text))
    first = min((place for place, signature in signed if signature.says_so and byline[place] >= 0.2), default=-1)
    stated = frozenset(name.casefold() for text in page.metadata.authors for name in _names(text))
    return [
        Candidate(
            place,
            signature,
            np.array(
                [
                    *_words(signature, page.lines[place].text, float(byline[place])),
                    *_standing(place, headline, body),
                    *_beside(page, labels, place, often),
                    *_elsewhere(page, signature, place, prose, margin if _twice(signature, around) else {}),
                    float(place == first),
                    *_stated(page, signature, place, stated, followed),
                ],
                dtype=np.float64,
            ),
        )
        for place, signature in signed
    ]


def _signed_lines(
    page: Page, labels: Sequence[Label | None], byline: Vector, story: Vector, headline: int | None
) -> list[tuple[int, Signature]]:
    near = range(-1, -1) if headline is None else range(headline + 1, headline + 8)
    likely = np.asarray(byline >= _LEAST_SCORE)
    found: list[tuple[int, Signature]] = []
    for place, line in enumerate(page.lines):
        marked = line.markup is not None and "byline" in line.markup.regions
        if len(line.text) > _LONGEST or (story[place] >= _MOST_SCORE_OF_STORY and not marked and byline[place] < 0.5):
            continue
        label = labels[place]
        if (label is not None and label.role not in _FREE) or place == headline:
            continue
        if not (likely[place] or marked or place in near or line.text[:3] in ("By ", "by ", "BY ", "By:", "By\xa0")):
            continue
        if (signature := signature_of(line.text)) is not None and (
            " " in line.text or marked or byline[place] >= _SURE_OF_ONE_WORD
        ):
            found.append((place, signature))
    if len(found) > _MOST_CANDIDATES:
        least = sorted((float(byline[place]) for place, _ in found), reverse=True)[_MOST_CANDIDATES]
        found = [one for one in found if byline[one[0]] > least or one[1].says_so][: 2 * _MOST_CANDIDATES]
    return found


def _words(signature: Signature, text: str, score: float) -> tuple[float, ...]:
    """Of the line alone; in the order of `TRAITS`, from ``always`` to ``long``."""
    names = signature.names
    score = min(max(score, 0.003), 0.997)
    return (
        1.0,
        float(np.log(score / (1 - score))) / 3,
        float(score >= 0.8),
        float(score < 0.2),
        float(signature.says_so),
        float(signature.says_so) * score,
        sum(map(names_person, names)) / len(names),
        max(common_share(name) for name in names),
        float(signature.kind == "agency"),
        float(signature.kind == "desk"),
        float(signature.kind == "pen name"),
        float(" " not in names[0]),
        float(text.count(" ") > 12),
    )


def _standing(place: int, headline: int | None, body: Sequence[int]) -> tuple[float, ...]:
    """From ``right_after_headline`` to ``far_after_story``."""
    after = place - headline if headline is not None else 0
    start, end = (body[0], body[-1]) if body else (place, place)
    return (
        float(0 < after <= 3),
        float(3 < after <= 12),
        float(-4 <= after < 0),
        float(after < -4),
        float(0 < start - place <= 6),
        float(start < place < end and (len(body) < 4 or place > body[2])),
        float(0 < place - end <= 6),
        float(place - end > 12),
    )


def _beside(page: Page, labels: Sequence[Label | None], place: int, often: Counter[str]) -> tuple[float, ...]:
    """From ``date_beside`` to ``repeated_line``."""
    lines = page.lines
    around = [other for other in range(place - 2, place + 3) if 0 <= other < len(lines)]
    next_lines = [lines[other].text for other in range(place, min(place + 3, len(lines)))]
    beside = [labels[other] for other in (place - 1, place, place + 1) if 0 <= other < len(lines)]
    return (
        float(any(len(lines[other].text) <= 120 and has_date(lines[other].text) for other in around)),
        float(any(is_job(text) for text in next_lines)),
        float(any(label is not None and label.role in ("caption", "credit") for label in beside)),
        sum(len(lines[other].text) <= 30 and not has_date(lines[other].text) for other in around) / len(around),
        float(any(_COMMENT.search(text[-80:]) for text in next_lines[:2] if len(text) < 120)),
        float(min(4, often[lines[place].text] - 1)) / 4,
    )


def _elsewhere(
    page: Page, signature: Signature, place: int, prose: str, margin: Mapping[int, str]
) -> tuple[float, ...]:
    """From ``named_elsewhere`` to ``biography``."""
    name = signature.names[0].casefold()
    others = [other for other, text in margin.items() if other != place and name in text]
    told = any(
        is_biography(page.lines[other].text, frozenset({signature.names[0]}))
        for other in [*others, *range(place + 1, min(place + 3, len(page.lines)))]
    )
    return float(bool(others)), float(name in prose), float(told)


def _twice(signature: Signature, around: str) -> bool:
    return around.count(signature.names[0].casefold()) > 1


def _stated(page: Page, signature: Signature, place: int, stated: frozenset[str], followed: str) -> tuple[float, ...]:
    """From ``stated`` to ``only_names``."""
    text, markup = page.lines[place].text, page.lines[place].markup
    regions = markup.regions if markup is not None else frozenset[str]()
    agrees = any(name.casefold() in stated or name.split()[0].casefold() in stated for name in signature.names)
    other = bool(regions & {"comments", "related", "footer", "navigation", "newsletter", "aside"})
    return (
        float(agrees),
        float(bool(stated) and not agrees),
        float("byline" in regions and not other),
        float(other),
        float(len(signature.names) > 1),
        float(signature.names[0].casefold() in followed),
        float(credit_span(text) is not None or _SLASHED.search(text) is not None),
        float(len(_WORD.findall(text)) <= len(_WORD.findall(" ".join(signature.names))) + 2),
    )


def _names(text: str) -> tuple[str, ...]:
    signature = signature_of(text)
    return signature.names if signature is not None else ()

"""Puts together who wrote the article and for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.cleaner.biographies import employer_in, is_biography
from services.cleaner.furniture import Label
from services.cleaner.line_features import Vector
from services.cleaner.names import byline_names, is_person_name, names_in, without_byline_words
from services.cleaner.page import Page
from shared.schemas.articles import ArticleSubmitted, Author, Outlet

_SURE = 0.4
_VERY_SURE = 0.6
_CERTAIN = 0.85
_NEAR = 4
"""Lines within which the names of one byline may be spread."""
_MAY_BE_BYLINES = frozenset({"byline", "other", "timestamp", "standfirst", "navigation", "section", "kicker", "teaser"})
_MOST_AUTHORS = 8
_LONGEST_NICKNAME = 4


def authors_of(page: Page, labels: Sequence[Label], byline: Vector) -> tuple[Author, ...]:
    """The authors with their jobs and biographies, from the page's metadata and from its bylines.

    ``byline`` is the model's score of each line. Of many bylines on a page that of the story counts, not those of the
    stories that it advertises.
    """
    stated = [name for text in page.metadata.authors for name in (names_in(text) or _as_it_stands(page, text))]
    best, others = _byline_places(labels, byline)
    written = list(_names_of(page, best, float(byline[best]))) if best is not None else []
    for place in others:
        text = page.lines[place].text
        written += byline_names(text) or ((text,) if is_person_name(text) else ())
    names = _agreed(stated, written)
    jobs, stories = _jobs_and_biographies(page, labels, names)
    return tuple(Author(name=name, role=jobs.get(name), biography=stories.get(name)) for name in names)


def outlet_of(article: ArticleSubmitted, page: Page, authors: Sequence[Author]) -> Outlet | None:
    """The news outlet: as the publisher calls it, as the page calls itself, or where its author works."""
    if article.source:
        return Outlet(name=article.source, known_by="given", evidence="source of the submission")
    if page.metadata.site:
        return Outlet(name=page.metadata.site, known_by="page", evidence="the page's metadata")
    for author in authors:
        if author.biography and (employer := employer_in(author.biography)) is not None:
            return Outlet(name=employer[0], known_by="inferred", evidence=f"{author.name}'s biography: '{employer[1]}'")
    return None


def _as_it_stands(page: Page, text: str) -> tuple[str, ...]:
    """A stated author that is no person's name: a pen name or a desk, but not the site itself or an address."""
    if text.count(" ") >= _LONGEST_NICKNAME or "/" in text or "@" in text or text == page.metadata.site:
        return ()
    return (text,)


def _byline_places(labels: Sequence[Label], byline: Vector) -> tuple[int | None, list[int]]:
    """The line of the story's byline, and the lines around it that go on with it.

    Without a likely one it is the first after the headline that says 'By'.
    """
    scores = byline.tolist()
    marked = [place for place, label in enumerate(labels) if label.role == "byline"]
    likely = [place for place, score in enumerate(scores) if score >= _SURE and labels[place].role in _MAY_BE_BYLINES]
    if likely:
        best = max(likely, key=lambda place: (scores[place], -place))
        near = [
            place for place in marked if place != best and abs(place - best) <= _NEAR and scores[place] >= _VERY_SURE
        ]
        return best, near
    headline = next((place for place, label in enumerate(labels) if label.role == "headline"), 0)
    return min(marked, key=lambda place: (place < headline, place), default=None), []


def _names_of(page: Page, place: int, score: float) -> tuple[str, ...]:
    text = page.lines[place].text
    if found := byline_names(text) or ((text,) if is_person_name(text) else names_in(text)):
        return found
    bare = without_byline_words(text)
    if score >= _VERY_SURE and 0 < len(bare.split()) <= _LONGEST_NICKNAME and re.fullmatch(r"[^\W\d].*[^\W\d_]", bare):
        return (bare,)
    return ()


def _agreed(stated: Sequence[str], written: Sequence[str]) -> list[str]:
    """Both accounts as one: what the metadata state, unless the byline is fuller or a part of too long a list."""
    first = _without_repetition(stated)
    second = _without_repetition(written)
    if not first or len(first) > _MOST_AUTHORS or (second and not any(map(is_person_name, first))):
        return second[:_MOST_AUTHORS] or first[:_MOST_AUTHORS]
    common = {name.casefold() for name in first} & {name.casefold() for name in second}
    if len(second) > len(first) and common:
        return second
    return first


def _without_repetition(names: Sequence[str]) -> list[str]:
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(" ".join(name.casefold().split()), name)
    return list(known.values())


def _jobs_and_biographies(
    page: Page, labels: Sequence[Label], names: Sequence[str]
) -> tuple[dict[str, str], dict[str, str]]:
    jobs: dict[str, str] = {}
    stories: dict[str, str] = {}
    current: str | None = None
    for line, label in zip(page.lines, labels, strict=True):
        if label.role == "byline":
            current = next((name for name in names if name.casefold() in line.text.casefold()), None)
        elif label.role == "author_role" and current is not None:
            jobs.setdefault(current, line.text)
        elif label.role == "biography":
            for name in names:
                begins = line.text.casefold().startswith((name.casefold(), name.split()[0].casefold()))
                if begins and is_biography(line.text, frozenset({name})):
                    stories.setdefault(name, line.text)
    return jobs, stories

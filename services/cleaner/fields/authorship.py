"""Puts together who wrote the article and for whom."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.fields.biographies import employer_in, is_biography, subject_of
from services.cleaner.fields.byline_names import NOBODY, agency_in, signature_of
from services.cleaner.fields.byline_ranking import RankedByline
from services.cleaner.fields.dateline import agency_name
from services.cleaner.fields.names import is_person_name
from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page
from services.cleaner.words import folded
from shared.schemas.articles import ArticleSubmitted, Author, Outlet

_CERTAIN = 0.9
_MOST_AUTHORS = 8
_MOST_BIOGRAPHIES = 3
"""More of them on a page are those of other stories' authors."""
_LONGEST_NICKNAME = 4


def authors_of(page: Page, labels: Sequence[Label], bylines: Sequence[RankedByline]) -> tuple[Author, ...]:
    """The authors with their jobs and biographies, from the page's metadata and from its bylines.

    ``bylines`` are the lines that sign the story, the likeliest first.
    """
    stated = [name for text in page.metadata.authors for name in _stated_names(page, text)]
    in_order = sorted(bylines, key=lambda byline: byline.place)
    names = _agreed(stated, [name for byline in in_order for name in byline.names], bylines)
    if not names:
        told = (line.text for line, label in zip(page.lines, labels, strict=True) if label.role == "biography")
        subjects = [name for text in told if (name := subject_of(text)) is not None and is_person_name(name)]
        names = _without_repetition(subjects) if len(subjects) <= _MOST_BIOGRAPHIES else []
    jobs, stories = _jobs_and_biographies(page, labels, names)
    return tuple(Author(name=name, role=jobs.get(name), biography=stories.get(name)) for name in names)


def agency_of(page: Page, bylines: Sequence[RankedByline]) -> str | None:
    """The wire agency that the byline or the metadata's author names, by its full name."""
    texts = [*(page.lines[byline.place].text for byline in bylines), *page.metadata.authors]
    written = next((agency for text in texts if (agency := agency_in(text)) is not None), None)
    return agency_name(written) if written is not None else None


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


def _stated_names(page: Page, text: str) -> tuple[str, ...]:
    """The names that the metadata state. A pen name or a desk may be one, but not the site itself or an address."""
    signature = signature_of(text)
    if signature is not None:
        return signature.names
    bare = text.strip()
    if bare.count(" ") >= _LONGEST_NICKNAME or "/" in bare or "@" in bare or bare.casefold() in NOBODY:
        return ()
    site = page.metadata.site
    if not any(map(str.isalnum, bare)) or (site is not None and folded(bare) in folded(site)):
        return ()
    return (bare,)


def _agreed(stated: Sequence[str], written: Sequence[str], bylines: Sequence[RankedByline]) -> list[str]:
    """Both accounts as one: what the metadata state, unless it is too long a list or the byline is fuller or surer."""
    first = _without_repetition(stated)
    second = _without_repetition(written)
    if not first or len(first) > _MOST_AUTHORS or (second and not any(map(is_person_name, first))):
        return second[:_MOST_AUTHORS] or first[:_MOST_AUTHORS]
    common = {name.casefold() for name in first} & {name.casefold() for name in second}
    if len(second) > len(first) and common:
        return second
    if second and not common and bylines[0].probability >= _CERTAIN:
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

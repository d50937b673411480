"""Puts together who wrote the article and for whom."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.biographies import employer_in, is_biography
from services.cleaner.furniture import Label
from services.cleaner.names import byline_names, is_person_name, names_in
from services.cleaner.page import Page
from shared.schemas.articles import ArticleSubmitted, Author, Outlet


def authors_of(page: Page, labels: Sequence[Label]) -> tuple[Author, ...]:
    """The authors with their jobs and biographies, from the page's metadata and from its bylines."""
    names: list[str] = [name for stated in page.metadata.authors for name in (names_in(stated) or ())]
    jobs: dict[str, str] = {}
    stories: dict[str, str] = {}
    current: tuple[str, ...] = ()
    for line, label in zip(page.lines, labels, strict=True):
        if label.role == "byline":
            found = byline_names(line.text) or ((line.text,) if is_person_name(line.text) else names_in(line.text))
            current = found
            if not page.metadata.authors:
                names += found
        elif label.role == "author_role" and len(current) == 1:
            jobs.setdefault(current[0], line.text)
        elif label.role == "biography":
            for name in dict.fromkeys([*names, *current]):
                if is_biography(line.text, frozenset({name})) and line.text.casefold().startswith(
                    name.split()[0].casefold()
                ):
                    stories.setdefault(name, line.text)
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(name.casefold(), name)
    return tuple(Author(name=name, role=jobs.get(name), biography=stories.get(name)) for name in known.values())


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

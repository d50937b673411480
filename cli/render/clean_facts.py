"""What is known of a cleaned article and how, as names, values and evidence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.schemas.articles import Known, KnownBy, PublicationTime, ReadableArticle

_KNOWN_BY: dict[KnownBy, str] = {
    "given": "given by the publisher",
    "page": "stated by the page",
    "text": "printed in the text",
    "inferred": "inferred",
}
_TIME = re.compile(r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?")
_LONGEST_EVIDENCE = 140


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    evidence: str | None = None


def facts_of(article: ReadableArticle) -> Iterator[Fact]:
    """The facts there are, the most wanted first."""
    for author in article.authors:
        yield Fact("Author", author.name, author.role)
    if article.published_at is not None:
        yield Fact("Published", _time(article.published_at), _how(article.published_at))
    if article.updated_at is not None:
        yield Fact("Updated", _time(article.updated_at), _how(article.updated_at))
    if article.outlet is not None:
        yield Fact("Outlet", article.outlet.name, _how(article.outlet))
    if article.dateline:
        yield Fact("Dateline", article.dateline)
    if article.agency:
        yield Fact("Agency", article.agency)
    if article.truncated is not None:
        yield Fact("Not the whole story", "the text breaks off", _how(article.truncated))
    if article.language:
        yield Fact("Language", article.language)
    if article.reading_minutes is not None:
        yield Fact("Reading time", f"{article.reading_minutes} min")
    for note in article.notes:
        yield Fact("Note", note)


def _time(known: PublicationTime) -> str:
    value = _TIME.sub(r" \1", known.value).replace("+00:00", " UTC")
    return f"{value} or later, up to {known.latest}" if known.latest else value


def _how(known: Known) -> str:
    how = _KNOWN_BY[known.known_by]
    if not known.evidence or known.known_by == "given":
        return how
    evidence = " ".join(known.evidence.split()).removeprefix("the page's metadata")
    if not evidence:
        return how
    return f"{how}: {evidence if len(evidence) <= _LONGEST_EVIDENCE else evidence[:_LONGEST_EVIDENCE] + '…'}"

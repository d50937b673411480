# ruff: noqa: E501
"""A page as the cleaner sees it: its visible text, and the lines of it with what is known of their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Markup(NamedTuple):
    """Where in an HTML page a line stands."""

    tag: str
    """The innermost block element, such as ``p``, ``h1`` or ``figcaption``."""
    regions: frozenset[str]
    """What the elements around it say they are: ``nav``, ``aside``, ``article``, ``caption``, ``related``, ``hidden``..."""
    link_share: float
    """The part of its characters that are link text, 0 to 1."""
    container: int
    """A number for the element that holds the line's block; the paragraphs of a story mostly share one."""


class Line(NamedTuple):
    """A line of the visible text, at ``source_text[start:end]``.

    ``text`` is what stands there without the marks of a notation and the breaks of a hard-wrapped text, if it had any.
    """

    start: int
    end: int
    text: str
    blank_before: bool
    """An empty line, or nothing, stands before it."""
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What an HTML page says about itself for machines. Dates are as written."""

    title: str | None = None
    headline: str | None = None
    story: str | None = None
    """The text of the article, where the page repeats it for machines; its lines are not to be trusted."""
    authors: tuple[str, ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    """Pairs of the place it stands in (``JSON-LD datePublished``) and the value, the more trustworthy first."""
    updated: tuple[tuple[str, str], ...] = ()
    section: str | None = None
    site: str | None = None
    description: str | None = None
    language: str | None = None
    locales: tuple[str, ...] = ()
    """Languages and, with some, countries, as written: ``en-GB``, ``en_GB``."""
    is_free: bool | None = None
    """Whether everybody may read the whole story, where the page says so."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text, its non-empty lines in order, and, for HTML, the page's metadata."""

    source_text: str
    lines: tuple[Line, ...]
    content_type: str = "text/plain"
    metadata: PageMetadata = field(default_factory=PageMetadata)
    kept: tuple[float, ...] | None = None
    """For HTML: the part of each line that the extractor keeps."""
    stated: tuple[float, ...] | None = None
    """For HTML that repeats the story for machines: the part of each line that stands there."""

"""Cleans one article: from what was scraped to readable text, with a role and a reason for every character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.cleaner.body import Paragraph, body_of, readable
from services.cleaner.fields.authorship import agency_of, authors_of, outlet_of
from services.cleaner.fields.dateline import split_dateline
from services.cleaner.fields.headline import bare_headline, title_of
from services.cleaner.fields.language import language_of
from services.cleaner.fields.page_metadata import metadata_of
from services.cleaner.fields.printed_dates import printed_dates
from services.cleaner.fields.publication import publication_of, update_of
from services.cleaner.fields.truncation import truncation_of
from services.cleaner.limits import CleanLimits
from services.cleaner.line_roles.blocks import blocks_of
from services.cleaner.line_roles.captions import caption_words, credit_span, credit_words
from services.cleaner.line_roles.furniture import Label, furniture_of, reading_minutes
from services.cleaner.line_roles.line_features import features_of, words_of, words_of_address
from services.cleaner.line_roles.line_model import LineScores, load_line_model
from services.cleaner.line_roles.line_threads import without_threads
from services.cleaner.line_roles.markup_features import markup_of
from services.cleaner.line_roles.roles import IN_BODY, label_lines
from services.cleaner.reading.clean_text import (
    is_clean_text,
    scores_of_clean_text,
    scores_of_short_text,
    without_what_would_go,
)
from services.cleaner.reading.extraction import beside_extractor, extracted_text, shares_of
from services.cleaner.reading.feed_items import is_feed, page_of_feed
from services.cleaner.reading.html_page import parse_html, render
from services.cleaner.reading.intake import check_readable, is_html, most_attributes
from services.cleaner.reading.no_article import why_no_article
from services.cleaner.reading.page import Page
from services.cleaner.reading.plain_text import page_of_text
from services.cleaner.words import folded_words, word_count
from shared.identity import identity_of, writable
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted, Caption, Producer, RelatedStory, Role
from shared.streams.outcomes import Reject

DEFAULT_LIMITS = CleanLimits()
_SHORTEST_BODY = 10
"""Words; an HTML page with fewer of prose is an error, a login or an empty frame."""
_SAMPLE = (
    "<title>The ferry is late</title><h1>The ferry is late</h1><p>By Ann Example</p><p>3 February 2026</p>"
    "<p>The ferry to the island will be late today, the port said, and words enough follow to know the language.</p>"
)
RULES = Producer(name="copydesk-cleaner", version="4")


def clean(
    article: ArticleSubmitted,
    limits: CleanLimits = DEFAULT_LIMITS,
    *,
    submission: str | None = None,
    scores: LineScores | None = None,
) -> ArticleCleaned:
    """The article, readable.

    ``submission`` is the id of the ingest entry, passed on. ``scores``, to measure other
    models, stand in for the line model's.
    The same article always comes out the same.
    Raises Reject, with a reason for a person, when it is empty, too large, not text, or holds nothing but furniture.
    """
    check_readable(article, limits)
    article = writable(article)
    page = read_page(article.content, article.content_type, limits)
    stated = title_of(page, article.title)
    furniture = [furniture_of(line.text) for line in page.lines]
    if scores is None or len(scores.story) != len(page.lines):
        scores = score_lines(page, furniture, article.url or page.metadata.url)
    scores = without_threads(furniture, beside_extractor(page, scores))
    clean_already = is_clean_text(page, furniture, scores)
    scores = (scores_of_clean_text if clean_already else scores_of_short_text)(page, furniture, scores)
    labels, bylines = label_lines(page, furniture, scores, stated)
    labels = without_what_would_go(page, furniture, labels, is_clean=clean_already)
    authors = authors_of(page, labels, bylines)
    printed = printed_dates(article.url or page.metadata.url, page, labels, scores.date)
    published_at = publication_of(article, page, labels, printed)
    updated_at = update_of(page, printed, published_at)
    page, labels, dateline = split_dateline(page, labels)
    body, segments = body_of(
        Paragraph((line,)) for line, label in zip(page.lines, labels, strict=True) if label.role in IN_BODY
    )
    if not body or (page.content_type == "text/html" and body.count(" ") < _SHORTEST_BODY):
        raise Reject(_why_no_body(page, labels))
    headline = _headline(page, labels, stated, article.url)
    if (reason := why_no_article(headline, body, "\n".join(_outside(page, labels)))) is not None:
        raise Reject(reason)
    language = article.language or language_of(body)
    article_id, revision = identity_of(article)
    return ArticleCleaned(
        article_id=article_id,
        revision=revision,
        submission=submission,
        url=article.url or page.metadata.url,
        source=article.source,
        fetched_at=article.fetched_at,
        metadata=article.metadata,
        content_type="text/html" if page.content_type == "text/html" else "text/plain",
        headline=headline,
        section=_first(page, labels, "section") or page.metadata.section,
        standfirst=_first(page, labels, "standfirst"),
        authors=authors,
        outlet=outlet_of(article, page, authors),
        published_at=published_at,
        updated_at=updated_at,
        language=language,
        reading_minutes=next(
            (m for t in _texts(page, labels, "reading_time") if (m := reading_minutes(t)) is not None), None
        ),
        dateline=dateline.place if dateline else None,
        agency=(dateline.agency if dateline else None) or agency_of(page, bylines),
        truncated=truncation_of(page, labels, body),
        captions=_captions(page, labels),
        related=_related(page, labels),
        corrections=tuple(_texts(page, labels, "correction")),
        body=body,
        source_text=page.source_text,
        blocks=blocks_of(page, labels),
        body_segments=segments,
        notes=("not English",) if language and language.split("-")[0] != "en" else (),
        cleaned_by=(RULES, load_line_model().producer),
    )


def load_models() -> None:
    """Load what is read from files or made at first use, so that the first article does not wait for it."""
    clean(ArticleSubmitted(content=_SAMPLE, content_type="text/html"))


def read_page(content: str, content_type: str, limits: CleanLimits = DEFAULT_LIMITS) -> Page:
    """The content as a page: its visible text in lines, with what markup and metadata say.

    Raises Reject for HTML of too many elements or attributes.
    """
    if content_type != "text/plain" and is_feed(content):
        content = page_of_feed(content) or content
    html = is_html(content, content_type)
    if html and (attributes := most_attributes(content)) > limits.max_attributes:
        most = f"{limits.max_attributes:,}"
        raise Reject(f"too complex: an HTML tag with {attributes:,} attributes, and at most {most} are accepted")
    if not html or (root := parse_html(content)) is None:
        return page_of_text(content, limits.max_lines)
    elements = int(root.xpath("count(//*)"))
    if elements > limits.max_elements:
        raise Reject(f"too complex: {elements:,} HTML elements, and at most {limits.max_elements:,} are accepted")
    text, lines = render(root)
    lines = lines[: limits.max_lines]
    metadata = metadata_of(root)
    words = [folded_words(line.text) for line in lines]
    small = elements <= limits.max_extracted_elements and len(text) <= limits.max_extracted_characters
    account = extracted_text(root) if small else ""
    stated = tuple(shares_of(words, metadata.story)) if metadata.story else None
    return Page(text, lines, "text/html", metadata, tuple(shares_of(words, account)), stated)


def score_lines(page: Page, furniture: Sequence[Label | None], url: str | None) -> LineScores:
    """What the line model says of the page's lines."""
    words = words_of(page.lines)
    features = features_of(page.lines, words, furniture, words_of_address(url))
    return load_line_model().score(page.lines, words, np.hstack((features, markup_of(page))))


def _texts(page: Page, labels: Sequence[Label], role: Role) -> list[str]:
    return [readable(line.text) for line, label in zip(page.lines, labels, strict=True) if label.role == role]


def _first(page: Page, labels: Sequence[Label], role: Role) -> str | None:
    return next(iter(_texts(page, labels, role)), None)


def _headline(page: Page, labels: Sequence[Label], stated: str | None, url: str | None) -> str | None:
    found = _first(page, labels, "headline") or (readable(stated) if stated else None)
    return bare_headline(found, url or page.metadata.url) if found else None


def _captions(page: Page, labels: Sequence[Label]) -> tuple[Caption, ...]:
    found: list[Caption] = []
    for line, label in zip(page.lines, labels, strict=True):
        if label.role == "caption":
            span = credit_span(line.text)
            text = line.text[: span[0]] if span else line.text
            found.append(
                Caption(
                    text=caption_words(readable(text)),
                    credit=credit_words(line.text[span[0] : span[1]]) if span else None,
                )
            )
        elif label.role == "credit" and found and found[-1].credit is None:
            found[-1] = Caption(text=found[-1].text, credit=credit_words(line.text))
    return tuple(dict.fromkeys(found))


def _related(page: Page, labels: Sequence[Label]) -> tuple[RelatedStory, ...]:
    """A teaser's headline and the text under it are one story."""
    found: list[RelatedStory] = []
    for line, label in zip(page.lines, labels, strict=True):
        if label.role != "teaser":
            continue
        text = readable(line.text)
        if found and found[-1].text is None and len(text) > len(found[-1].headline or ""):
            found[-1] = RelatedStory(headline=found[-1].headline, text=text)
        else:
            found.append(RelatedStory(headline=text))
    return tuple(found)


def _outside(page: Page, labels: Sequence[Label]) -> list[str]:
    return [line.text for line, label in zip(page.lines[:100], labels, strict=False) if label.role not in IN_BODY]


def _why_no_body(page: Page, labels: Sequence[Label]) -> str:
    counts: dict[Role, int] = {}
    for line, label in zip(page.lines, labels, strict=True):
        counts[label.role] = counts.get(label.role, 0) + len(line.text)
    if not counts:
        return "no body: the page shows no text at all; it may need its scripts to show any"
    text = "\n".join(line.text for line in page.lines[:100])
    if (reason := why_no_article(None, text)) is not None:
        return reason
    prose = sum(word_count(line.text) for line, label in zip(page.lines, labels, strict=True) if label.role in IN_BODY)
    if prose:
        return f"no body: {prose} words of prose are all that the page holds; was the whole page scraped?"
    most = max(counts, key=lambda role: counts[role])
    return f"no body: only page furniture, mostly {most.replace('_', ' ')}; was the whole page scraped?"

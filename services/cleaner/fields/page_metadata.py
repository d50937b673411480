# ruff: noqa: E501
"""Reads what an HTML page states for machines: JSON-LD, OpenGraph and other meta tags, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from services.cleaner.reading.page import PageMetadata

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsStory)$")
_LARGEST_SCRIPT = 1_000_000
_DEEPEST = 12
_CONTROL = re.compile(r"[\x00-\x1f]+")
# By the attribute, which few elements have, to the element.
_DATED = etree.XPath("//@itemprop[. = 'datePublished']/..")

_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title", "headline")
_AUTHOR_TAGS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "article.author",
    "dcterms.creator",
    "cxenseparse:author",
    "og:article:author",
    "twitter:creator:name",
    "citation_author",
)
_PUBLISHED_TAGS = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "publishdate", "publish_date",
    "publish-date", "pubdate", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "dc.date", "date", "article.published", "published-date", "publication_date",
    "pub_date", "published_on", "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "rnews:datepublished", "displaydate", "bt:pubdate", "citation_publication_date", "citation_date", "article:created",
    "date.created", "created", "datecreated",
)  # fmt: skip
_UPDATED_TAGS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
)


def metadata_of(root: HtmlElement) -> PageMetadata:
    """What the page states about the article that it holds."""
    elements = _telling_elements(root)
    meta = _meta_tags(elements["meta"])
    items = [item for item in _linked_data(elements["script"]) if isinstance(item, dict)]
    article = next((item for item in items if _is_article(item)), {})
    titles = [title for element in elements["title"] if (title := _text(element.text_content()))][:1]
    authors = tuple(
        dict.fromkeys(
            name
            for value in _listed(article.get("author") or article.get("creator"))
            if (name := _name_of(value, items))
        )
    )
    if not authors:
        authors = tuple(
            dict.fromkeys(
                name for tag in _AUTHOR_TAGS for name in meta.get(tag, ()) if not name.startswith(("http", "@", "/"))
            )
        )
    published = [("JSON-LD datePublished", value) for value in _texts(article.get("datePublished"))]
    published += [("JSON-LD dateCreated", value) for value in _texts(article.get("dateCreated"))]
    published[1:1] = [(f"meta {tag}", value) for tag in _PUBLISHED_TAGS for value in meta.get(tag, ())]
    updated = [("JSON-LD dateModified", value) for value in _texts(article.get("dateModified"))]
    updated += [(f"meta {tag}", value) for tag in _UPDATED_TAGS for value in meta.get(tag, ())]
    for element in elements["time"][:20]:
        if value := element.get("datetime"):
            named = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
            (updated if "modified" in named or "update" in named else published).append(("time element", value))
    for element in _DATED(root)[:3]:
        if value := element.get("content") or element.get("datetime") or element.text_content():
            published.append(("microdata datePublished", value.strip()[:80]))
    return PageMetadata(
        title=next((value for tag in _TITLE_TAGS for value in meta.get(tag, ())), None) or next(iter(titles), None),
        headline=next(iter(_texts(article.get("headline"))), None),
        story=next(iter(_texts(article.get("articleBody"))), None),
        authors=authors,
        published=tuple(published),
        updated=tuple(updated),
        section=next(iter(_texts(article.get("articleSection"))), None)
        or next(iter(meta.get("article:section", ())), None),
        site=_name_of(next(iter(_listed(article.get("publisher"))), None), items)
        or next(iter(meta.get("og:site_name", ())), None),
        description=next(
            (value for tag in ("og:description", "description", "twitter:description") for value in meta.get(tag, ())),
            None,
        ),
        locales=tuple(value for value in (root.get("lang"), *meta.get("og:locale", ())) if value),
        language=root.get("lang") or next(iter(_texts(article.get("inLanguage"))), None),
        is_free=_truth(article.get("isAccessibleForFree")),
        url=next(
            (url for link in elements["link"] if link.get("rel") == "canonical" and (url := link.get("href"))), None
        ),
    )


def _telling_elements(root: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The elements that may tell something, by tag; in one walk over the page, which costs more than all that is read."""
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in ("meta", "script", "title", "time", "link")}
    for element in root.iter(*found):
        found[element.tag].append(element)
    return found


def _meta_tags(elements: Iterable[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = _text(element.get("content"))
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _linked_data(scripts: Iterable[HtmlElement]) -> Iterator[Any]:
    for element in scripts:
        text = (element.text or "").strip() if "ld+json" in element.get("type", "") else ""
        if not text or len(text) > _LARGEST_SCRIPT:
            continue
        text = text.removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
        try:
            yield from _items(json.loads(text, strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            try:
                yield from _items(
                    json.loads(re.sub(r",\s*([}\]])", r"\1", _CONTROL.sub(" ", text)), strict=False), _DEEPEST
                )
            except (ValueError, RecursionError):
                continue


def _items(data: Any, depth: int) -> Iterator[Any]:
    """The typed objects of a JSON-LD document, outer ones first."""
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _items(item, depth - 1)
    elif isinstance(data, dict):
        if "@type" in data:
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            if isinstance(data.get(key), (dict, list)):
                yield from _items(data[key], depth - 1)


def _is_article(item: dict[str, Any]) -> bool:
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in _listed(item.get("@type")))


def _name_of(value: Any, items: list[dict[str, Any]]) -> str | None:
    if isinstance(value, str):
        return _text(value) if not value.startswith(("http", "#", "@")) else None
    if isinstance(value, dict):
        if value.get("name"):
            return next(iter(_texts(value["name"])), None)
        if reference := value.get("@id"):
            return next(
                (name for item in items if item.get("@id") == reference for name in _texts(item.get("name"))), None
            )
    return None


def _truth(value: Any) -> bool | None:
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.strip().casefold().rpartition("/")[2])
    return value if isinstance(value, bool) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> list[str]:
    return [text for item in _listed(value) if isinstance(item, str) and (text := _text(item))]


def _text(value: str | None) -> str | None:
    """Metadata is often escaped twice; what is left of it is one line."""
    if not value:
        return None
    if "&" in value:
        value = unescape(value)
    return " ".join(value.split()) or None

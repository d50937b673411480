"""Makes a page of the first item of an RSS or Atom fragment, so that it is read like any other page."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|channel|item|entry|rdf:RDF)\b", re.IGNORECASE)
_TITLE = ("title",)
_CONTENT = ("encoded", "content", "description", "summary")
_AUTHOR = ("creator", "author")
_DATE = ("pubDate", "published", "date", "updated")
_LINK = ("link",)


def is_feed(content: str) -> bool:
    """Whether the content begins like RSS or Atom."""
    return _FEED.match(content[:1000]) is not None


def page_of_feed(content: str) -> str | None:
    """HTML with the headline, author, date and content of the feed's first item; None where it has no item."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, strip_cdata=False)
    try:
        root = etree.fromstring(f"<wrap>{_PROLOGUE.sub('', content)}</wrap>".encode(), parser=parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    item = next((element for element in root.iter() if _name(element) in ("item", "entry")), None)
    if item is None:
        return None
    found: dict[str, str] = {}
    for element in item:
        text = "".join(element.itertext()).strip() or element.get("href", "")
        if text:
            found.setdefault(_name(element), text)
    title, author, date, link = (_first(found, names) for names in (_TITLE, _AUTHOR, _DATE, _LINK))
    head = f"<title>{escape(title)}</title>" if title else ""
    head += f'<meta name="author" content="{escape(author)}">' if author else ""
    head += f'<meta property="article:published_time" content="{escape(date)}">' if date else ""
    head += f'<link rel="canonical" href="{escape(link)}">' if link else ""
    content = _first(found, _CONTENT)
    body = (
        content if "<" in content else "".join(f"<p>{escape(part)}</p>" for part in content.split("\n") if part.strip())
    )
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return f"<html><head>{head}</head><body><article>{heading}<div>{body}</div></article></body></html>"


_PROLOGUE = re.compile(r"^\s*<\?xml[^>]{0,200}>|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\])?\s*>", re.IGNORECASE)


def _first(found: dict[str, str], names: tuple[str, ...]) -> str:
    return next((found[name] for name in names if name in found), "")


def _name(element: etree._Element) -> str:
    # A fragment does not say what its prefixes stand for, so that they are part of the names.
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""

"""Writes what a saved search found as an Atom feed (RFC 4287). Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from xml.etree import ElementTree

from services.indexer.saved_searches.saved_searches import Match, SavedSearch

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_URI = re.compile(r"[\s<>\"{}|\\^`]")
# So that ids are the same wherever and whenever the feed is made.
_NAMESPACE = uuid.UUID("6f0c1c1e-6a3f-5d0a-9b1e-3c1d1f5a7e42")


def atom_feed(
    search: SavedSearch,
    found: Sequence[Match],
    *,
    address: str | None = None,
    address_of: Callable[[Match], str | None] = lambda match: match.url,
) -> str:
    """The feed as an XML document, with the matches in the order given (the latest first).

    `address` is where the feed itself is found; `address_of` gives an article's page, by default the publisher's.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(_name("feed"))
    _add(feed, "id", _id(f"search\n{search.name}\n{search.created_at}"))
    _add(feed, "title", search.name)
    _add(feed, "subtitle", f"Articles that match: {search.query}" if search.query.strip() else "Every article")
    _add(feed, "updated", _instant(max((match.matched_at for match in found), default=search.created_at)))
    _add(_add(feed, "author"), "name", "Copydesk")
    _add(feed, "generator", "Copydesk")
    if address:
        _add(feed, "link", rel="self", type="application/atom+xml", href=_uri(address))
    for match in found:
        _entry(feed, match, address_of(match))
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ElementTree.Element, match: Match, page: str | None) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _id(f"match\n{match.match_id}"))
    _add(entry, "title", match.headline or "(no headline)")
    _add(entry, "updated", _instant(match.matched_at))
    # A feed's times are instants: of a day alone, nobody knows which.
    if match.published_at and "T" in match.published_at:
        _add(entry, "published", _instant(match.published_at))
    if match.outlet:
        _add(_add(entry, "author"), "name", match.outlet)
    is_address = page is not None and re.match(r"https?://", page) is not None
    if page and is_address:
        _add(entry, "link", rel="alternate", href=_uri(page))
    # Without a page to link to, an entry must have its content; a summary would not be enough.
    _add(
        entry, "summary" if is_address else "content", match.snippet or match.headline or match.article_id, type="text"
    )
    if match.copy_of:
        _add(entry, "category", term="near-copy", label=f"repeats {match.copy_of}")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    plain = {key: _plain(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, _name(name), plain)
    element.text = _plain(text) if text is not None else None
    return element


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _id(words: str) -> str:
    return uuid.uuid5(_NAMESPACE, words).urn


def _uri(address: str) -> str:
    return _NO_URI.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


def _instant(iso_time: str) -> str:
    """RFC 3339; a time without an offset is taken for UTC."""
    moment = datetime.fromisoformat(iso_time)
    return moment.isoformat(timespec="seconds") + ("" if moment.tzinfo else "Z")

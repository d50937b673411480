"""What a saved search found as an Atom feed."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

from services.indexer.saved_searches.atom_feed import atom_feed
from services.indexer.saved_searches.saved_searches import Match, SavedSearch

SEARCH = SavedSearch("summits", "summit -gold", None, "2025-11-01T09:00:00+00:00", None, 2, None)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def a_match(**fields: object) -> Match:
    given: dict[str, object] = {
        "number": 1,
        "match_id": "match-1",
        "search": "summits",
        "matched_at": "2025-11-03T12:00:00+00:00",
        "article_id": "a1",
        "headline": "No need",
        "outlet": "The Example",
        "published_at": "2025-11-02T10:00:00+00:00",
        "url": "https://example.org/a1",
        "snippet": "There was no need.",
        "copy_of": None,
    }
    return Match(**{**given, **fields})  # type: ignore[arg-type]


def parsed(document: str) -> ElementTree.Element:
    return ElementTree.fromstring(document.encode())


def texts(element: ElementTree.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path, ATOM)]


def test_a_feed_has_what_the_standard_demands():
    feed = parsed(atom_feed(SEARCH, [a_match(), a_match(match_id="match-2", published_at=None)]))
    for element in [feed, *feed.findall("a:entry", ATOM)]:
        assert len(texts(element, "a:id")) == len(texts(element, "a:title")) == len(texts(element, "a:updated")) == 1
        assert datetime.fromisoformat(texts(element, "a:updated")[0] or "").tzinfo is not None
    ids = texts(feed, ".//a:id")
    assert len(set(ids)) == 3
    assert all(one and one.startswith("urn:uuid:") for one in ids)
    assert texts(feed, "a:author/a:name") == ["Copydesk"]


def test_an_entry_shows_the_article():
    feed = parsed(atom_feed(SEARCH, [a_match(copy_of="wire")], address="https://desk.example/feeds/summits"))
    assert texts(feed, "a:entry/a:title") == ["No need"]
    assert texts(feed, "a:entry/a:author/a:name") == ["The Example"]
    assert texts(feed, "a:entry/a:summary") == ["There was no need."]
    assert texts(feed, "a:entry/a:published") == ["2025-11-02T10:00:00+00:00"]
    assert [link.attrib for link in feed.findall(".//a:link", ATOM)] == [
        {"rel": "self", "type": "application/atom+xml", "href": "https://desk.example/feeds/summits"},
        {"rel": "alternate", "href": "https://example.org/a1"},
    ]
    assert [category.get("label") for category in feed.findall(".//a:category", ATOM)] == ["repeats wire"]


def test_ids_stay_the_same():
    assert atom_feed(SEARCH, [a_match()]) == atom_feed(SEARCH, [a_match()])


def test_an_article_without_an_address_has_its_content_in_the_feed():
    feed = parsed(atom_feed(SEARCH, [a_match(url=None), a_match(url="javascript:alert(1)")]))
    assert texts(feed, "a:entry/a:content") == ["There was no need."] * 2
    assert feed.findall("a:entry/a:link", ATOM) == []


def test_a_reader_can_be_sent_to_another_page():
    document = atom_feed(SEARCH, [a_match()], address_of=lambda match: f"https://desk.example/a b/{match.article_id}")
    assert 'href="https://desk.example/a%20b/a1"' in document


def test_nothing_found_is_a_feed_too():
    feed = parsed(atom_feed(SEARCH, []))
    assert texts(feed, "a:updated") == ["2025-11-01T09:00:00+00:00"]
    assert texts(feed, "a:entry") == []


def test_whatever_an_article_holds_the_feed_is_xml():
    headline = "<b>&amp;\x00\x1b]\ufffe \ud83d 😀"
    feed = parsed(atom_feed(SEARCH, [a_match(headline=headline, snippet="]]>", outlet="A & B")]))
    assert texts(feed, "a:entry/a:title") == ["<b>&amp;\ufffd\ufffd]\ufffd \ufffd 😀"]

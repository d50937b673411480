"""Other extractors of HTML, as far as they are installed, to measure the cleaner against."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

Extractor = Callable[[dict[str, Any]], dict[str, Any]]


def installed_peers() -> Iterator[tuple[str, Extractor]]:
    """Name and function of each that is installed: from a gold record to ``text`` and, where it has them, more."""
    for name, (module, made) in _PEERS.items():
        if find_spec(module) is not None:
            yield name, made()


def _newspaper4k() -> Extractor:
    newspaper = importlib.import_module("newspaper")

    def extract(page: dict[str, Any]) -> dict[str, Any]:
        url = page.get("url") or "https://example.com/"
        article = newspaper.article(url, input_html=page["html"], fetch_images=False)
        article.parse()
        date = article.publish_date.isoformat() if article.publish_date else None
        return {"text": article.text, "title": article.title, "authors": article.authors, "date": date}

    return extract


def _readability() -> Extractor:
    readability = importlib.import_module("readability")
    lxml_html = importlib.import_module("lxml.html")

    def extract(page: dict[str, Any]) -> dict[str, Any]:
        document = readability.Document(page["html"])
        summary = lxml_html.fromstring(document.summary(html_partial=True) or "<p></p>")
        return {"text": " ".join(summary.itertext()), "title": document.short_title()}

    return extract


def _resiliparse() -> Extractor:
    html2text = importlib.import_module("resiliparse.extract.html2text")

    def extract(page: dict[str, Any]) -> dict[str, Any]:
        return {"text": html2text.extract_plain_text(page["html"], main_content=True)}

    return extract


def _justext() -> Extractor:
    justext = importlib.import_module("justext")
    stop_words = justext.get_stoplist("English")

    def extract(page: dict[str, Any]) -> dict[str, Any]:
        paragraphs = justext.justext(page["html"].encode("utf-8"), stop_words, encoding="utf-8")
        return {"text": "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)}

    return extract


_PEERS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "newspaper4k": ("newspaper", _newspaper4k),
    "readability-lxml": ("readability", _readability),
    "resiliparse": ("resiliparse", _resiliparse),
    "jusText": ("justext", _justext),
}

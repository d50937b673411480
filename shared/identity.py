"""Which article this is, and which revision of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import TypeAdapter

from shared.schemas.articles import ArticleSubmitted

# Query parameters that say how a reader came, not what is read. The utm_* family is Google Analytics' documented set.
_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ref_src", "spm"})

_WRITER = TypeAdapter(ArticleSubmitted)
"""Writes bytes at once; ``model_dump_json`` makes a string of them first."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def article_id_of(article: ArticleSubmitted) -> str:
    """The publisher's identifier, else one derived from the canonical URL, else one from the normalised content.

    Derived identifiers are ``url-`` or ``txt-`` and 20 hexadecimal digits.
    """
    return _id_of(writable(article))


def revision_of(article: ArticleSubmitted) -> str:
    """A fingerprint (20 hexadecimal digits) of all that the publisher submitted, save when it was fetched."""
    return _revision_of(writable(article))


def identity_of(article: ArticleSubmitted) -> tuple[str, str]:
    """`article_id_of` and `revision_of` of an article that is `writable` already, which is not looked through again."""
    return _id_of(article), _revision_of(article)


def _id_of(article: ArticleSubmitted) -> str:
    if article.article_id is not None:
        return article.article_id
    if article.url and (canonical := canonical_url(article.url)):
        return f"url-{_digest(canonical.encode())}"
    return f"txt-{_digest(normalised_text(article.content).encode())}"


def _revision_of(article: ArticleSubmitted) -> str:
    # Defaults are left out, so that a field added to the schema later leaves earlier fingerprints as they are.
    given = _WRITER.dump_json(article, exclude_defaults=True, exclude={"article_id", "fetched_at", "schema_version"})
    return _digest(given)


def writable(article: ArticleSubmitted) -> ArticleSubmitted:
    """The article, with what no encoder could write (lone surrogates) replaced one for one."""
    texts = {name: value for name, value in article if isinstance(value, str) and not _is_writable(value)}
    metadata = {_written(name): _written(value) for name, value in article.metadata.items()}
    if not texts and metadata == article.metadata:
        return article
    repaired = {name: _written(value) for name, value in texts.items()}
    return article.model_copy(update={**repaired, "metadata": metadata})


def _is_writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _written(text: str) -> str:
    return text if _is_writable(text) else _SURROGATE.sub("\ufffd", text)


def canonical_url(url: str) -> str | None:
    """The URL without scheme, fragment, ``www.``, tracking parameters and trailing slash; None if it has no host."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if not host:
        return None
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
    )
    return urlunsplit(("", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def normalised_text(text: str) -> str:
    """Case, compatibility characters and white space folded, so that a re-scrape of the same words is the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(written: bytes) -> str:
    return hashlib.blake2b(written, digest_size=10).hexdigest()

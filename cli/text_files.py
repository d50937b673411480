"""From a file's bytes to text: scrapes come in every encoding, and most files do not say which."""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The HTML standard has browsers look for a declaration in the first 1024 bytes.
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_DECLARED_WITHIN_BYTES = 1024


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the encoding it was read as. Never fails: what cannot be decoded becomes U+FFFD.

    In this order: byte order mark, UTF-8, the page's own declaration, windows-1252 (what the HTML standard reads an
    undeclared Western page as), UTF-8 with replacement characters.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    for encoding in filter(None, ("utf-8", _declared(data), "windows-1252")):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace"), "utf-8 with replacement characters"


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:_DECLARED_WITHIN_BYTES])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    # The HTML standard reads both as windows-1252, whose printable characters they share.
    return "windows-1252" if name in ("iso-8859-1", "us-ascii", "latin1") else name

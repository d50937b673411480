"""What the content is, and whether it can be an article at all."""

from __future__ import annotations

import re

from services.cleaner.limits import CleanLimits
from shared.schemas.articles import ArticleSubmitted
from shared.streams.outcomes import Reject

# First characters of common binary formats, as they look once some decoder has made text of them.
_BINARY_STARTS = (
    ("%PDF-", "a PDF file"),
    ("\x89PNG", "a PNG image"),
    ("\ufffdPNG", "a PNG image"),
    ("GIF87a", "a GIF image"),
    ("GIF89a", "a GIF image"),
    ("PK\x03\x04", "a ZIP or Office file"),
    ("\x1f\x8b\x08", "gzip-compressed data"),
    ("\x1f\ufffd\x08", "gzip-compressed data"),
    ("{\\rtf", "an RTF file"),
)
_JPEG_START = re.compile(r"[\xff\ufffd]{1,2}[\xd8\ufffd].{0,16}(?:JFIF|Exif)", re.DOTALL)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_WHOLE_TAG = re.compile(r"<[a-zA-Z][^\"'<>]*+(?:\"[^\"]*+\"[^\"'<>]*+|'[^']*+'[^\"'<>]*+)*+>")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_LONG_TAG = 4_000
_LOOKED_AT = 65_536
_MOST_BYTES_OF_CHARACTER = 4
_LARGEST_CONTROL_SHARE = 0.05
_LARGEST_REPLACED_SHARE = 0.2

_PREAMBLE = re.compile(r"<\?xml[^>]{0,200}>|<!--.{0,5000}?-->", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype|html|head|body|article|main|section|header|div|p|span|h[1-6]|table|ul|ol|meta|title|script|style|link"
    r"|rss|feed|item|entry|channel)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:p|div|br|a|h[1-6]|li|ul|span|article|strong|em|img|td|tr|table|blockquote)\b[^<>]{0,2000}>", re.I
)


def check_readable(article: ArticleSubmitted, limits: CleanLimits) -> None:
    """Raise Reject when the content is empty, too large or not text."""
    content = article.content
    if not content.strip():
        raise Reject("no content: the article is empty; was anything scraped?")
    size = len(content)
    if size * _MOST_BYTES_OF_CHARACTER > limits.max_content_bytes:  # else it need not be counted
        size = len(content.encode("utf-8", "surrogatepass"))
    if size > limits.max_content_bytes:
        most = f"{limits.max_content_bytes:,}"
        raise Reject(f"too large: {size:,} bytes, and at most {most} are accepted; publish the article alone")
    if (kind := binary_kind(content)) is not None:
        raise Reject(f"not text: the content looks like {kind}; publish the text that it holds")


def is_html(content: str, content_type: str) -> bool:
    """Whether to read the content as HTML: the publisher says so, or it begins like HTML or is dense with its tags."""
    if content_type != "auto":
        return content_type == "text/html"
    head = content[:_LOOKED_AT]
    begin = head.lstrip("\ufeff \t\r\n")
    while (preamble := _PREAMBLE.match(begin)) is not None:
        begin = begin[preamble.end() :].lstrip()
    if _HTML_START.match(begin):
        return True
    tags = sum(1 for _ in _TAG.finditer(head))
    return tags >= 6 and tags * 400 >= len(head)


def most_attributes(content: str) -> int:
    """The greatest number of attributes that an HTML tag has; 0 where no tag is long enough to have many.

    The parser compares every attribute of a tag with every other, so that a hundred thousand of them take minutes.
    """
    long = [tag for tag in _WHOLE_TAG.findall(content) if len(tag) > _LONG_TAG]
    return max((len(_QUOTED.sub("", tag).split()) - 1 for tag in long), default=0)


def binary_kind(content: str) -> str | None:
    """What kind of binary data the content is, or None for text."""
    begin = content.lstrip("\ufeff \t\r\n")[:64]
    for magic, kind in _BINARY_STARTS:
        if begin.startswith(magic):
            return kind
    if _JPEG_START.match(begin):
        return "a JPEG image"
    head = content[:_LOOKED_AT]
    written = head.encode("utf-8", "surrogatepass")
    if len(written) - len(written.translate(None, _CONTROLS)) > len(head) * _LARGEST_CONTROL_SHARE:
        return "binary data"
    if head.count("\ufffd") > len(head) * _LARGEST_REPLACED_SHARE:
        return "binary data or text in a wrong encoding"
    return None

"""Reads a plain text into lines: undoes hard wrapping and hyphenation, e-mail quoting and Markdown's marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from services.cleaner.reading.page import Line, Page
from services.cleaner.words import ends_like_prose

_SEPARATOR = re.compile(r"[\x1c-\x1e]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*+(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|\Z)")
_QUOTING = re.compile(r"(?:>[ \t]?)+")
_LOOKED_AT = 100_000
_LONGEST_WRAPPED = 100
_SHORTEST_WRAPPED = 40
_FULL_LINES = 0.7
"""The part of a text's lines, other than last ones of paragraphs, that are full when it was wrapped by a program."""


def page_of_text(text: str, max_lines: int) -> Page:
    """The text as it came, and its first lines. A wrapped line is one again; its place covers all its parts."""
    lines = list(islice(_physical_lines(text), max_lines))
    if not lines:
        return Page(source_text=text, lines=())
    if (width := _wrapping_width(lines)) is not None:
        lines = _unwrapped(lines, width)
    if _is_markdown(text):
        lines = [bare for line in lines if (bare := _without_marks(line))]
    return Page(source_text=text, lines=tuple(lines))


def _physical_lines(text: str) -> Iterator[Line]:
    """The lines as they stand in the text, without white space around them and the marks of quoting."""
    start = 0
    blank = True
    quoted = _is_quoted(text)
    for whole in _with_ends(text):
        begin = start
        start += len(whole)
        if quoted and (match := _QUOTING.match(whole)) is not None:
            begin += match.end()
            whole = whole[match.end() :]
        if stripped := whole.strip():
            first = begin + whole.index(stripped)
            yield Line(first, first + len(stripped), stripped, blank)
        blank = not stripped


def _with_ends(text: str) -> Iterable[str]:
    """All of the text, each line with its end."""
    # For splitlines() the separators of the C0 set end a line too. Of a long text only the first lines may be wanted.
    if len(text) <= _LOOKED_AT and _SEPARATOR.search(text) is None:
        return text.splitlines(keepends=True)
    return (match.group() for match in _LINE.finditer(text))


def _is_quoted(text: str) -> bool:
    """Whether the greater part of the lines begins with the '>' of a quoted e-mail."""
    if ">" not in text:
        return False
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    return sum(line.startswith(">") for line in lines) * 2 > len(lines)


def _wrapping_width(lines: Sequence[Line]) -> int | None:
    """The width at which a program broke the text's lines, or None where the lines are as they were written.

    In wrapped text every line but a paragraph's last is full: the next line's first word would not have fitted.
    """
    inner = [(line, after) for line, after in itertools.pairwise(lines) if not after.blank_before]
    if len(inner) < 4 or len(inner) * 3 < len(lines):
        return None
    lengths = sorted(len(line.text) for line, _ in inner)
    width = lengths[int(len(lengths) * 0.98)] if len(lengths) > 50 else lengths[-1]
    if not _SHORTEST_WRAPPED <= width <= _LONGEST_WRAPPED or max(len(line.text) for line in lines) > width * 1.25:
        return None
    long = [(line, after) for line, after in inner if len(line.text) * 2 > width]
    full = sum(len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width for line, after in long)
    return width if len(long) >= 4 and full >= _FULL_LINES * len(long) else None


def _unwrapped(raw: Sequence[Line], width: int) -> list[Line]:
    words = {word for line in raw for word in line.text.split()}
    lines: list[Line] = []
    current = raw[0]
    last = raw[0]
    for line in raw[1:]:
        fits = len(last.text) + 1 + len(line.text.split(None, 1)[0]) <= width * 0.9
        ended = fits and (ends_like_prose(last.text) or len(last.text) <= width * 0.5)
        if line.blank_before or ended or _begins_item(line.text):
            lines.append(current)
            current = line
        else:
            current = Line(current.start, line.end, _joined(current.text, line.text, words), current.blank_before)
        last = line
    lines.append(current)
    return lines


def _joined(first: str, second: str, words: set[str]) -> str:
    """Two parts of a wrapped line as one. A divided word is put together, unless the text has it with a hyphen."""
    if first.endswith("-") and len(first) > 1 and first[-2].isalpha() and second[0].islower():
        begin, end = first.rsplit(None, 1)[-1], second.split(None, 1)[0]
        return first + second if begin + end in words else first[:-1] + second
    return f"{first} {second}"


def _begins_item(text: str) -> bool:
    return re.match(r"(?:[-*•·–]|\d{1,2}[.)])\s", text) is not None


_MARKDOWN = re.compile(
    r"^#{1,6} \S|\[[^\]\n]{1,200}\]\(https?://[^)\s]{1,500}\)|^!\[|\*\*\S[^*\n]{0,200}\*\*|^```", re.MULTILINE
)
_MARKS = ("#", "](", "![", "**", "```")
"""One of them is in whatever the pattern finds."""
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\s]{0,800}(?: \"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\s]{1,800}(?: \"[^\"\n]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"#{1,6}\s+|>\s?")


def _is_markdown(text: str) -> bool:
    if not any(map(text.__contains__, _MARKS)):  # else the pattern would be tried at every character
        return False
    return sum(1 for _, _ in zip(range(2), _MARKDOWN.finditer(text[:_LOOKED_AT]), strict=False)) == 2


def _without_marks(line: Line) -> Line | None:
    text = _LINK.sub(
        r"\1", _IMAGE.sub(r"\1", _HEADING.sub("", line.text, count=1) if line.text[0] in "#>" else line.text)
    )
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)).strip()
    if not text or set(text) <= set("-*_= `"):
        return None
    return line if text == line.text else Line(line.start, line.end, text, line.blank_before)

# ruff: noqa: E501
"""Joins the body's lines to readable paragraphs and remembers which part of the source each came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import ftfy

from services.cleaner.reading.page import Line
from shared.schemas.articles import BodySegment

PARAGRAPH_JOINT = "\n\n"
_SPACE = re.compile(r"\s+")
# Invisible characters that only hinder a reader: soft hyphens, zero-width spaces, direction marks, byte order marks, controls.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_PLAIN = re.compile(r"[ -~‘’“”–—…£€é\n]*")
# No two of these are ever a sign of a wrong encoding, so that only their white space needs mending.
_SURELY_RIGHT = re.compile(r"[ -~‘’“”–—…\t\u00a0]*")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,24};")
# Full-width commas are right in Chinese and Japanese.
_FTFY = ftfy.TextFixerConfig(
    unescape_html="auto", uncurl_quotes=False, fix_character_width=False, explain=False, max_decode_length=1_000_000
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of the source that read as one paragraph; how each is joined to the one before it."""

    lines: tuple[Line, ...]
    joints: tuple[str, ...] = ()
    """Between two lines: a space, nothing after an undone hyphen, or a line end."""


def body_of(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[BodySegment, ...]]:
    """The body and its segments: one per source line, so that a place in the body leads back to its line."""
    parts: list[str] = []
    segments: list[BodySegment] = []
    length = 0
    for paragraph in paragraphs:
        joint = PARAGRAPH_JOINT if parts else ""
        for number, line in enumerate(paragraph.lines):
            text = readable(line.text)
            if number:
                joint = paragraph.joints[number - 1]
                if joint == "" and parts[-1].endswith("-"):  # a word divided at the line's end
                    parts[-1] = parts[-1][:-1]
                    length -= 1
                    last = segments[-1]
                    segments[-1] = last.model_copy(update={"end": length, "source_end": last.source_end - 1})
            if not text:
                continue
            start = length + len(joint)
            parts += (joint, text)
            length = start + len(text)
            segments.append(BodySegment(start=start, end=length, source_start=line.start, source_end=line.end))
    return "".join(parts), tuple(segments)


def readable(text: str) -> str:
    """One line of text without encoding damage, invisible characters and odd spaces, in Unicode's composed form."""
    if _PLAIN.fullmatch(text) and "  " not in text and "&" not in text and "\n" not in text:
        return text.strip()
    if _SURELY_RIGHT.fullmatch(text) and ("&" not in text or _ENTITY.search(text) is None):
        return " ".join(text.split())
    fixed = ftfy.fix_text(text, _FTFY)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", fixed))).strip()

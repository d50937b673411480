"""Asks trafilatura which lines of an HTML page are the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from services.cleaner.page import Line

_WORD = re.compile(r"\w+")
_GRAM = 3


def extracted_shares(root: HtmlElement, lines: Sequence[Line]) -> list[float]:
    """For each line the part of its word sequences that trafilatura keeps, 0 to 1, in its own order of appearance.

    What trafilatura keeps once counts once: of a sentence that stands on the page twice, the better place wins.
    """
    text = trafilatura.extract(root, include_comments=False, fast=True) or ""
    kept = Counter(_grams(_WORD.findall(text)))
    shares = [0.0] * len(lines)
    if not kept:
        return shares
    whole = {" ".join(_WORD.findall(line)): None for line in text.split("\n")}
    for place, line in enumerate(lines):
        words = _WORD.findall(line.text)
        if not words:
            continue
        if len(words) < _GRAM:
            shares[place] = 1.0 if " ".join(words) in whole else 0.0
            continue
        grams = _grams(words)
        shares[place] = sum(gram in kept for gram in grams) / len(grams)
    return shares


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[offset:] for offset in range(_GRAM)), strict=False))

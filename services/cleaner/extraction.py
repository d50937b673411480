"""Tells which lines of an HTML page another account of the story has: trafilatura's, or the page's own in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_GRAM = 3


def extracted_text(root: HtmlElement) -> str:
    """What trafilatura takes for the story; empty where it finds none."""
    return trafilatura.extract(root, include_comments=False, fast=True) or ""


def shares_of(words: Sequence[list[str]], account: str) -> list[float]:
    """For each line, given by its words, the part of its word sequences that the account has, 0 to 1.

    Lines of one or two words count only where they are a line of the account.
    """
    kept_words = _WORD.findall(account.casefold())
    if not kept_words:
        return [0.0] * len(words)
    kept = set(_grams(kept_words))
    whole = {tuple(_WORD.findall(line)) for line in account.casefold().split("\n")}
    shares: list[float] = []
    for line in words:
        if len(line) < _GRAM:
            shares.append(1.0 if line and tuple(line) in whole else 0.0)
        else:
            grams = _grams(line)
            shares.append(sum([gram in kept for gram in grams]) / len(grams))
    return shares


def _grams(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))

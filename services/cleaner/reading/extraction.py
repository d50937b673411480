"""Tells which lines of an HTML page another account of the story has: trafilatura's, or the page's own in JSON-LD."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.reading.page import Page
from services.cleaner.words import folded_words

_GRAM = 3
_LEFT_OUT = 0.3
_AGREEMENT = 0.9
_DOUBT = 6.0


def extracted_text(root: HtmlElement) -> str:
    """What trafilatura takes for the story; empty where it finds none."""
    return trafilatura.extract(root, options=_options()) or ""


@cache
def _options() -> Extractor:
    # Once for all pages: to make them, trafilatura reads all values of its settings file and looks at the clock.
    return Extractor(fast=True, comments=False)


def beside_extractor(page: Page, scores: LineScores) -> LineScores:
    """The scores of an HTML page, when the extractor's account is heard beside the line model's.

    Comments that the extractor leaves out are comments, however they read. Where both agree on most of the story, the
    model must be surer of what the extractor leaves out: three of four words that it alone took for story were none.
    """
    if page.kept is None or not page.lines:
        return scores
    kept = np.array(page.kept, dtype=np.float32)
    lengths = np.array([len(line.text) for line in page.lines], dtype=np.float32)
    comments = np.array([line.markup is not None and "comments" in line.markup.regions for line in page.lines])
    story = np.where(comments & (kept < _LEFT_OUT), 0.0, np.clip(scores.story, 1e-4, 1 - 1e-4))
    told = float((lengths * story).sum())
    if told > 0 and float((lengths * story * kept).sum()) > _AGREEMENT * told:
        odds = story / (1 - story) * np.exp(-_DOUBT * (1 - kept))
        story = odds / (1 + odds)
    return replace(scores, story=story)


def shares_of(words: Sequence[list[str]], account: str) -> list[float]:
    """For each line, given by its words, the part of its word sequences that the account has, 0 to 1.

    Lines of one or two words count only where they are a line of the account.
    """
    told = [folded_words(line) for line in account.split("\n")]
    kept = set(_grams(list(itertools.chain.from_iterable(told))))
    whole = set(map(tuple, told))
    shares: list[float] = []
    for line in words:
        if line and tuple(line) in whole:  # as most lines of the story are
            shares.append(1.0)
        elif len(line) < _GRAM:
            shares.append(0.0)
        else:
            grams = _grams(line)
            shares.append(sum([gram in kept for gram in grams]) / len(grams))
    return shares


def _grams(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))

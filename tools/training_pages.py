"""Reads the annotated pages that the line model learns from, with features and labels for every line."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from services.cleaner.clean import read_page
from services.cleaner.fields.dates import written_dates
from services.cleaner.line_roles.furniture import furniture_of
from services.cleaner.line_roles.line_features import Vector, features_of, words_of, words_of_address
from services.cleaner.line_roles.line_form import Matrix
from services.cleaner.line_roles.line_words import line_words
from services.cleaner.line_roles.markup_features import markup_of
from services.cleaner.reading.page import Page
from tools.line_gold import story_lines

_WORD = re.compile(r"\w+")
_NAME_JOINTS = re.compile(r"\s*(?:;|,|\||/|&|\n|\band\b)\s*")
_FIELDS = {"html": "text/html", "text_scrape": "text/plain", "text_narrow": "text/plain"}


@dataclass(slots=True)
class TrainingPage:
    """One page in one form, and what is known of its lines. A label that the gold does not tell is None."""

    page_id: str
    form: str
    news: bool
    fold_key: int
    page: Page
    features: Matrix
    addressed: Matrix
    """The features where the page's URL is known."""
    words: list[set[str]]
    story: Vector | None
    optional: list[bool]
    lengths: list[int]
    headline: Vector | None
    byline: Vector | None
    date: Vector | None
    gold: dict[str, Any]
    numbered: tuple[dict[str, int], npt.NDArray[np.int32]] | None = None
    """Its words as numbers of a vocabulary."""


def training_pages(path: Path, forms: tuple[str, ...]) -> Iterator[TrainingPage]:
    """The pages of a gold file (gzipped JSON Lines) in the forms that each has: html, text_scrape, text_narrow."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for form in forms:
                if record.get(form):
                    page = read_page(record[form], _FIELDS[form])
                    if page.lines:
                        yield _training_page(record, form, page)


def _training_page(record: dict[str, Any], form: str, page: Page) -> TrainingPage:
    texts = [line.text for line in page.lines]
    words = words_of(page.lines)
    furniture = [furniture_of(text) for text in texts]
    markup = markup_of(page)
    gold = record.get("gold_text") or ""
    labels, optional, lengths = story_lines(texts, gold, record.get("gold_optional") or ())
    forms = [
        np.hstack((features_of(page.lines, words, furniture, address), markup))
        for address in (frozenset(), words_of_address(record.get("url")))
    ]
    return TrainingPage(
        page_id=record["id"],
        form=form,
        news=record.get("source_set") != "wcxb" or record.get("kind") == "news",
        fold_key=int(hashlib.md5(record["domain"].encode(), usedforsecurity=False).hexdigest(), 16),
        page=page,
        features=forms[0],
        addressed=forms[1],
        words=[line_words(text) for text in texts],
        story=np.array(labels, dtype=np.float32) if gold else None,
        optional=optional,
        lengths=lengths,
        headline=_headlines(texts, record.get("gold_title")),
        byline=_bylines(texts, record.get("gold_author")),
        date=_dates(texts, record.get("gold_date")),
        gold={key: record.get(key) for key in ("id", "gold_text", "gold_optional", "source_set")},
    )


def _headlines(texts: list[str], title: str | None) -> Vector | None:
    """1 for lines that are the gold title; where none is, those that it is most of."""
    if not title:
        return None
    wanted = _plain(title)
    exact = np.array([len(text) < 400 and _plain(text) == wanted for text in texts], dtype=np.float32)
    return (
        exact
        if exact.any()
        else np.array([_is_most_of(_plain(text[:400]), wanted) for text in texts], dtype=np.float32)
    )


def _bylines(texts: list[str], authors: str | None) -> Vector | None:
    names = [name for part in _NAME_JOINTS.split(authors or "") if (name := _plain(part))]
    if not names:
        return None
    return np.array(
        [len(text) < 250 and any(f" {name} " in f" {_plain(text)} " for name in names) for text in texts],
        dtype=np.float32,
    )


def _dates(texts: list[str], day: str | None) -> Vector | None:
    if not day:
        return None
    return np.array(
        [
            len(text) < 160
            and any(
                found.day.isoformat() == day
                for first in (False, True)
                for found in written_dates(text, day_first=first)
            )
            for text in texts
        ],
        dtype=np.float32,
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")))


def _is_most_of(text: str, wanted: str) -> bool:
    if not text or not (text in wanted or wanted in text):
        return False
    lengths = sorted((text.count(" ") + 1, wanted.count(" ") + 1))
    return lengths[0] >= 0.7 * lengths[1]

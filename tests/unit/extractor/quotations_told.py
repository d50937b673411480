"""Quotations as short tuples, so that the tables of constructions read as sentences."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from services.extractor.names.find_entities import find_entities
from services.extractor.quotations.find_quotes import find_quotes
from shared.schemas.articles import Quote

Told = tuple[str, str, str, str]
"""Type, speaker, cue and words of a quotation; empty where there is none."""


def quotes_in(text: str, parse: Callable[[str], Doc]) -> tuple[Quote, ...]:
    """The quotations of a text, with its entities as speakers."""
    doc = parse(text)
    return find_quotes(doc, find_entities(doc), None)


def told(quotes: tuple[Quote, ...]) -> list[Told]:
    """Each quotation as (type, speaker, cue, words)."""
    return [
        (
            quote.type,
            quote.speaker.name if quote.speaker else "",
            quote.cue.text if quote.cue else "",
            " ".join(quote.text.split()),
        )
        for quote in quotes
    ]

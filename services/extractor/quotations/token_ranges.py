"""Ranges of tokens, end exclusive: what a word governs, and cutting it to the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from services.extractor.quotations.layout import Layout

Range = tuple[int, int]

_EDGES = frozenset({",", ";", ":", ".", "—", "–", "-", "--", "?", "!"})


def subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def without(whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when another is taken out."""
    return [r for r in ((whole[0], min(hole[0], whole[1])), (max(hole[1], whole[0]), whole[1])) if r[0] < r[1]]


def clip(ranges: Sequence[Range], cue: Token, layout: Layout) -> tuple[Range, ...]:
    """Only what stands in the cue's sentence, without punctuation at either end."""
    first, last = layout.sentences[layout.sentence_of[cue.i]]
    doc = cue.doc
    clipped = []
    for start, end in ranges:
        start, end = max(start, first), min(end, last)
        while start < end and (doc[start].text in _EDGES or doc[start].is_space):
            start += 1
        while start < end and (doc[end - 1].text in _EDGES or doc[end - 1].is_space or doc[end - 1].tag_ == "CC"):
            end -= 1
        if start < end:
            clipped.append((start, end))
    return tuple(clipped)

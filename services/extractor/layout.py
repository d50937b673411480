"""How an article is laid out for the search for speakers: paragraphs, sentences and what stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from services.extractor.quotation_marks import Quotation

_STOPS = frozenset(".?!…") | {"...", "?!", "!!", "??", "…."}
_CLOSING = frozenset("\"”’'»)]}") | {"''", "“"}
_STOPPED_INSIDE = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Layout:
    """Per token: its sentence, its paragraph and the quotation it stands in (-1 outside).

    Sentences respect quotation marks: one never ends inside a quotation, and a quotation that is a sentence of its own
    ends one where the text after it begins another. ``sentences`` are token ranges, end exclusive, as are
    ``quoted`` (one per quotation, marks included).
    """

    sentence_of: Sequence[int]
    quotation_of: Sequence[int]
    paragraph_of: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    quoted: Sequence[tuple[int, int]]


def lay_out(doc: Doc, quotations: Sequence[Quotation]) -> Layout:
    """The layout of a parsed article whose quotations are given in order."""
    starts = [token.idx for token in doc]
    quotation_of = [-1] * len(doc)
    quoted = []
    for number, quotation in enumerate(quotations):
        first = max(bisect_right(starts, quotation.start) - 1, 0)
        last = bisect_left(starts, quotation.end)
        quoted.append((first, last))
        quotation_of[first:last] = [number] * (last - first)
    sentence_of = [0] * len(doc)
    paragraph_of = [0] * len(doc)
    sentences: list[tuple[int, int]] = []
    begin = 0
    paragraph = 0
    for token in doc:
        i = token.i
        sentence_of[i] = len(sentences)
        paragraph_of[i] = paragraph
        ends_paragraph = token.is_space and "\n" in token.text
        if ends_paragraph:
            paragraph += 1
        if ends_paragraph or _ends_sentence(doc, i, quotation_of):
            sentences.append((begin, i + 1))
            begin = i + 1
    if begin < len(doc):
        sentences.append((begin, len(doc)))
    return Layout(sentence_of, quotation_of, paragraph_of, sentences, quoted)


def _ends_sentence(doc: Doc, i: int, quotation_of: Sequence[int]) -> bool:
    text = doc[i].text
    if quotation_of[i] >= 0:
        return False
    if i + 1 == len(doc):
        return True
    following = doc[i + 1]
    if following.text in _CLOSING and quotation_of[i + 1] < 0:
        return False
    if text in _STOPS:
        return not following.text[:1].islower()
    if text in _CLOSING and i and doc[i - 1].text in _STOPS:
        return True
    return text.endswith(".") and len(text) > 2 and bool(following.is_sent_start) and not following.text[:1].islower()

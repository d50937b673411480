"""How an article is laid out for the search for speakers: paragraphs, sentences and what stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from services.extractor.quotations.quotation_marks import Quotation

_STOPS = frozenset(".?!…") | {"...", "?!", "!!", "??", "…."}
_CLOSING = frozenset("\"”’'»)]}") | {"''", "“"}
# No sentence is longer, quotations in it aside: a list or a table without a stop is no sentence, and looking through it
# from each of its verbs takes time that grows with its square.
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Layout:
    """Per token: its sentence, its paragraph and the quotation it stands in (-1 outside).

    Sentences respect quotation marks: one never ends inside a quotation, and a quotation that is a sentence of its own
    ends one where the text after it begins another. Where no stop comes they end all the same, after some hundreds of
    words. ``sentences`` are token ranges, end exclusive, as are ``quoted`` (one per quotation, marks included).
    """

    text: str
    starts: Sequence[int]
    sentence_of: Sequence[int]
    quotation_of: Sequence[int]
    paragraph_of: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    quoted: Sequence[tuple[int, int]]
    has_double: bool
    """Whether any of the quotations has double marks."""

    def token_at(self, offset: int) -> int:
        """The number of the token that holds a character, or the one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def lay_out(doc: Doc, text: str, quotations: Sequence[Quotation]) -> Layout:
    """The layout of a parsed article, its text and its quotations in order."""
    starts = doc.to_array("IDX").tolist()
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
    begin = begin_paragraph = paragraph = 0
    orths = doc.to_array("ORTH").tolist()
    strings = doc.vocab.strings
    # Most words end nothing: each different one is looked at once.
    may_end = {orth: word for orth in set(orths) if _may_end(word := strings[orth])}
    for i, orth in enumerate(orths):
        if i - begin >= _LONGEST_SENTENCE and (quotation_of[i] < 0 or quotation_of[i] != quotation_of[i - 1]):
            sentence_of[begin:i] = [len(sentences)] * (i - begin)
            sentences.append((begin, i))
            begin = i
        if orth not in may_end:
            continue
        ends_paragraph = "\n" in may_end[orth]
        if ends_paragraph or _ends_sentence(doc, may_end[orth], i, quotation_of):
            sentence_of[begin : i + 1] = [len(sentences)] * (i + 1 - begin)
            sentences.append((begin, i + 1))
            begin = i + 1
        if ends_paragraph:
            paragraph_of[begin_paragraph : i + 1] = [paragraph] * (i + 1 - begin_paragraph)
            begin_paragraph = i + 1
            paragraph += 1
    if begin < len(doc):
        sentence_of[begin:] = [len(sentences)] * (len(doc) - begin)
        sentences.append((begin, len(doc)))
    paragraph_of[begin_paragraph:] = [paragraph] * (len(doc) - begin_paragraph)
    has_double = any(quotation.level == "double" for quotation in quotations)
    return Layout(text, starts, sentence_of, quotation_of, paragraph_of, sentences, quoted, has_double)


def _may_end(word: str) -> bool:
    return word in _STOPS or word in _CLOSING or word[-1:] == "." or "\n" in word


def _ends_sentence(doc: Doc, word: str, i: int, quotation_of: Sequence[int]) -> bool:
    if quotation_of[i] >= 0:
        # A quotation ends the sentence where its last sentence is over and the parse begins another behind it.
        return (
            i + 1 < len(doc)
            and quotation_of[i + 1] != quotation_of[i]
            and word in _CLOSING
            and doc[i - 1].text in _STOPS
            and doc[i + 1].text[0].isupper()
            and bool(doc[i + 1].is_sent_start)
        )
    if i + 1 == len(doc):
        return True
    following = doc[i + 1].text
    if following in _CLOSING and quotation_of[i + 1] < 0:
        return False
    if word in _STOPS:
        return not following[0].islower()
    if word in _CLOSING:
        return i > 0 and doc[i - 1].text in _STOPS
    return len(word) > 2 and bool(doc[i + 1].is_sent_start) and not following[0].islower()

"""Find who speaks by the label before a colon: in interviews (Kos: We checked it twice.) and headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from services.extractor.quotations.layout import Layout

_SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
_IN_LABEL = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "POS", "DT", "HYPH", ".", "CC", "PRP$"})
_PAPERS = frozenset({"report", "reports", "poll", "survey", "study", "police", "officials", "analysis", "sources"})
_LONGEST_LABEL = 6
_FEWEST_WORDS = 3
# A headline is at most so long; longer first paragraphs with a label are the beginning of an interview.
_LONGEST_HEADLINE = 24


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label, in tokens, end exclusive; ``is_verbatim`` in an interview."""

    name: Token
    colon: int
    start: int
    end: int
    is_verbatim: bool


def find_labelled(doc: Doc, layout: Layout) -> Iterator[Labelled]:
    """Labelled paragraphs: of an interview, where at least two are, and the article's first line as a headline."""
    found = list(_candidates(doc, layout))
    is_interview = sum(map(_names_a_person, found)) > 1
    for label in found:
        if is_interview and _names_a_person(label):
            yield label
        elif layout.paragraph_of[label.start] == 0 and label.end - label.start <= _LONGEST_HEADLINE:
            yield Labelled(label.name, label.colon, label.start, label.end, is_verbatim=False)


def _names_a_person(label: Labelled) -> bool:
    return label.name.ent_type_ == "PERSON" or label.name.is_upper


def _candidates(doc: Doc, layout: Layout) -> Iterator[Labelled]:
    for start, end in _paragraphs(layout.paragraph_of):
        colon = next((i for i in range(start, min(start + _LONGEST_LABEL + 1, end)) if doc[i].text == ":"), None)
        if colon is None or colon == start:
            continue
        while end > colon and (doc[end - 1].is_space or doc[end - 1].text == "."):
            end -= 1
        label = doc[start:colon]
        name = label[-1]
        if end - colon <= _FEWEST_WORDS or not doc[colon].whitespace_ or not _is_name(label[0], name):
            continue
        if all(token.tag_ in _IN_LABEL for token in label):
            yield Labelled(name, colon, colon + 1, end, is_verbatim=True)


def _is_name(first: Token, last: Token) -> bool:
    return first.text[:1].isupper() and (
        last.ent_type_ in _SPEAKERS or last.lower_ in _PAPERS or (last.is_upper and len(last) > 2)
    )


def _paragraphs(paragraph_of: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(paragraph_of) + 1):
        if i == len(paragraph_of) or paragraph_of[i] != paragraph_of[start]:
            yield start, i
            start = i

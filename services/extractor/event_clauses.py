"""The clause of an event's predicate, whether it is planned or possible, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.event_predicates import Predicate
from shared.schemas.message import Span

Modality = Literal["asserted", "planned", "possible"]
Polarity = Literal["affirmative", "negative"]

_OTHER_CLAUSES = frozenset({"advcl", "relcl", "parataxis"})
_POSSIBLE = frozenset({"can", "ca", "could", "may", "might", "should", "must"})
_NOT_DONE = frozenset({"deny", "denies", "denied", "denying", "refuse", "refuses", "refused", "refusing", "fail",
"fails",
                       "failed", "failing", "decline", "declines", "declined", "declining"})  # fmt: skip
_NO = frozenset({"no", "nobody", "none", "nothing", "neither", "never"})


def clause_of(doc: Doc, token: Token, bounds: tuple[int, int]) -> Span:
    """A predicate's words with all that depends on it, without other clauses of the sentence and outer punctuation.

    ``bounds`` are the characters that it cannot go beyond, whatever the parser says: its paragraph or its quotation.
    """
    first, behind = bounds
    places = [word.i for word in _clause_words(token) if first <= word.idx < behind and not word.is_punct]
    start, end = min(places), max(places)
    while start < token.i and _opens(doc[start]):
        start += 1
    while end > token.i and (doc[end].is_space or doc[end].dep_ == "cc" or doc[end].text in (",", ";", "—", "–")):
        end -= 1
    return Span(start=doc[start].idx, end=doc[end].idx + len(doc[end]))


def sentence_of(text: str, token: Token, bounds: tuple[int, int]) -> Span:
    """The sentence of a word, within its paragraph and without white space around it."""
    start, end = max(bounds[0], token.sent.start_char), min(bounds[1], token.sent.end_char)
    found = text[start:end]
    return Span(start=start + len(found) - len(found.lstrip()), end=end - len(found) + len(found.rstrip()))


def paragraph_of(text: str, place: int) -> tuple[int, int]:
    """Where the paragraph of a character begins and ends."""
    end = text.find("\n\n", place)
    return text.rfind("\n\n", 0, place) + 1, len(text) if end < 0 else end


def modality_of(predicate: Predicate) -> Modality:
    if predicate.modal in _POSSIBLE:
        return "possible"
    if predicate.tense in ("future", "infinitive") or _is_going_to(predicate.token):
        return "planned"
    return "asserted"


def polarity_of(predicate: Predicate) -> Polarity:
    """negative if the clause says that it is not so; "did not plan to meet" denies the plan and the meeting."""
    token = predicate.token
    for _ in range(3):
        if any(_negates(child) for child in token.children):
            return "negative"
        if token.dep_ == "pcomp" and token.head.text.lower() == "without":
            return "negative"
        if token.dep_ != "xcomp":
            return "affirmative"
        token = token.head
        if token.text.lower() in _NOT_DONE:
            return "negative"
    return "affirmative"


def _is_going_to(token: Token) -> bool:
    return token.text.lower() in ("going", "gon") and any(child.dep_ == "xcomp" for child in token.rights)


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or child.text.lower() == "never":
        return True
    if child.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return False
    return child.text.lower() in _NO or any(word.text.lower() == "no" for word in child.lefts)


def _clause_words(token: Token) -> Iterator[Token]:
    pending = [token]
    while pending:
        word = pending.pop()
        yield word
        for child in word.children:
            joined = child.dep_ == "conj" and word.i == token.i
            if not joined and child.dep_ not in _OTHER_CLAUSES:
                pending.append(child)


def _opens(word: Token) -> bool:
    return word.is_punct or word.is_space or word.dep_ in ("cc", "mark") or word.tag_ in ("WRB", "CC")

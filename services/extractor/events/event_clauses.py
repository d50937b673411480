"""The clause of an event's predicate, whether it is planned or possible, and whether it is denied."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.events.event_predicates import Predicate
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
    start, end = _outermost(token, "lefts").i, _outermost(token, "rights").i
    while start < token.i and (doc[start].idx < first or _opens(doc[start])):
        start += 1
    while end > token.i and (doc[end].idx >= behind or _closes(doc[end])):
        end -= 1
    return Span(start=doc[start].idx, end=doc[end].idx + len(doc[end]))


def sentence_of(text: str, token: Token, bounds: tuple[int, int]) -> Span:
    """The sentence of a word, within its paragraph and without white space around it."""
    sentence = token.sent
    start, end = max(bounds[0], sentence.start_char), min(bounds[1], sentence.end_char)
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


def _outermost(token: Token, side: Literal["lefts", "rights"]) -> Token:
    """The first or the last word of a clause: down the outermost branch, past other clauses and what "and" joins."""
    word = token
    while True:
        branches = [child for child in getattr(word, side) if _belongs(child, token)]
        if not branches:
            return word
        word = branches[0] if side == "lefts" else branches[-1]


def _belongs(child: Token, predicate: Token) -> bool:
    if child.dep_ in _OTHER_CLAUSES or child.is_punct:
        return False
    return child.dep_ != "conj" or child.head.i != predicate.i


def _opens(word: Token) -> bool:
    return word.is_punct or word.is_space or word.dep_ in ("cc", "mark") or word.tag_ in ("WRB", "CC")


def _closes(word: Token) -> bool:
    return word.is_space or word.dep_ == "cc" or word.text in (",", ";", ".", "—", "–")

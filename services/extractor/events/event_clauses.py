"""The clause of an event's predicate, whether it is planned or possible, and whether it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from services.extractor.events.event_predicates import Predicate
from services.extractor.parse import Parse
from shared.schemas.message import Span

Modality = Literal["asserted", "planned", "possible"]
Polarity = Literal["affirmative", "negative"]

_OTHER_CLAUSES = frozenset({"advcl", "relcl", "parataxis"})
_POSSIBLE = frozenset({"can", "ca", "could", "may", "might", "should", "must"})
_NOT_DONE = frozenset({"deny", "denies", "denied", "denying", "refuse", "refuses", "refused", "refusing", "fail",
"fails",
                       "failed", "failing", "decline", "declines", "declined", "declining"})  # fmt: skip
_NO = frozenset({"no", "nobody", "none", "nothing", "neither", "never"})


def clause_of(parse: Parse, word: int, bounds: tuple[int, int]) -> Span:
    """A predicate's words with all that depends on it, without other clauses of the sentence and outer punctuation.

    ``bounds`` are the characters that it cannot go beyond, whatever the parser says: its paragraph or its quotation.
    """
    first, behind = bounds
    starts = parse.starts
    start, end = _outermost(parse, parse.lefts, 0, word), _outermost(parse, parse.rights, -1, word)
    while start < word and (starts[start] < first or _opens(parse, start)):
        start += 1
    while end > word and (starts[end] >= behind or _closes(parse, end)):
        end -= 1
    return Span(start=starts[start], end=parse.end_of(end))


def sentence_of(parse: Parse, word: int, bounds: tuple[int, int]) -> Span:
    """The sentence of a word, within its paragraph, without white space around it, but with its quotation marks."""
    first, behind = parse.sentence(word)
    text, start, end = parse.text, max(bounds[0], parse.starts[first]), min(bounds[1], parse.end_of(behind - 1))
    found = text[start:end]
    start, end = start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip())
    # The parser often ends a sentence before the mark that closes its quotation, and begins the next one with it.
    if text[start] in _OPENING_OF and text[start + 1 : start + 2].isspace() and start + 1 < parse.starts[word]:
        rest = text[start + 1 : end]
        start = end - len(rest.lstrip())
    if end < bounds[1] and _is_open_for(text[end], text[start:end]):
        end += 1
    return Span(start=start, end=end)


_OPENING_OF = {'"': '"', "”": "“", "»": "«"}


def _is_open_for(mark: str, sentence: str) -> bool:
    """Whether a mark closes a quotation of the sentence."""
    if mark == '"':
        return sentence.count(mark) % 2 == 1
    return mark in _OPENING_OF and sentence.count(_OPENING_OF[mark]) > sentence.count(mark)


def paragraph_of(text: str, place: int) -> tuple[int, int]:
    """Where the paragraph of a character begins and ends."""
    end = text.find("\n\n", place)
    return text.rfind("\n\n", 0, place) + 1, len(text) if end < 0 else end


def modality_of(parse: Parse, predicate: Predicate) -> Modality:
    if predicate.modal in _POSSIBLE:
        return "possible"
    if predicate.tense in ("future", "infinitive") or _is_going_to(parse, predicate.word):
        return "planned"
    return "asserted"


def polarity_of(parse: Parse, predicate: Predicate) -> Polarity:
    """negative if the clause says that it is not so; "did not plan to meet" denies the plan and the meeting."""
    word = predicate.word
    for _ in range(3):
        if any(_negates(parse, child) for child in (*parse.lefts[word], *parse.rights[word])):
            return "negative"
        head, link = parse.heads[word], parse.deps[word]
        if link == "pcomp" and parse.lowers[head] == "without":
            return "negative"
        if link != "xcomp":
            return "affirmative"
        word = head
        if parse.lowers[word] in _NOT_DONE:
            return "negative"
    return "affirmative"


def _is_going_to(parse: Parse, word: int) -> bool:
    return parse.lowers[word] in ("going", "gon") and any(parse.deps[child] == "xcomp" for child in parse.rights[word])


def _negates(parse: Parse, child: int) -> bool:
    link, word = parse.deps[child], parse.lowers[child]
    if link == "neg" or word == "never":
        return True
    if link not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return False
    return word in _NO or any(parse.lowers[one] == "no" for one in parse.lefts[child])


def _outermost(parse: Parse, side: Sequence[Sequence[int]], outer: Literal[0, -1], predicate: int) -> int:
    """The first or the last word of a clause: down the outermost branch, past other clauses and what "and" joins."""
    word = predicate
    while branches := [child for child in side[word] if _belongs(parse, child, predicate)]:
        word = branches[outer]
    return word


def _belongs(parse: Parse, child: int, predicate: int) -> bool:
    link = parse.deps[child]
    if link in _OTHER_CLAUSES or parse.are_punctuation[child]:
        return False
    return link != "conj" or parse.heads[child] != predicate


def _opens(parse: Parse, word: int) -> bool:
    return (
        bool(parse.are_punctuation[word] or parse.are_space[word])
        or parse.deps[word] in ("cc", "mark")
        or parse.tags[word] in ("WRB", "CC")
    )


def _closes(parse: Parse, word: int) -> bool:
    return bool(parse.are_space[word]) or parse.deps[word] == "cc" or parse.words[word] in (",", ";", ".", "—", "–")

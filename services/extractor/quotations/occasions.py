"""Where, on what occasion and when something was said: in a statement, aboard Air Force One, on Monday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from services.extractor.quotations.cues import CueWord

_PLACE_WORDS = frozenset({"in", "at", "during", "aboard", "on", "outside", "inside", "near", "via", "onboard", "from"})
_CHANNEL_WORDS = frozenset({"through", "over", "following", "amid", "before", "after"})
# A phrase of more words is no occasion, nor a phrase.
_LONGEST = 200
_TIME_TYPES = frozenset({"DATE", "TIME"})
_OCCASIONS = frozenset({
    "interview", "statement", "conference", "briefing", "speech", "debate", "meeting", "call", "rally", "hearing",
    "summit", "news", "email", "letter", "press", "show", "podcast", "address", "trip", "visit", "spokesman",
    "spokesperson", "spokeswoman", "lawyer",
})  # fmt: skip


def occasion_of(verb: Token, word: CueWord, addressee: Token | None, content: Sequence[tuple[int, int]]) -> str | None:
    """The words that say where or on what occasion the cue's verb happened, such as "aboard Air Force One"."""
    for phrase in _phrases(verb, addressee):
        start, end = phrase.i, phrase.right_edge.i + 1
        if end - start > _LONGEST:
            continue
        if any(a < end and start < b for a, b in content) or phrase.lower_ in word.prepositions:
            continue
        noun = next((child for child in phrase.rights if child.dep_ == "pobj"), None)
        if noun is None or noun.ent_type_ in _TIME_TYPES:
            continue
        occasion = phrase.lower_ in _PLACE_WORDS or (phrase.lower_ in _CHANNEL_WORDS and noun.lower_ in _OCCASIONS)
        if occasion:
            return " ".join(verb.doc[start : _end(noun) + 1].text.split())
    return None


def _phrases(verb: Token, addressee: Token | None) -> Iterator[Token]:
    """Prepositions that hang on the verb or on whom it addresses."""
    yield from (child for child in verb.rights if child.dep_ == "prep")
    if addressee is not None and addressee.i > verb.i:
        yield from (child for child in addressee.rights if child.dep_ == "prep")
    yield from (child for child in verb.lefts if child.dep_ == "prep")


def _end(noun: Token) -> int:
    """The last token of the phrase, without times and clauses behind the noun."""
    end = noun.i
    for child in noun.rights:
        if child.left_edge.i != end + 1 or child.dep_ in ("relcl", "acl", "punct", "appos", "npadvmod", "cc", "conj"):
            break
        if any(token.ent_type_ in _TIME_TYPES for token in child.subtree):
            break
        end = child.right_edge.i
    return end

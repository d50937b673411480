"""Where, on what occasion and when something was said: in a statement, aboard Air Force One, on Monday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from services.extractor.quotations.cues import CueWord
from shared.schemas.articles import Quote, TimeExpression

_PLACE_WORDS = frozenset({"in", "at", "during", "aboard", "on", "outside", "inside", "near", "via", "onboard", "from"})
_CHANNEL_WORDS = frozenset({"through", "over", "following", "amid", "before", "after"})
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


def with_dates(
    quotes: Sequence[Quote], times: Sequence[TimeExpression], doc: Doc, published: date | None
) -> tuple[Quote, ...]:
    """The quotations with the day they were said: from the words around the cue, else the article's.

    A sentence that tells of another time without naming the day leaves the quotation undated.
    """
    days = [time for time in times if time.type in ("DATE", "TIME")]
    return tuple(_dated(quote, days, doc, published) for quote in quotes)


def _dated(quote: Quote, times: Sequence[TimeExpression], doc: Doc, published: date | None) -> Quote:
    day = published.isoformat() if published else None
    if quote.cue is not None:
        cue = quote.cue
        span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if span is not None:
            first, last = span.sent.start_char, span.sent.end_char
            near = [
                time
                for time in times
                if first <= time.start < last
                and not any(part.start <= time.start < part.end for part in quote.parts)
                and len(time.value) >= 4
            ]
            if near:
                value = min(near, key=lambda time: abs(time.start - cue.start)).value[:10]
                try:
                    day = date.fromisoformat(value).isoformat()
                except ValueError:
                    day = None
    return quote.model_copy(update={"date": day}) if day else quote

"""Finds what happened when: each event with its date, its clause and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from services.extractor.event_clauses import clause_of, modality_of, paragraph_of, polarity_of
from services.extractor.event_dates import attach
from services.extractor.event_dating import Dating, date_predicates
from services.extractor.event_participants import entities_by_token, participants_of
from services.extractor.event_predicates import Predicate, find_predicates, is_state
from shared.schemas.articles import Entity, Event, Quote, Speaker, TimeExpression
from shared.schemas.message import Span


def find_events(
    doc: Doc,
    times: Sequence[TimeExpression],
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
    anchor: date | None,
) -> tuple[Event, ...]:
    """The dated events of an article, in order of their predicates.

    ``anchor`` is the day of publication; without one, only clauses with a full date of their own give events.
    """
    statements = {
        token.i for quote in quotes if quote.cue and (token := _token_at(doc, quote.cue.start, quote.cue.end))
    }
    attached = attach(doc, times, anchor)
    predicates = find_predicates(doc, attached)
    mentioned = entities_by_token(doc, entities)
    dated = date_predicates(doc, predicates, attached, statements, mentioned, anchor)
    return tuple(
        _event(doc, predicate, dated[predicate.token.i], predicate.token.i in statements, mentioned, quotes)
        for predicate in predicates
        if predicate.token.i in dated
    )


def _event(
    doc: Doc,
    predicate: Predicate,
    dating: Dating,
    is_statement: bool,
    mentioned: dict[int, Entity],
    quotes: Sequence[Quote],
) -> Event:
    token = predicate.token
    start, end = token.idx, token.idx + len(token)
    particle = next((child for child in token.rights if child.dep_ == "prt" and child.i == token.i + 1), None)
    end = particle.idx + len(particle) if particle is not None else end
    clause = clause_of(doc, predicate)
    planned = dating.is_ahead and modality_of(predicate) == "asserted"
    return Event(
        start=start,
        end=end,
        predicate=doc.text[start:end],
        date=dating.date.value,
        precision=dating.date.precision,
        clause=clause,
        sentence=_sentence(doc, token),
        text=doc.text[clause.start : clause.end],
        participants=participants_of(token, mentioned),
        kind="statement" if is_statement else "state" if is_state(token) else "happening",
        modality="planned" if planned else modality_of(predicate),
        polarity=polarity_of(predicate),
        dated_by=dating.by,
        source=_source(quotes, start),
    )


def _sentence(doc: Doc, token: Token) -> Span:
    first, behind = paragraph_of(doc.text, token)
    start, end = max(first, token.sent.start_char), min(behind, token.sent.end_char)
    text = doc.text[start:end]
    return Span(start=start + len(text) - len(text.lstrip()), end=end - (len(text) - len(text.rstrip())))


def _source(quotes: Sequence[Quote], place: int) -> Speaker | None:
    """The speaker of the innermost quotation or reported statement around a predicate."""
    around = [
        (part.end - part.start, quote.speaker)
        for quote in quotes
        for part in quote.parts
        if quote.speaker and part.start <= place < part.end
    ]
    return min(around, key=lambda found: found[0])[1] if around else None


def _token_at(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None

"""Remembers what was last told of whom, for sentences that go on without a date."""

from __future__ import annotations

from collections.abc import Mapping, Set

from spacy.tokens import Token

from services.extractor.events.event_dates import Dating, inherited
from services.extractor.events.event_participants import subject_of
from services.extractor.events.event_predicates import Predicate, is_main
from shared.schemas.articles import Entity


class Story:
    """To be told each dated event, and asked about the next, in the order of the text."""

    def __init__(self, text: str, statements: Set[int], mentioned: Mapping[int, Entity]) -> None:
        self._text = text
        self._statements = statements
        self._mentioned = mentioned
        self._last: dict[str, tuple[Token, Dating]] = {}

    def tell(self, predicate: Predicate, dating: Dating) -> None:
        if dating.by != "article" and dating.date.precision in ("day", "minute") and not predicate.is_noun:
            self._last[self._who(predicate)] = (predicate.token, dating)

    def continued(self, predicate: Predicate) -> Dating | None:
        """For a main clause of the past: the date of what the same person did or said in this paragraph or the last."""
        token = predicate.token
        if predicate.tense != "past" or not (is_main(token) or token.i in self._statements):
            return None
        who = self._who(predicate)
        last = self._last.get(who) if who else None
        if last is None or last[0].i > token.i:
            return None
        paragraphs = self._text.count("\n\n", last[0].idx, token.idx)
        return inherited(last[1]) if paragraphs <= 1 else None

    def _who(self, predicate: Predicate) -> str:
        subject = subject_of(predicate.token)
        entity = self._mentioned.get(subject.i) if subject is not None else None
        return entity.entity_id if entity else ""

"""Remembers what was last told of whom, for sentences that go on without a date."""

from __future__ import annotations

from collections.abc import Mapping, Set

from services.extractor.events.event_dates import Dating, inherited
from services.extractor.events.event_participants import subject_of
from services.extractor.events.event_predicates import Predicate, is_main
from services.extractor.parse import Parse
from shared.schemas.articles import Entity


class Story:
    """To be told each dated event, and asked about the next, in the order of the text."""

    def __init__(self, parse: Parse, statements: Set[int], mentioned: Mapping[int, Entity]) -> None:
        self._parse = parse
        self._statements = statements
        self._mentioned = mentioned
        self._last: dict[str, tuple[int, Dating]] = {}

    def tell(self, predicate: Predicate, dating: Dating) -> None:
        if dating.by != "article" and dating.date.precision in ("day", "minute") and not predicate.is_noun:
            self._last[self._who(predicate.word)] = (predicate.word, dating)

    def continued(self, predicate: Predicate) -> Dating | None:
        """For a main clause of the past: the date of what the same person did or said in this paragraph or the last."""
        word = predicate.word
        if predicate.tense != "past" or not (word in self._statements or is_main(self._parse, word)):
            return None
        who = self._who(word)
        last = self._last.get(who) if who else None
        if last is None or last[0] > word:
            return None
        starts = self._parse.starts
        paragraphs = self._parse.text.count("\n\n", starts[last[0]], starts[word])
        return inherited(last[1]) if paragraphs <= 1 else None

    def _who(self, word: int) -> str:
        subject = subject_of(self._parse, word)
        entity = self._mentioned.get(subject) if subject is not None else None
        return entity.entity_id if entity else ""

"""Pronouns that can mean one person only: "he" as the subject right after a sentence whose subject he is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from services.extractor.names.reading import Reading
from services.extractor.parse import Parse, parse_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OTHER_PRONOUN = {"he": "she", "she": "he"}
# What may stand before the pronoun without changing whom it means.
_OPENINGS = frozenset({"and", "but", "then", "later", "however", "meanwhile", "now", "still", "so", "yet", ","})
_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})


class Pronoun(NamedTuple):
    """A token that means the person with this number."""

    token: int
    person: int


def subject_pronouns(reading: Reading, people: Mapping[int, int]) -> Iterator[Pronoun]:
    """Pronouns of the sentences that continue one about a single person; `people`: who is named at a token.

    The chain ends where anybody else is named, a paragraph begins, somebody is quoted, or the subject is another.
    """
    parse = parse_of(reading.doc)
    spoken_of: int | None = None
    pronoun_of: dict[int, str] = {}
    ends = [*parse.sentences[1:], len(parse.words)]
    for first, behind in zip(parse.sentences, ends, strict=True):
        if spoken_of is None and not any(token in people for token in range(first, behind)):
            continue
        named = {people[token] for token in range(first, behind) if token in people}
        subject = _subject(parse, first, behind)
        if any(word in _MARKS for word in parse.words[first:behind]) or subject is None:
            spoken_of = None
        elif parse.lowers[subject] in _OTHER_PRONOUN:
            word = parse.lowers[subject]
            if spoken_of is not None and _opens(parse, first, subject):
                if pronoun_of.setdefault(spoken_of, word) == word:
                    yield Pronoun(subject, spoken_of)
                else:
                    spoken_of = None
            else:
                spoken_of = None
            if named - {spoken_of}:
                spoken_of = None
        elif len(named) == 1 and subject in people:
            spoken_of = people[subject]
        else:
            spoken_of = None
        if "\n" in parse.words[behind - 1]:
            spoken_of = None


def _subject(parse: Parse, first: int, behind: int) -> int | None:
    """The subject of the sentence's main verb."""
    for word in range(first, behind):
        head = parse.heads[word]
        if parse.deps[word] in _SUBJECTS and parse.heads[head] == head:
            return word
    return None


def _opens(parse: Parse, first: int, subject: int) -> bool:
    return all(parse.lowers[word] in _OPENINGS for word in range(first, subject))

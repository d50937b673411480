"""Who took part in an event, and as what: entities among the words that depend on its predicate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from shared.schemas.articles import Entity, Participant

Part = Literal["agent", "patient", "recipient", "place", "other"]
EntityAt = dict[int, Entity]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "aboard", "across", "over", "from", "through", "on"}
)
_RANK: dict[Part, int] = {"agent": 0, "patient": 1, "recipient": 2, "place": 3, "other": 4}


def entities_by_token(doc: Doc, entities: Sequence[Entity]) -> EntityAt:
    """For each word that is part of a mention, its entity."""
    found: EntityAt = {}
    for entity in entities:
        for mention in entity.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                for place in range(span.start, span.end):
                    found.setdefault(place, entity)
    return found


def participants_of(
    predicate: Token, mentioned: EntityAt, known: Mapping[str, Part] | None = None
) -> tuple[Participant, ...]:
    """Each entity once, with its most telling part, the doer first.

    ``known`` holds parts, by the entity's identifier, that are known from elsewhere: who speaks, and to whom.
    """
    by_id = {entity.entity_id: entity for entity in mentioned.values()} if known else {}
    parts: dict[str, tuple[Part, Entity]] = {
        one: (part, by_id[one]) for one, part in (known or {}).items() if one in by_id
    }
    doc = predicate.doc
    for token, part in _arguments(predicate):
        if token.text.lower() in ("he", "she") and token.i not in mentioned:
            if person := _person_above(predicate, mentioned):
                parts.setdefault(person.entity_id, (part, person))
            continue
        for place, entity in _entities_within(token, mentioned):
            role = part if place == token.i else _part_within(doc[place], part)
            if role == "place" and entity.type not in _PLACES:
                role = "other"
            before = parts.get(entity.entity_id)
            if before is None or (_RANK[role] < _RANK[before[0]] and entity.entity_id not in (known or {})):
                parts[entity.entity_id] = (role, entity)
    ordered = sorted(parts.values(), key=lambda found: _RANK[found[0]])
    return tuple(Participant(entity=entity.entity_id, name=entity.name, part=role) for role, entity in ordered)


def subject_of(predicate: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on."""
    token = predicate
    for _ in range(4):
        for child in token.lefts:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                return child
        if token.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or token.head.tag_[:2] != "VB":
            return None
        token = token.head
    return None


def _part_within(word: Token, part: Part) -> Part:
    """The part of an entity inside a participant's phrase: "met by Macron in Paris" has a place."""
    in_place = word.dep_ == "pobj" and word.head.text.lower() in _PLACE_PREPOSITIONS
    return "place" if part == "place" or in_place else "other"


def _person_above(predicate: Token, mentioned: EntityAt) -> Entity | None:
    """Whom "he" or "she" stands for in a clause that hangs on another: most often that one's subject."""
    token = predicate
    for _ in range(6):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.tag_[:2] == "VB" and (subject := subject_of(token)) is not None:
            entity = mentioned.get(subject.i)
            if entity is not None:
                return entity if entity.type == "PERSON" else None
    return None


def _arguments(predicate: Token) -> Iterator[tuple[Token, Part]]:
    subject = subject_of(predicate)
    if subject is not None:
        yield subject, "patient" if subject.dep_ == "nsubjpass" else "agent"
    for child in predicate.children:
        match child.dep_:
            case "dobj" if predicate.text.lower() in _SPOKEN_TO:
                yield child, "recipient"
            case "dobj" | "attr" | "oprd":
                yield child, "patient"
            case "dative":
                yield from ((noun, "recipient") for noun in _objects(child))
            case "agent":
                yield from ((noun, "agent") for noun in _objects(child))
            case "prep":
                yield from ((noun, _by_preposition(child)) for noun in _objects(child))
            case "poss":
                yield child, "agent"
            case "xcomp" | "acomp":
                yield from ((noun, part) for noun, part in _arguments(child) if noun.i > child.i)


def _objects(preposition: Token) -> list[Token]:
    """What a preposition governs; the word itself where it is none ("gave her")."""
    return [child for child in preposition.rights if child.dep_ == "pobj"] or [preposition]


def _by_preposition(preposition: Token) -> Part:
    word = preposition.text.lower()
    if word in _PLACE_PREPOSITIONS:
        return "place"
    return "recipient" if word in ("to", "with", "against") else "other"


def _entities_within(token: Token, mentioned: EntityAt) -> Iterator[tuple[int, Entity]]:
    """Entities of a noun phrase, without its clauses; a name joined to it by "and" is as good as the first."""
    pending = [token]
    while pending:
        word = pending.pop()
        if entity := mentioned.get(word.i):
            heads = word.dep_ in ("conj", "appos") and word.head.i == token.i
            yield (token.i if heads else word.i), entity
        pending.extend(child for child in word.children if child.dep_ not in _CLAUSES)


_SPOKEN_TO = frozenset(
    {"tell", "tells", "told", "telling", "inform", "informed", "remind", "reminded", "assured", "notified"}
)
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis"})

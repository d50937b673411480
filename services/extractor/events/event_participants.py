"""Who took part in an event, and as what: entities among the words that depend on its predicate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from services.extractor.events.event_predicates import VERBS
from services.extractor.parse import Parse
from shared.schemas.articles import Entity, Participant

Part = Literal["agent", "patient", "recipient", "place", "other"]
EntityAt = dict[int, Entity]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "aboard", "across", "over", "from", "through", "on"}
)
_RANK: dict[Part, int] = {"agent": 0, "patient": 1, "recipient": 2, "place": 3, "other": 4}


def entities_by_word(parse: Parse, entities: Sequence[Entity]) -> EntityAt:
    """For each word that is part of a mention, its entity."""
    found: EntityAt = {}
    for entity in entities:
        for mention in entity.mentions:
            for word in range(*parse.within(mention.start, mention.end)):
                found.setdefault(word, entity)
    return found


def participants_of(
    parse: Parse, predicate: int, mentioned: EntityAt, known: Sequence[tuple[Entity, Part]] = ()
) -> tuple[Participant, ...]:
    """Each entity once, with its most telling part, the doer first.

    ``known`` are entities whose parts are known from elsewhere: who speaks, and to whom.
    """
    parts: dict[str, tuple[Part, Entity]] = {entity.entity_id: (part, entity) for entity, part in known}
    settled = frozenset(parts)
    for argument, part in _arguments(parse, predicate):
        if parse.lowers[argument] in ("he", "she") and argument not in mentioned:
            if person := _person_above(parse, predicate, mentioned):
                parts.setdefault(person.entity_id, (part, person))
            continue
        for word, entity in _entities_within(parse, argument, mentioned):
            role = part if word == argument else _part_within(parse, word, part)
            if role == "place" and entity.type not in _PLACES:
                role = "other"
            before = parts.get(entity.entity_id)
            if before is None or (_RANK[role] < _RANK[before[0]] and entity.entity_id not in settled):
                parts[entity.entity_id] = (role, entity)
    ordered = sorted(parts.values(), key=lambda found: _RANK[found[0]])
    return tuple(Participant(entity=entity.entity_id, name=entity.name, part=role) for role, entity in ordered)


def subject_of(parse: Parse, predicate: int) -> int | None:
    """The subject of a verb: its own, or that of the verb it is joined to or depends on."""
    word, deps = predicate, parse.deps
    for _ in range(4):
        for child in parse.lefts[word]:
            if deps[child] in ("nsubj", "nsubjpass", "csubj"):
                return child
        head = parse.heads[word]
        if deps[word] not in ("conj", "xcomp", "advcl", "pcomp") or parse.tags[head] not in VERBS:
            return None
        word = head
    return None


def _part_within(parse: Parse, word: int, part: Part) -> Part:
    """The part of an entity inside a participant's phrase: "met by Macron in Paris" has a place."""
    in_place = parse.deps[word] == "pobj" and parse.lowers[parse.heads[word]] in _PLACE_PREPOSITIONS
    return "place" if part == "place" or in_place else "other"


def _person_above(parse: Parse, predicate: int, mentioned: EntityAt) -> Entity | None:
    """Whom "he" or "she" stands for in a clause that hangs on another: most often that one's subject."""
    word = predicate
    for _ in range(6):
        head = parse.heads[word]
        if head == word:
            return None
        word = head
        if parse.tags[word] in VERBS and (subject := subject_of(parse, word)) is not None:
            entity = mentioned.get(subject)
            if entity is not None:
                return entity if entity.type == "PERSON" else None
    return None


def _arguments(parse: Parse, predicate: int) -> Iterator[tuple[int, Part]]:
    deps = parse.deps
    subject = subject_of(parse, predicate)
    if subject is not None:
        yield subject, "patient" if deps[subject] == "nsubjpass" else "agent"
    for child in (*parse.lefts[predicate], *parse.rights[predicate]):
        link = deps[child]
        if link not in _ARGUMENTS:
            continue
        match link:
            case "dobj" if parse.lowers[predicate] in _SPOKEN_TO:
                yield child, "recipient"
            case "dobj" | "attr" | "oprd":
                yield child, "patient"
            case "dative":
                yield from ((noun, "recipient") for noun in _objects(parse, child))
            case "agent":
                yield from ((noun, "agent") for noun in _objects(parse, child))
            case "prep":
                part = _by_preposition(parse.lowers[child])
                yield from ((noun, part) for noun in _objects(parse, child))
            case "poss":
                yield child, "agent"
            case "xcomp" | "acomp":
                yield from ((noun, part) for noun, part in _arguments(parse, child) if noun > child)


def _objects(parse: Parse, preposition: int) -> list[int]:
    """What a preposition governs; the word itself where it is none ("gave her")."""
    return [child for child in parse.rights[preposition] if parse.deps[child] == "pobj"] or [preposition]


def _by_preposition(word: str) -> Part:
    if word in _PLACE_PREPOSITIONS:
        return "place"
    return "recipient" if word in ("to", "with", "against") else "other"


def _entities_within(parse: Parse, argument: int, mentioned: EntityAt) -> Iterator[tuple[int, Entity]]:
    """Entities of a noun phrase, without its clauses; a name joined to it by "and" is as good as the first."""
    deps, heads, lefts, rights = parse.deps, parse.heads, parse.lefts, parse.rights
    pending = [argument]
    while pending:
        word = pending.pop()
        if entity := mentioned.get(word):
            is_joined = deps[word] in ("conj", "appos") and heads[word] == argument
            yield (argument if is_joined else word), entity
        pending += [child for child in lefts[word] if deps[child] not in _CLAUSES]
        pending += [child for child in rights[word] if deps[child] not in _CLAUSES]


_SPOKEN_TO = frozenset(
    {"tell", "tells", "told", "telling", "inform", "informed", "remind", "reminded", "assured", "notified"}
)
_ARGUMENTS = frozenset({"dobj", "attr", "oprd", "dative", "agent", "prep", "poss", "xcomp", "acomp"})
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis"})

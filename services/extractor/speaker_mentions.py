"""Pronouns and descriptions that speak in a quotation are mentions of the entity that they were found to mean."""

from __future__ import annotations

from collections.abc import Sequence

from shared.schemas.articles import Entity, Mention, Quote

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "i", "we", "who"})


def with_speakers(entities: Sequence[Entity], quotes: Sequence[Quote], body: str) -> tuple[Entity, ...]:
    """The entities with the mentions added that quotations show; no two mentions of an article overlap."""
    # One byte per character: looking through all mentions for each quotation takes minutes on a book.
    taken = bytearray(len(body))
    for entity in entities:
        for mention in entity.mentions:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    added: dict[str, list[Mention]] = {}
    for quote in quotes:
        speaker = quote.speaker
        if speaker is None or speaker.entity is None or speaker.start is None or speaker.end is None:
            continue
        if any(taken[speaker.start : speaker.end]):
            continue
        is_pronoun = body[speaker.start : speaker.end].lower() in _PRONOUNS
        kind = "pronoun" if is_pronoun else "nominal"
        added.setdefault(speaker.entity, []).append(Mention(start=speaker.start, end=speaker.end, kind=kind))
        taken[speaker.start : speaker.end] = b"\1" * (speaker.end - speaker.start)
    return tuple(
        _with_mentions(entity, added[entity.entity_id]) if entity.entity_id in added else entity for entity in entities
    )


def _with_mentions(entity: Entity, more: Sequence[Mention]) -> Entity:
    mentions = tuple(sorted((*entity.mentions, *more), key=lambda mention: mention.start))
    return entity.model_copy(update={"mentions": mentions})

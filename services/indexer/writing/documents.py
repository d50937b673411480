"""Turns an extracted article into the rows that the index keeps of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from services.indexer.entities.names import Label, Name, entity_name, label
from services.indexer.packed_documents import pack
from services.indexer.timelines.days import days_of
from services.indexer.writing.near_copies import phrases_of
from services.indexer.writing.utterances import wording_of
from shared.identity import canonical_url
from shared.schemas.articles import ArticleExtracted, Entity, Event


class QuoteRow(NamedTuple):
    type: str
    text: str
    speaker: str | None
    entity: Name | None
    cue: str | None
    addressee: str | None
    occasion: str | None
    date: str | None
    start: int
    end: int
    kind: str | None
    wording: int | None


class EventRow(NamedTuple):
    date: str
    precision: str
    first_day: str | None
    last_day: str | None
    predicate: str
    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    kind: str
    modality: str
    polarity: str
    dated_by: str
    participants: tuple[tuple[Name, str], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """All that the index keeps of one article, still with names where the tables have numbers.

    `names` and `labels` are all that occur, as the article writes them.
    """

    names: dict[Name, str]
    labels: dict[Label, str]
    source: Label | None
    outlet: Label | None
    section: Label | None
    url_key: str | None
    published_day: str | None
    sort_time: int
    words: int
    captions: str | None
    authors: tuple[tuple[Label, str | None, str | None], ...]
    mentions_of: dict[Name, int]
    aliases: tuple[tuple[Name, Name], ...]
    roles: tuple[tuple[Name, str, str | None], ...]
    mentions: tuple[tuple[Name, int, int, str], ...]
    quotes: tuple[QuoteRow, ...]
    events: tuple[EventRow, ...]
    document: bytes
    phrases: frozenset[int]


def rows_of(article: ArticleExtracted, submitted_ms: int) -> Rows:
    """The article's rows; `submitted_ms` (Unix time) stands in for its date where none is known.

    Raises ValueError when a text holds half a character (a lone surrogate), which no database can keep.
    """
    outlet = article.outlet.name if article.outlet else article.source
    published = article.published_at.value if article.published_at else None
    names = {entity.entity_id: entity_name(entity.name, entity.type) for entity in article.entities}
    aliases = [pair for entity in article.entities for pair in _aliases(entity, names[entity.entity_id])]
    labels = {
        label("outlet", article.source): article.source,
        label("outlet", outlet): outlet,
        label("section", article.section): article.section,
        **{label("author", author.name): author.name for author in article.authors},
    }
    return Rows(
        names={name: alias for _, name, alias in aliases}
        | {names[entity.entity_id]: entity.name for entity in reversed(article.entities)},
        labels={known: " ".join(name.split()) for known, name in labels.items() if known and name},
        source=label("outlet", article.source),
        outlet=label("outlet", outlet),
        section=label("section", article.section),
        url_key=canonical_url(article.url) if article.url else None,
        published_day=published[:10] if published else None,
        sort_time=_unix_seconds(published or article.fetched_at) or submitted_ms // 1000,
        words=len(article.body.split()),
        captions="\n".join(caption.text for caption in article.captions) or None,
        authors=tuple(
            (known, author.role, author.biography)
            for author in article.authors
            if (known := label("author", author.name))
        ),
        mentions_of=_mentions_of(article, names),
        aliases=tuple(dict.fromkeys((name, alias) for name, alias, _ in aliases)),
        roles=tuple(
            {
                (names[entity.entity_id], role.text): (names[entity.entity_id], role.text, role.organisation)
                for entity in article.entities
                for role in entity.roles
            }.values()
        ),
        mentions=tuple(
            {
                (names[entity.entity_id], mention.start, mention.end): (
                    names[entity.entity_id],
                    mention.start,
                    mention.end,
                    mention.kind,
                )
                for entity in article.entities
                for mention in entity.mentions
            }.values()
        ),
        quotes=_quotes(article, names),
        events=tuple(_event(event, names) for event in article.events),
        document=pack(article),
        phrases=phrases_of(article.body),
    )


def _mentions_of(article: ArticleExtracted, names: dict[str, Name]) -> dict[Name, int]:
    counts: dict[Name, int] = {}
    for entity in article.entities:
        name = names[entity.entity_id]
        counts[name] = counts.get(name, 0) + len(entity.mentions)
    return counts


def _aliases(entity: Entity, name: Name) -> list[tuple[Name, Name, str]]:
    """Other proper names; of a person never a first name or surname alone, which may be anybody's."""
    aliases = ((entity_name(alias, entity.type), alias) for alias in entity.aliases if not alias.islower())
    return [(name, key, alias) for key, alias in aliases if key != name and _is_other_name(key, name)]


def _is_other_name(alias: Name, name: Name) -> bool:
    words, parts = name.key.split(), alias.key.split()
    if not set(parts) <= set(words):
        return True
    # "Ford" of Ford Motor, but not the Bank of any bank.
    return len(parts) > 1 or (name.type != "PERSON" and parts == words[:1])


def _quotes(article: ArticleExtracted, names: dict[str, Name]) -> tuple[QuoteRow, ...]:
    written = {entity.entity_id: entity.name for entity in article.entities}
    rows = []
    for quote in article.quotes:
        speaker = quote.speaker
        rows.append(
            QuoteRow(
                quote.type,
                quote.text,
                written.get(speaker.entity or "", speaker.name) if speaker else None,
                names.get(speaker.entity or "") if speaker else None,
                quote.cue.text if quote.cue else None,
                quote.addressee.text if quote.addressee else None,
                quote.occasion,
                quote.date,
                quote.parts[0].start,
                quote.parts[-1].end,
                quote.cue.kind if quote.cue else None,
                wording_of(quote.text, quote.type),
            )
        )
    return tuple(rows)


def _event(event: Event, names: dict[str, Name]) -> EventRow:
    first_day, last_day = days_of(event.date)
    return EventRow(
        event.date,
        event.precision,
        first_day,
        last_day,
        event.predicate,
        event.text,
        event.start,
        event.end,
        event.sentence.start,
        event.sentence.end,
        event.kind,
        event.modality,
        event.polarity,
        event.dated_by,
        tuple(
            dict.fromkeys(
                (names[participant.entity], participant.part)
                for participant in event.participants
                if participant.entity in names
            )
        ),
    )


def _unix_seconds(iso_time: str | None) -> int | None:
    if iso_time is None:
        return None
    moment = datetime.fromisoformat(iso_time)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())

"""Turns an extracted article into the rows that the index keeps of it. Pure."""

from __future__ import annotations

import calendar
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from shared.identity import canonical_url
from shared.schemas.articles import ArticleExtracted, Entity, Event

# Level 1 is some four times as fast as the default 6 for a tenth more bytes on news articles.
_COMPRESSION = 1
_NO_WORD = re.compile("[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity over all articles: `key` and `type` identify it, however it is written."""

    key: str
    type: str
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """An outlet, section or author over all articles: `kind` and `key` identify it, however it is written."""

    kind: str
    key: str
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class QuoteRow:
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


@dataclass(frozen=True, slots=True)
class EventRow:
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
    participants: tuple[tuple[Name, str], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """All that the index keeps of one article, still with names where the tables have numbers."""

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


def rows_of(article: ArticleExtracted, submitted_ms: int) -> Rows:
    """The article's rows; `submitted_ms` (Unix time) stands in for its date where none is known.

    Raises ValueError when a text holds half a character (a lone surrogate), which no database can keep.
    """
    source = _label("outlet", article.source)
    names = {entity.entity_id: entity_name(entity.name, entity.type) for entity in article.entities}
    published = article.published_at.value if article.published_at else None
    return Rows(
        source=source,
        outlet=_label("outlet", article.outlet.name if article.outlet else None) or source,
        section=_label("section", article.section),
        url_key=canonical_url(article.url) if article.url else None,
        published_day=published[:10] if published else None,
        sort_time=_unix_seconds(published or article.fetched_at) or submitted_ms // 1000,
        words=len(article.body.split()),
        captions="\n".join(caption.text for caption in article.captions) or None,
        authors=tuple(
            (label, author.role, author.biography)
            for author in article.authors
            if (label := _label("author", author.name))
        ),
        mentions_of=_mentions_of(article, names),
        aliases=tuple(dict.fromkeys(pair for entity in article.entities for pair in _aliases(entity))),
        roles=tuple(
            {
                (names[entity.entity_id], role.text): (names[entity.entity_id], role.text, role.organisation)
                for entity in article.entities
                for role in entity.roles
            }.values()
        ),
        mentions=tuple(
            dict.fromkeys(
                (names[entity.entity_id], mention.start, mention.end, mention.kind)
                for entity in article.entities
                for mention in entity.mentions
            )
        ),
        quotes=_quotes(article, names),
        events=tuple(_event(event, names) for event in article.events),
        document=pack(article),
    )


def pack(article: ArticleExtracted) -> bytes:
    """The article as compressed JSON; defaults are left out, so that a later release's defaults apply to it."""
    return zlib.compress(article.model_dump_json(exclude_defaults=True).encode(), _COMPRESSION)


def unpack(document: bytes) -> ArticleExtracted:
    """The inverse of `pack`."""
    return ArticleExtracted.model_validate_json(zlib.decompress(document))


@lru_cache(maxsize=16_384)  # the same names come again and again
def name_key(name: str) -> str:
    """The name without case, accents and punctuation: its words, one space apart."""
    if name.isascii():
        return " ".join(_NO_WORD.sub(" ", name.lower().replace("'", "")).split())
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(_folded(character) for character in decomposed).split())


def entity_name(name: str, entity_type: str) -> Name:
    # A name of nothing but signs keeps them, so that two of them stay apart.
    return Name(name_key(name) or name, entity_type, name)


def days_of(day_or_interval: str) -> tuple[str | None, str | None]:
    """First and last day of an ISO date, month, year, instant or interval; None on a side that is not a date."""
    first, slash, last = day_or_interval.partition("/")
    return _days(first)[0], _days(last if slash else first)[1]


def _days(text: str) -> tuple[str | None, str | None]:
    try:
        if len(text) == 4 and text.isdecimal():
            year = date(int(text), 1, 1)
            return year.isoformat(), year.replace(month=12, day=31).isoformat()
        if len(text) == 7 and text[5:].isdecimal():
            month = date(int(text[:4]), int(text[5:]), 1)
            return month.isoformat(), month.replace(day=calendar.monthrange(month.year, month.month)[1]).isoformat()
        if len(text) >= 7 and text[5] == "W":
            week = text[:8]
            return date.fromisoformat(f"{week}-1").isoformat(), date.fromisoformat(f"{week}-7").isoformat()
        day = date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None, None
    return day, day


def _folded(character: str) -> str:
    if character.isalnum():
        return character
    return "" if unicodedata.combining(character) or character in "'’" else " "


def _label(kind: str, name: str | None) -> Label | None:
    if not name or not name.strip():
        return None
    return Label(kind, name_key(name) or name, " ".join(name.split()))


def _mentions_of(article: ArticleExtracted, names: dict[str, Name]) -> dict[Name, int]:
    counts: dict[Name, int] = {}
    for entity in article.entities:
        name = names[entity.entity_id]
        counts[name] = counts.get(name, 0) + len(entity.mentions)
    return counts


def _aliases(entity: Entity) -> list[tuple[Name, Name]]:
    """Other proper names only: those made of the name's own words are found by the name anyway."""
    name = entity_name(entity.name, entity.type)
    words = set(name.key.split())
    aliases = (entity_name(alias, entity.type) for alias in entity.aliases if any(map(str.isupper, alias)))
    return [(name, alias) for alias in aliases if not set(alias.key.split()) <= words]


def _quotes(article: ArticleExtracted, names: dict[str, Name]) -> tuple[QuoteRow, ...]:
    rows = []
    for quote in article.quotes:
        speaker = quote.speaker
        entity = names.get(speaker.entity) if speaker and speaker.entity else None
        rows.append(
            QuoteRow(
                quote.type,
                quote.text,
                entity.name if entity else speaker.name if speaker else None,
                entity,
                quote.cue.text if quote.cue else None,
                quote.addressee.text if quote.addressee else None,
                quote.occasion,
                quote.date,
                quote.parts[0].start,
                quote.parts[-1].end,
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

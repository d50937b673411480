"""Generated articles for benches: seeded, with the word, name and size distributions of news.

Words and names follow Zipf's law; lengths, and the numbers of entities, quotations and events, are those of ordinary
news articles (some 400 words, a dozen entities, five quotations). The words themselves are invented syllables. Some
articles write a name otherwise: with a middle initial, in another transliteration, with a legal form.
"""

from __future__ import annotations

import itertools
import random
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from shared.schemas.articles import (
    ArticleExtracted,
    Author,
    Block,
    Cue,
    Entity,
    EntityRole,
    Event,
    Mention,
    Outlet,
    Participant,
    Producer,
    PublicationTime,
    Quote,
    Speaker,
)
from shared.schemas.message import Span

_FUNCTION_WORDS = [
    "the", "of", "and", "to", "in", "a", "that", "is", "for", "on", "with", "as", "was", "at", "by", "from", "it", "be",
    "are", "has", "have", "said", "not", "but", "his", "their", "which", "an", "this", "will", "would", "who", "after",
    "had", "they", "been", "more", "were", "one", "its", "he", "she", "or", "about", "when", "than", "also", "up",
    "out", "there", "could",
]  # fmt: skip
_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_DRAWN_AT_ONCE = 100_000
# Letters that transliterations differ in.
_SPELT_OTHERWISE = (("i", "y"), ("v", "w"), ("u", "ou"), ("k", "ck"))


class Newsroom:
    """Makes article after article; the same `seed` makes the same ones.

    In an article, so great a part of the names as `variants` says is written otherwise than in most.
    """

    def __init__(self, seed: int = 1, words: int = 60_000, people: int = 20_000, variants: float = 0.15) -> None:
        self._random = random.Random(seed)
        self._variants = variants
        invented = self._invented(words)
        self.words = [*_FUNCTION_WORDS, *invented]
        self._drawn = self._draw_words(np.random.default_rng(seed))
        self.people = self._names(people, 2)
        self.organisations = self._names(people // 4, 1, "Group", "Ministry", "Bank", "Council", "")
        self.places = self._names(people // 10, 1, "")
        self.outlets = self._names(200, 1, "Times", "Post", "Herald", "News")
        self.authors = self._names(2000, 2)
        self.sections = ["World", "Politics", "Business", "Sport", "Culture", "Science", "Local", "Opinion"]
        self._weights = {id(names): _zipf(len(names), 0.9) for names in (self.people, self.organisations, self.places)}

    def articles(self, count: int, first: int = 0) -> Iterator[ArticleExtracted]:
        return (self.article(number) for number in range(first, first + count))

    def article(self, number: int) -> ArticleExtracted:
        chance = self._random
        cast = [
            *((self._written(name, "PERSON"), "PERSON") for name in self._pick(self.people, 5)),
            *((self._written(name, "ORG"), "ORG") for name in self._pick(self.organisations, 4)),
            *((name, "GPE") for name in self._pick(self.places, 3)),
        ]
        paragraphs = [self._paragraph(cast) for _ in range(max(4, int(chance.gauss(10, 4))))]
        body = "\n\n".join(paragraphs)
        starts = list(itertools.accumulate((len(text) + 2 for text in paragraphs), initial=0))[:-1]
        spans = [(start, start + len(text)) for start, text in zip(starts, paragraphs, strict=True)]
        entities = tuple(self._entity(n, name, kind, body) for n, (name, kind) in enumerate(cast))
        published = _FIRST_DAY + timedelta(minutes=number * 8)
        day = published.date().isoformat()
        furniture = [("navigation", 40), ("headline", 60), ("byline", 20), *[("promotion", 80)] * 6, ("legal", 100)]
        blocks, at = [], 0
        for role, size in [*furniture, *(("body", end - start) for start, end in spans)]:
            blocks.append(
                Block.model_construct(start=at, end=at + size, role=role, reason=f"looks like {role}", confidence=0.9)
            )
            at += size
        return ArticleExtracted.model_construct(
            article_id=f"generated-{number}",
            revision=f"r{number:020d}",
            submission=f"{1_700_000_000_000 + number}-0",
            url=f"https://example.org/{day}/{number}",
            headline=" ".join(self._words(9)).capitalize(),
            section=chance.choice(self.sections),
            authors=(Author.model_construct(name=chance.choice(self.authors), role=None, biography=None),),
            outlet=Outlet.model_construct(name=chance.choice(self.outlets), known_by="page", evidence=None),
            published_at=PublicationTime.model_construct(
                value=published.isoformat(), latest=None, known_by="page", evidence=None
            ),
            language="en",
            body=body,
            source_text=" ".join(self._words(100)) + body,
            blocks=tuple(blocks),
            cleaned_by=(Producer(name="generator", version="1"),),
            extracted_by=(Producer(name="generator", version="1"),),
            entities=entities,
            quotes=tuple(self._quote(body, *chance.choice(spans), entities) for _ in range(5)),
            events=tuple(self._event(body, *chance.choice(spans), published, entities) for _ in range(6)),
        )

    def _paragraph(self, cast: list[tuple[str, str]]) -> str:
        words = self._words(max(12, int(self._random.gauss(40, 12))))
        for name, _ in self._random.sample(cast, 2):
            words.insert(self._random.randrange(len(words)), name)
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def _entity(self, number: int, name: str, kind: str, body: str) -> Entity:
        mentions, at = [], body.find(name)
        while at >= 0 and len(mentions) < 8:
            mentions.append(Mention.model_construct(start=at, end=at + len(name), kind="name"))
            at = body.find(name, at + 1)
        # Of a person, mostly the same, however the name is written.
        initials = f"{name[0]}{name.split()[-1][0]}"
        said = self.words[100 + zlib.crc32(initials.encode()) % 2000] if self._random.random() < 0.7 else "new"
        role = EntityRole.model_construct(start=0, end=9, text=f"{said} chief", organisation=None)
        return Entity.model_construct(
            entity_id=f"e{number}",
            name=name,
            type=kind,
            aliases=(name.split()[-1],),
            roles=(role,) if kind == "PERSON" and number < 2 else (),
            mentions=tuple(mentions) or (Mention.model_construct(start=0, end=1, kind="name"),),
        )

    def _quote(self, body: str, start: int, end: int, entities: tuple[Entity, ...]) -> Quote:
        speaker = self._random.choice(entities)
        end = min(end, start + 120)
        return Quote.model_construct(
            type="direct",
            parts=(Span.model_construct(start=start, end=end),),
            text=body[start:end],
            cue=Cue.model_construct(start=start, end=start + 4, text="said"),
            speaker=Speaker.model_construct(start=None, end=None, name=speaker.name, entity=speaker.entity_id),
            addressee=None,
            occasion=None,
            date=None,
        )

    def _event(self, body: str, start: int, end: int, published: datetime, entities: tuple[Entity, ...]) -> Event:
        span = Span.model_construct(start=start, end=min(end, start + 150))
        who = self._random.choice(entities)
        return Event.model_construct(
            start=start,
            end=start + 6,
            predicate=body[start : start + 6],
            date=(published - timedelta(days=self._random.randrange(20))).date().isoformat(),
            precision="day",
            clause=span,
            sentence=span,
            text=body[span.start : span.end],
            participants=(Participant.model_construct(entity=who.entity_id, name=who.name, part="agent"),),
        )

    def _written(self, name: str, kind: str) -> str:
        if self._random.random() >= self._variants:
            return name
        if kind == "ORG":
            return f"{name} Inc." if name.endswith(("Group", "Bank")) else f"The {name}"
        first, last = name.split()
        if self._random.random() < 0.5:
            return f"{first} {first[1].upper()}. {last}"
        one, other = _SPELT_OTHERWISE[zlib.crc32(name.encode()) % len(_SPELT_OTHERWISE)]
        return f"{first[0]}{first[1:].replace(one, other)} {last[0]}{last[1:].replace(one, other)}"

    def _words(self, count: int) -> list[str]:
        return list(itertools.islice(self._drawn, count))

    def _draw_words(self, chance: np.random.Generator) -> Iterator[str]:
        """By Zipf's law, many at once: drawn one by one they took a third of the time of an article."""
        weights = np.array(_zipf(len(self.words), 1.0))
        while True:
            places = np.searchsorted(weights, chance.random(_DRAWN_AT_ONCE) * weights[-1], side="right")
            yield from map(self.words.__getitem__, places.tolist())

    def _pick(self, names: list[str], count: int) -> list[str]:
        return list(dict.fromkeys(self._random.choices(names, cum_weights=self._weights[id(names)], k=count)))

    def _invented(self, count: int) -> list[str]:
        syllables = [a + b + c for a in "bdfgklmnprstv" for b in "aeiou" for c in ("", "n", "r", "s")]
        made: dict[str, None] = {}
        while len(made) < count:
            made["".join(self._random.choices(syllables, k=self._random.choice((2, 2, 3, 3, 4))))] = None
        return list(made)

    def _names(self, count: int, words: int, *endings: str) -> list[str]:
        names: dict[str, None] = {}
        invented = iter(self._invented(count * words * 2))
        while len(names) < count:
            name = " ".join(next(invented).capitalize() for _ in range(words))
            names[f"{name} {self._random.choice(endings)}".strip() if endings else name] = None
        return list(names)


def _zipf(count: int, exponent: float) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 3) ** exponent for rank in range(count)))

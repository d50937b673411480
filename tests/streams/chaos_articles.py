"""What a chaos run publishes: innocent articles, and poison of every kind with the cause that it must die of."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from shared.schemas.articles import ArticleSubmitted
from shared.schemas.dead_letter import Cause

Entry: TypeAlias = ArticleSubmitted | dict[str, bytes]
"""An article, or the raw fields of what is none."""


@dataclass(frozen=True)
class Planned:
    entry: Entry
    end: Cause | None
    """What it must die of; None for one that must be indexed."""

    @property
    def article_id(self) -> str:
        if isinstance(self.entry, ArticleSubmitted):
            assert self.entry.article_id is not None
            return self.entry.article_id
        return self.entry["article_id"].decode()


_UNREADABLE = {
    "not utf-8": b'{"content": "caf\xe9"}',
    "truncated": b'{"content": "cut o',
    "future": b'{"content": "from the future", "schema_version": 99}',
}
# What practice stages obey, and how often each is chosen.
_OBEYED: dict[str, tuple[Cause | None, int]] = {
    "raise": ("attempts_exhausted", 6), "raise-until 3": (None, 6), "reject": ("rejected", 6),
    "kill": ("deliveries_exhausted", 2), "hang": ("deliveries_exhausted", 1),
}  # fmt: skip
_REFUSED = {
    "pdf": "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "cookie wall": "We value your privacy\n\nWe and our 843 partners use cookies to keep and read information on your "
    "device.\n\nAccept all cookies\n\nManage my choices\n",
    "empty": " \n ",
}


def practice_articles(articles: int, poison: int, seed: int) -> Iterator[Planned]:
    """For practice stages, which do what an article's text says."""
    choose = random.Random(seed)
    poisoned = set(choose.sample(range(articles), min(poison, articles)))
    kinds = [*_OBEYED, *_UNREADABLE]
    weights = [weight for _, weight in _OBEYED.values()] + [3] * len(_UNREADABLE)
    for number in range(articles):
        article_id = f"a{number}"
        if number not in poisoned:
            text = f"Article {number}. " + "word " * choose.randint(5, 400)
            yield Planned(ArticleSubmitted(content=text, article_id=article_id), None)
            continue
        stage = choose.choice(("cleaner", "extractor", "indexer"))
        (kind,) = choose.choices(kinds, weights)
        if kind in _UNREADABLE:
            yield _unreadable(kind, article_id)
        else:
            text = f"{stage}: {kind}"
            yield Planned(ArticleSubmitted(content=text, article_id=article_id), _OBEYED[kind][0])


def real_articles(articles: int, poison: int, seed: int) -> Iterator[Planned]:
    """For the real services: invented stories, one in eight of them corrected later, and what they must refuse."""
    choose = random.Random(seed)
    poisoned = set(choose.sample(range(articles), min(poison, articles)))
    kinds = [*_REFUSED, *_UNREADABLE]
    corrected: list[int] = []
    for number in range(articles):
        article_id = f"a{number}"
        if number in poisoned:
            kind = choose.choice(kinds)
            if kind in _UNREADABLE:
                yield _unreadable(kind, article_id)
            else:
                yield Planned(ArticleSubmitted(content=_REFUSED[kind], article_id=article_id), "rejected")
            continue
        yield Planned(ArticleSubmitted(content=a_story(choose), article_id=article_id), None)
        if choose.random() < 1 / 8:
            corrected.append(number)
        if len(corrected) > 20:
            again = corrected.pop(0)
            yield Planned(ArticleSubmitted(content=a_story(choose), article_id=f"a{again}"), None)


def _unreadable(kind: str, article_id: str) -> Planned:
    return Planned({"data": _UNREADABLE[kind], "article_id": article_id.encode()}, "invalid")


def a_story(choose: random.Random) -> str:
    """Some hundred words of a local paper; hardly two share a sentence."""
    paragraphs = []
    for _ in range(3):
        person = f"{choose.choice(_FIRST)} {choose.choice(_LAST)}"
        facts = [
            f"{choose.choice(_WHO)} of {choose.choice(_TOWNS)} {choose.choice(_DID)} {choose.choice(_WHAT)} on "
            f"{choose.choice(_DAYS)} after {choose.randint(2, 90)} {choose.choice(_THINGS)} had "
            f"{choose.choice(_HAPPENED)} near the {choose.choice(_PLACES)}."
            for _ in range(2)
        ]
        said = f'"We counted {choose.randint(3, 9000)} {choose.choice(_THINGS)} by the {choose.choice(_PLACES)}," '
        paragraphs.append(" ".join([*facts, said + f"{person}, {choose.choice(_JOBS)}, told reporters."]))
    headline = f"{choose.choice(_TOWNS)} {choose.choice(_DID)} {choose.choice(_WHAT)}"
    return "\n\n".join([headline, *paragraphs])


_FIRST = ("Ada", "Bruno", "Carla", "Dmitri", "Edith", "Farid", "Greta", "Henrik", "Irma", "Jonas", "Keiko", "Lars")
_LAST = ("Alder", "Brandt", "Castell", "Dufour", "Ekberg", "Farrow", "Grimaldi", "Holm", "Ibsen", "Jansen", "Kovacs")
_TOWNS = ("Aldersund", "Brockhaven", "Casterly", "Dunmoor", "Eastwick", "Fernley", "Grantham", "Holloway", "Ivybridge")
_WHO = ("The council", "The harbour board", "Teachers", "Farmers", "The fire brigade", "The museum", "Shopkeepers")
_DID = ("reopened", "closed", "inspected", "welcomed", "rejected", "repaired", "celebrated", "questioned", "delayed")
_WHAT = ("the old bridge", "a new ferry", "the budget", "the winter market", "a school", "the tram line", "the dam")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_THINGS = ("boats", "letters", "trees", "lamps", "visitors", "bricks", "geese", "tickets", "barrels", "bicycles")
_HAPPENED = ("vanished", "arrived", "been counted", "been sold", "fallen", "gathered", "been found", "burned")
_PLACES = ("station", "river", "town hall", "quarry", "lighthouse", "library", "mill", "cathedral", "orchard")
_JOBS = ("the mayor", "a baker", "the harbour master", "a nurse", "the head teacher", "a farmer", "the archivist")

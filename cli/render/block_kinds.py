"""What becomes of a block: part of the story, a field of its own, or taken out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from shared.schemas.articles import Block, ReadableArticle, Role

Kind = Literal["story", "field", "out"]

_STORY: frozenset[Role] = frozenset({"body", "subheading", "list"})
# What these blocks say is kept, as a field of the article.
_FIELDS: frozenset[Role] = frozenset(
    {
        "headline", "section", "kicker", "dateline", "byline", "author_role", "biography", "reading_time", "timestamp",
        "standfirst", "caption", "credit", "teaser", "correction",
    }
)  # fmt: skip


def kind_of(role: Role) -> Kind:
    return "story" if role in _STORY else "field" if role in _FIELDS else "out"


def role_name(role: Role) -> str:
    """As people read it: ``author role``."""
    return role.replace("_", " ")


@dataclass(frozen=True)
class Passage:
    """A stretch of the source of one role and one kind of reason; a menu of thirty entries is one passage."""

    role: Role
    reason: str
    confidence: float
    words: tuple[str, ...]
    """The words of its blocks, one each."""
    characters: int

    @property
    def kind(self) -> Kind:
        return kind_of(self.role)


def passages(article: ReadableArticle) -> Iterator[Passage]:
    """The article's blocks in order, white space left out, neighbours of one role and one kind of reason as one.

    Parts of the story stay apart, since each is a paragraph.
    """
    run: list[Block] = []
    for block in article.blocks:
        if block.role == "blank":
            continue
        if run and (block.role != run[-1].role or block.role in _STORY or _kind(block) != _kind(run[-1])):
            yield _passage(article.source_text, run)
            run = []
        run.append(block)
    if run:
        yield _passage(article.source_text, run)


def _passage(source: str, run: list[Block]) -> Passage:
    return Passage(
        role=run[0].role,
        reason=run[0].reason if len(run) == 1 else _kind(run[0]),
        confidence=min(block.confidence for block in run),
        words=tuple(source[block.start : block.end].strip() for block in run),
        characters=sum(block.end - block.start for block in run),
    )


def _kind(block: Block) -> str:
    """The reason without its particulars: 'a page's standing words' of "a page's standing words: 'Share'"."""
    return block.reason.partition(":")[0]


def side_by_side(found: Iterable[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Rows of what is kept and, beside it, what was taken out right before it.

    A teaser is kept as a field, but stands with what was taken out of the story.
    """
    kept: list[Passage] = []
    removed: list[Passage] = []
    for passage in found:
        if passage.kind != "out" and passage.role != "teaser":
            kept.append(passage)
            continue
        if kept:
            yield kept, removed
            kept, removed = [], []
        removed.append(passage)
    yield kept, removed


def characters_by_kind(found: Iterable[Passage]) -> dict[Kind, int]:
    counts: dict[Kind, int] = {"story": 0, "field": 0, "out": 0}
    for passage in found:
        counts[passage.kind] += passage.characters
    return counts

"""What became of the articles that one command published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from shared.schemas.articles import ArticleIndexed
from shared.schemas.dead_letter import DeadLetter
from shared.streams.publish import Published
from shared.streams.watch import Happened


@dataclass(frozen=True)
class End:
    """An article has come to its end: in the index, or among the dead letters."""

    published: Published
    message: ArticleIndexed | DeadLetter
    dead_id: str | None = None

    @property
    def is_indexed(self) -> bool:
        return isinstance(self.message, ArticleIndexed)


class Outcomes:
    """The articles that are still on their way, and the ends that the others came to."""

    def __init__(self) -> None:
        self.ends: list[End] = []
        self._on_their_way: dict[str, Published] = {}
        self._of_article: dict[str, list[Published]] = {}
        self._early: dict[str, Happened] = {}

    def __len__(self) -> int:
        """How many are on their way."""
        return len(self._on_their_way)

    def add(self, published: Published) -> list[End]:
        """An article has been published; gives its end where that was heard of before."""
        self._on_their_way[published.correlation_id] = published
        self._of_article.setdefault(published.article_id, []).append(published)
        happened = self._early.pop(published.correlation_id, None)
        return self.take(happened) if happened is not None else []

    def take(self, happened: Happened) -> list[End]:
        """Something happened; gives what of ours has come to its end by it."""
        published = self._on_their_way.get(happened.correlation_id)
        if published is None:
            # Another's, or one of ours of which `add` is still to be told.
            self._early[happened.correlation_id] = happened
            return []
        dead_id = happened.entry_id if happened.kind == "dead" else None
        ended = [End(one, happened.message, dead_id) for one in self._ended_with(published, happened)]
        for end in ended:
            del self._on_their_way[end.published.correlation_id]
            self._of_article[end.published.article_id].remove(end.published)
        self.ends += ended
        return ended

    def summary(self) -> str:
        """Such as ``12 indexed (10 new, 2 unchanged), 1 dead letter``."""
        changes = Counter(end.message.change for end in self.ends if isinstance(end.message, ArticleIndexed))
        dead = len(self.ends) - changes.total()
        kinds = ", ".join(f"{number:,} {change}" for change, number in sorted(changes.items()))
        parts = [f"{changes.total():,} indexed" + (f" ({kinds})" if kinds else "")]
        if dead:
            parts.append(f"{dead:,} dead letter{'s' if dead > 1 else ''}")
        if len(self):
            parts.append(f"{len(self):,} still on their way")
        return ", ".join(parts)

    def _ended_with(self, published: Published, happened: Happened) -> list[Published]:
        """The article, and its earlier submissions: the index passes those over without a word once it has a later."""
        if happened.kind == "dead":
            return [published]
        place = submission_order(published.entry_id)
        return [one for one in self._of_article[published.article_id] if submission_order(one.entry_id) <= place]


def submission_order(entry_id: str) -> tuple[int, int]:
    """What sorts entry ids (``ms-seq``) as the stream has them."""
    ms, _, seq = entry_id.partition("-")
    return int(ms), int(seq or 0)

"""Decides what a delivered article means for the index: exactly once, whatever is delivered again or out of order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from shared.schemas.articles import Producer

Change = Literal["new", "revised", "reprocessed", "unchanged"]


class Submission(NamedTuple):
    """An ingest entry's id, ordered as Redis orders it: by number, not by letter."""

    ms: int
    seq: int


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one delivery of an article from another."""

    submission: Submission
    revision: str
    cleaned_by: str
    extracted_by: str
    arrival: Submission | None = None
    """When the result first came to the indexer, as an entry id; None where that is unknown."""

    def is_older_result_than(self, other: Version) -> bool:
        """Whether it came earlier, so that it must be a repeat that was held up; False where that is unknown."""
        return self.arrival is not None and other.arrival is not None and self.arrival < other.arrival

    def same_result(self, other: Version) -> bool:
        """Whether both hold the same content, processed by the same stages' versions."""
        return (self.revision, self.cleaned_by, self.extracted_by) == (
            other.revision,
            other.cleaned_by,
            other.extracted_by,
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the index noted when it took a version in."""

    version: Version
    change: Change
    indexed_at: str


@dataclass(frozen=True, slots=True)
class Write:
    """Put this version in the place of the article's current one."""

    change: Literal["new", "revised", "reprocessed"]


@dataclass(frozen=True, slots=True)
class Note:
    """Leave the article as it is; note that a newer submission brought the same."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """It was dealt with before: write nothing and report the same again."""

    change: Change
    indexed_at: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A newer submission of this article is in the index."""


Decision = Write | Note | Repeat | Stale


def decide(incoming: Version, current: Recorded | None, of_same_submission: Recorded | None) -> Decision:
    """What to do with `incoming`.

    `current` is what the index holds for the article (with the newest submission that brought it), and
    `of_same_submission` the last write, if any, that came from the same submission as `incoming`.
    """
    if current is None:
        return Write("new")
    if of_same_submission is not None and incoming.same_result(of_same_submission.version):
        return Repeat(of_same_submission.change, of_same_submission.indexed_at)
    if incoming.same_result(current.version):
        if incoming.submission > current.version.submission:
            return Note()
        if incoming.submission == current.version.submission:
            return Repeat(current.change, current.indexed_at)
        return Repeat("unchanged", current.indexed_at)
    if incoming.revision == current.version.revision:
        if incoming.is_older_result_than(current.version):
            return Repeat("unchanged", current.indexed_at)
        # Also from an older submission: reprocessing may start from the first of several that brought this revision.
        return Write("reprocessed")
    if incoming.submission < current.version.submission:
        return Stale()
    return Write("revised")


def parse_submission(entry_id: str) -> Submission:
    """Raises ValueError when `entry_id` is not of the form ``ms-seq``."""
    if not (match := re.fullmatch(r"(\d{1,18})-(\d{1,18})", entry_id, re.ASCII)):
        raise ValueError(f"{entry_id!r} is no stream entry id: it should look like 1762077600000-0")
    return Submission(int(match[1]), int(match[2]))


def producers_line(producers: tuple[Producer, ...]) -> str:
    """Names and versions in a fixed form, such as ``copydesk-rules 1; en_core_web_md 3.8.0``."""
    return "; ".join(f"{producer.name} {producer.version}" for producer in producers)

"""Turns labelled lines into blocks: a partition of the source text without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page
from shared.schemas.articles import Block

# Lines of these roles are one block each; runs of others with the same reason are put together.
_APART = frozenset({"body", "subheading", "list", "pull_quote", "headline", "caption", "teaser", "biography", "byline"})
_BLANK = "white space"


def blocks_of(page: Page, labels: Sequence[Label]) -> tuple[Block, ...]:
    """The blocks of the page, in order; together exactly ``source_text``."""
    blocks: list[Block] = []
    position = 0
    for start, end, label in _joined(_spans(page, labels)):
        if start > position:
            blocks.append(_block(position, start, Label("blank", _BLANK)))
        blocks.append(_block(start, end, label))
        position = end
    rest = page.source_text[position:]
    if rest:
        unread = Label("other", "follows the last of the lines that are judged", 0.2)
        blocks.append(_block(position, len(page.source_text), unread if rest.strip() else Label("blank", _BLANK)))
    return tuple(blocks)


def _joined(spans: Iterable[tuple[int, int, Label]]) -> Iterator[tuple[int, int, Label]]:
    """The spans, those that follow each other with the same role and reason as one."""
    first: tuple[int, int, Label] | None = None
    for span in spans:
        if first is None:
            first = span
            continue
        begin, _, before = first
        start, end, label = span
        if before.role == label.role and before.reason == label.reason and label.role not in _APART:
            first = begin, end, before if before.confidence <= label.confidence else label
        else:
            yield first
            first = start, end, label
    if first is not None:
        yield first


def _spans(page: Page, labels: Sequence[Label]) -> Iterator[tuple[int, int, Label]]:
    for line, label in zip(page.lines, labels, strict=True):
        if (
            label.role == "caption"
            and len(line.text) == line.end - line.start
            and (span := credit_span(line.text)) is not None
            and span[0] > 0
        ):
            start, end, why = span
            words_end = len(line.text[:start].rstrip())
            yield (
                line.start,
                line.start + words_end,
                Label("caption", f"photo caption: its credit is '{line.text[start:end][-60:]}'", label.confidence),
            )
            yield line.start + start, line.start + end, Label("credit", why, label.confidence)
            if end < len(line.text.rstrip()):
                yield line.start + end, line.end, label
        else:
            yield line.start, line.end, label


def _block(start: int, end: int, label: Label) -> Block:
    return Block(start=start, end=end, role=label.role, reason=label.reason, confidence=label.confidence)

"""Words in quotation marks that no statement holds yet: they belong to the statement that their sentence reports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.quote_drafts import Draft

# Fewer words in marks may be a name or a term that the writer sets apart.
_FEWEST_WORDS = 1


def reach_quotations(drafts: Sequence[Draft], quotations: Sequence[Quotation], layout: Layout) -> None:
    """Widen reported statements to the words in marks that follow them in their sentence.

    He said the plan was ready, and that it would "not cost a cent".
    """
    held = sorted((start, end) for draft in drafts for start, end in draft.parts)
    starts = [start for start, _ in held]
    for number, quotation in enumerate(quotations):
        at = bisect_right(starts, quotation.inner_start) - 1
        if at >= 0 and quotation.inner_start < held[at][1]:
            continue
        if not is_wording(quotation, layout):
            continue
        first, last = layout.quoted[number]
        draft = _statement_before(drafts, first, layout)
        if draft is not None:
            draft.parts[-1] = draft.parts[-1][0], quotation.end
            draft.content = (*draft.content[:-1], (draft.content[-1][0], last))
            draft.type = "mixed"


def is_wording(quotation: Quotation, layout: Layout) -> bool:
    """Whether the marks hold somebody's wording rather than a title, a name or a term."""
    words = layout.text[quotation.inner_start : quotation.inner_end].split()
    return len(words) >= _FEWEST_WORDS and any(word[0].islower() for word in words if len(word) > 3)


def _statement_before(drafts: Sequence[Draft], first: int, layout: Layout) -> Draft | None:
    """The nearest statement that ends before the quotation in its sentence, behind the words that report it."""
    sentence = layout.sentence_of[first]
    nearest = None
    for draft in drafts:
        if draft.verb is None or not draft.content or layout.sentence_of[draft.verb.i] != sentence:
            continue
        start, end = draft.content[-1]
        if draft.verb.i < start and end <= first and (nearest is None or end > nearest.content[-1][1]):
            nearest = draft
    return nearest

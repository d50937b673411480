"""Link quotations to each other: a denial to the statement that it answers, a repetition to its first time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.extractor.quotations.quotation_marks import find_quotations
from services.extractor.quotations.repeats import SaidBefore
from shared.schemas.articles import Quote

# What a statement is called by what answers it: "the claim", "those allegations", "it".
_STATEMENT = re.compile(
    r"(?:the|this|that|these|those|such|his|her|their)\s+(?:\w+\s+){0,2}"
    r"(?:claim|statement|remark|comment|assertion|allegation|accusation|charge|report|suggestion|argument|criticism)s?\b"
    r"|it\b|this\b|that$",
    re.IGNORECASE,
)
_ANSWERING = frozenset({"denial"})
_WORD = re.compile(r"\w+")
# A headline with more quotations is none.
_MOST_IN_HEADLINE = 20


def link_answers(quotes: Sequence[Quote], text: str) -> tuple[Quote, ...]:
    """The quotations, where the text says so with ``answers`` (the statement denied) and ``repeats`` (said before).

    Both are positions in the returned tuple. Nothing is judged: the words of a denial must speak of a statement.
    A report that a statement contradicts something is no quotation; it stays with that statement as ``disputed``.
    """
    linked: list[Quote] = []
    said_before = SaidBefore()
    for quote in quotes:
        denies = quote.cue is not None and quote.cue.kind in _ANSWERING
        spoken_of = quote.speaker and text[quote.speaker.start : quote.speaker.end]
        if (
            denies
            and linked
            and spoken_of
            and _STATEMENT.match(spoken_of)
            and quote.speaker
            and not quote.speaker.entity
        ):
            assert quote.speaker.start is not None
            start, end = quote.speaker.start, max(part.end for part in quote.parts)
            linked[-1] = linked[-1].model_copy(update={"disputed": text[start:end]})
            continue
        changes: dict[str, int] = {}
        if denies and quote.type == "indirect" and _STATEMENT.match(quote.text):
            answered = _statement_before(linked, quote)
            if answered is not None:
                changes["answers"] = answered
        words = words_in_marks(quote)
        said = said_before.find_or_add(words, len(linked))
        if said is not None:
            changes["repeats"] = said
        linked.append(quote.model_copy(update=changes) if changes else quote)
    return tuple(linked)


def with_headline(quotes: Sequence[Quote], headline: str | None) -> tuple[Quote, ...]:
    """The quotations, with ``in_headline`` where words that stand in marks in the headline are theirs."""
    quotations = find_quotations(headline or "")[:_MOST_IN_HEADLINE]
    marked = [_normal((headline or "")[q.inner_start : q.inner_end]) for q in quotations]
    if not any(marked):
        return tuple(quotes)
    return tuple(
        quote.model_copy(update={"in_headline": True}) if _holds_any(_normal(quote.text), marked) else quote
        for quote in quotes
    )


def _holds_any(text: str, words: Sequence[str]) -> bool:
    return any(f" {some} " in f" {text} " for some in words if some)


def words_in_marks(quote: Quote) -> str:
    """The words that are somebody's own, without signs: all of a direct quotation, those in marks of a mixed one."""
    if quote.type == "indirect":
        return ""
    if quote.type == "direct":
        return _normal(quote.text)
    longest = max(find_quotations(quote.text), key=lambda marks: marks.inner_end - marks.inner_start, default=None)
    return _normal(quote.text[longest.inner_start : longest.inner_end]) if longest else ""


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _statement_before(linked: Sequence[Quote], denial: Quote) -> int | None:
    """The nearest statement before the denial by somebody else."""
    for number in range(len(linked) - 1, max(len(linked) - 6, -1), -1):
        other = linked[number].speaker
        if other is not None and denial.speaker is not None and other.name != denial.speaker.name:
            return number
    return None

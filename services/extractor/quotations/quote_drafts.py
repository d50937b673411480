"""Bring utterances and reports together: which words are whose, before anyone is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.quotations.covers import Covers
from services.extractor.quotations.cues import CueWord
from services.extractor.quotations.direct_speech import Utterance, find_utterances
from services.extractor.quotations.labels import find_labelled
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.statements import Report, find_reports
from services.extractor.quotations.token_ranges import clip

Offsets = tuple[int, int]
QuoteType = Literal["direct", "indirect", "mixed"]


@dataclass
class Draft:
    """A quotation on its way: where its parts stand, in characters, and the cue, speaker and addressee in tokens."""

    parts: list[Offsets]
    type: QuoteType
    cue: Offsets | None = None
    verb: Token | None = None
    word: CueWord | None = None
    agent: Token | None = None
    addressee: Token | None = None
    content: Sequence[tuple[int, int]] = ()
    paragraph: int = 0

    @property
    def is_carried(self) -> bool:
        """Whether no cue stands by, so that the speaker is that of the words before."""
        return self.cue is None


def draft_quotes(doc: Doc, quotations: Sequence[Quotation], layout: Layout) -> list[Draft]:
    """Every quotation and reported statement, in order of the text; none that is reported within another."""
    reports = find_reports(doc, layout)
    utterances = find_utterances(doc, quotations, layout)
    drafts = [
        *_labelled(doc, layout),
        *_uttered(doc, quotations, layout, utterances, reports),
        *_reported(doc, quotations, layout, utterances, reports),
    ]
    drafts.sort(key=lambda draft: draft.parts[0])
    return _joined(list(_outermost(drafts)), layout)


def _labelled(doc: Doc, layout: Layout) -> Iterator[Draft]:
    for label in find_labelled(doc, layout):
        inside = {layout.quotation_of[i] >= 0 for i in range(label.start, label.end) if doc[i].is_alpha}
        kind: QuoteType = (
            "direct" if label.is_verbatim or inside == {True} else "mixed" if True in inside else "indirect"
        )
        cue = _offsets(doc, (label.colon, label.colon + 1))
        yield Draft(
            [_offsets(doc, (label.start, label.end))],
            kind,
            cue,
            agent=label.name,
            paragraph=layout.paragraph_of[label.start],
        )


def _uttered(
    doc: Doc,
    quotations: Sequence[Quotation],
    layout: Layout,
    utterances: Sequence[Utterance],
    reports: Sequence[Report],
) -> Iterator[Draft]:
    by_verb = {report.verb: report for report in reports}
    for utterance in utterances:
        first = utterance.quotations[0]
        parts = [_inner(layout.text, quotations[number]) for number in utterance.quotations]
        parts = [part for part in parts if part[0] < part[1]]
        if not parts:
            continue
        draft = Draft(parts, "direct", paragraph=layout.paragraph_of[layout.quoted[first][0]])
        if utterance.lead is not None and doc[utterance.lead].idx < quotations[first].start:
            draft.type = "mixed"
            parts[0] = (doc[utterance.lead].idx, quotations[first].end)
        verb = utterance.verb
        if verb is not None:
            report = by_verb.get(verb.i)
            draft.verb, draft.word, draft.agent = verb, utterance.word, utterance.agent
            draft.cue = _offsets(doc, report.cue if report else (verb.i, verb.i + 1))
            draft.addressee = report.addressee if report else None
        yield draft


def _reported(
    doc: Doc,
    quotations: Sequence[Quotation],
    layout: Layout,
    utterances: Sequence[Utterance],
    reports: Sequence[Report],
) -> Iterator[Draft]:
    used = {number for utterance in utterances for number in utterance.quotations}
    taken = {utterance.verb.i for utterance in utterances if utterance.verb is not None}
    cued: dict[int, list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        if utterance.verb is not None:
            cued[layout.sentence_of[utterance.verb.i]].append(utterance)
    for report in reports:
        if report.verb in taken or not report.content:
            continue
        content = _without_speech(doc, report, cued.get(layout.sentence_of[report.verb], ()), layout)
        inside = [layout.quotation_of[i] for start, end in content for i in range(start, end) if doc[i].is_alpha]
        if all(number in used for number in inside):
            continue
        quoted = [number >= 0 for number in inside]
        begun = {number for number in inside if number >= 0 and layout.quoted[number][0] > content[0][0]}
        yield Draft(
            _snapped([_offsets(doc, part) for part in content], quotations, begun | set(inside) - used - {-1}),
            "direct" if all(quoted) else "mixed" if any(quoted) else "indirect",
            _offsets(doc, report.cue),
            doc[report.verb],
            report.word,
            report.agent,
            report.addressee,
            content,
            layout.paragraph_of[report.verb],
        )


def _without_speech(
    doc: Doc, report: Report, utterances: Sequence[Utterance], layout: Layout
) -> tuple[tuple[int, int], ...]:
    """What a report holds, without the speech in it that has a cue of its own; ``utterances`` are its sentence's.

    "It is over," Lee said, according to Reuters: the words are Lee's. He called it late, adding, "Let us go."
    """
    for utterance in utterances:
        verb = utterance.verb
        if verb is None or verb.i == report.verb:
            continue
        first, _ = layout.quoted[utterance.quotations[0]]
        if not all(any(start <= i < end for start, end in report.content) for i in (verb.i, first)):
            continue
        if report.content[0][0] < report.verb:
            return ()
        if verb.tag_ == "VBG" and verb.i < first:
            cut = verb.left_edge.i
            if doc[cut - 1].lower_ == "by":
                return ()
            if doc[cut - 1].lower_ == "with":
                cut -= 1
            elif not any(child.dep_ == "nsubj" for child in verb.lefts):
                utterance.agent = report.agent
            return clip([(start, min(end, cut)) for start, end in report.content], doc[report.verb], layout)
    return report.content


def _joined(drafts: Sequence[Draft], layout: Layout) -> list[Draft]:
    """Words in marks without a cue go on with the statement before them, if that is the sentence before.

    The plan was "unwise", she said. "It cannot work."
    """
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if draft.is_carried and before is not None and _goes_on(before, draft, layout):
            before.parts.extend(draft.parts)
            before.type = "mixed"
        else:
            joined.append(draft)
    return joined


def _goes_on(before: Draft, draft: Draft, layout: Layout) -> bool:
    """Whether the quotation stands in the statement's sentence, or begins the next one where that had marks too."""
    if before.verb is None or before.type == "direct" or before.parts[-1][1] > draft.parts[0][0]:
        return False
    first = layout.token_at(draft.parts[0][0])
    said = max(before.verb.i, layout.token_at(before.parts[-1][1] - 1))
    if layout.paragraph_of[first] != layout.paragraph_of[said]:
        return False
    apart = layout.sentence_of[first] - layout.sentence_of[said]
    return apart == 0 or (apart == 1 and before.type == "mixed")


def _snapped(parts: list[Offsets], quotations: Sequence[Quotation], touched: Iterable[int]) -> list[Offsets]:
    """The parts, widened so that they hold the quotations whole that they reach into."""
    for number in sorted(touched):
        start, end = quotations[number].start, quotations[number].end
        parts = [(min(a, start), max(b, end)) if a < end and b > start else (a, b) for a, b in parts]
    merged: list[Offsets] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _outermost(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without those that are reported within another's words, who then answers for them."""
    covers = Covers((start, end, number) for number, draft in enumerate(drafts) for start, end in draft.parts)
    for number, draft in enumerate(drafts):
        if not covers.hold(draft.cue[0] if draft.cue else draft.parts[0][0], but=number):
            yield draft


def _inner(text: str, quotation: Quotation) -> Offsets:
    start, end = quotation.inner_start, quotation.inner_end
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _offsets(doc: Doc, tokens: tuple[int, int]) -> Offsets:
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)

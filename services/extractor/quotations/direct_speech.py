"""Put quotations together to utterances: the words in marks, with the cue beside them and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from services.extractor.quotations.cues import CueWord
from services.extractor.quotations.cues_beside import cue_beside, signature_after, subject_before_colon
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.scare_quotes import is_utterance
from services.extractor.quotations.tags import FINITE


@dataclass
class Utterance:
    """Quotations of one speaker under one cue, by their numbers.

    ``verb`` is None where no cue stands beside them. ``lead`` is the token after the cue where the sentence already
    reports before the marks open: he said [it was over: "We lost."]
    """

    quotations: list[int]
    paragraph: int
    verb: Token | None = None
    word: CueWord | None = None
    agent: Token | None = None
    lead: int | None = None


def find_utterances(doc: Doc, quotations: Sequence[Quotation], layout: Layout) -> list[Utterance]:
    """The utterances in order; quotations that are only a word or a phrase of another's sentence belong to none."""
    utterances: list[Utterance] = []
    running = False
    for number, quotation in enumerate(quotations):
        first, last = layout.quoted[number]
        if first >= last:
            continue
        if not is_utterance(doc, quotations, layout, number):
            running = False
            continue
        paragraph = layout.paragraph_of[first]
        latest = utterances[-1] if utterances else None
        cue = cue_beside(doc, quotations, layout, number)
        if cue is None and not running and not _stands_alone(doc, layout, latest, number):
            running = False
            continue
        joins = latest is not None and (
            running
            or (cue is None and _follows_on(doc, layout, latest, number))
            or (
                cue is not None
                and (latest.verb == cue[0] or (latest.verb is None and _adjoins(doc, layout, latest, number)))
            )
        )
        if latest is None or not joins:
            latest = Utterance([], paragraph)
            utterances.append(latest)
        latest.quotations.append(number)
        latest.paragraph = paragraph
        if cue is None and latest.verb is None and latest.agent is None:
            latest.agent = signature_after(doc, last) or subject_before_colon(doc, layout, first)
        if cue is not None and latest.verb is None:
            latest.verb, latest.word, latest.agent = cue
            latest.lead = _lead(layout, latest.verb, first)
        running = quotation.runs_on
    return utterances


def _stands_alone(doc: Doc, layout: Layout, latest: Utterance | None, number: int) -> bool:
    """Whether a quotation without a cue is speech all the same: a sentence, and not an apposition's title."""
    first, last = layout.quoted[number]
    if latest is not None and _follows_on(doc, layout, latest, number):
        return True
    if first > 0 and doc[first - 1].text in (",", "-", "–", "—", ")"):
        return False
    return any(token.tag_ in FINITE for token in doc[first:last]) or doc[last - 2].text in ("?", "!")


def _follows_on(doc: Doc, layout: Layout, latest: Utterance, number: int) -> bool:
    """Whether a quotation without a cue goes on with the one before it."""
    first, _ = layout.quoted[number]
    end = layout.quoted[latest.quotations[-1]][1]
    if layout.paragraph_of[first] == layout.paragraph_of[end - 1]:
        return True
    if layout.paragraph_of[first] != layout.paragraph_of[end - 1] + 1:
        return False
    return all(token.is_space or token.is_punct for token in doc[end:first])


def _adjoins(doc: Doc, layout: Layout, latest: Utterance, number: int) -> bool:
    """Whether nothing stands between a quotation without a cue and this one, which has it."""
    first, _ = layout.quoted[number]
    end = layout.quoted[latest.quotations[-1]][1]
    return first - end <= 3 and all(token.is_space or token.is_punct for token in doc[end:first])


def _lead(layout: Layout, verb: Token, first: int) -> int | None:
    """Where the report begins that leads to the marks: a clause of its own between cue and quotation."""
    if verb.i >= first:
        return None
    between = verb.doc[verb.i + 1 : first]
    if not any(token.tag_ in FINITE for token in between):
        return None
    return next((c.left_edge.i for c in verb.rights if c.dep_ in ("ccomp", "xcomp") and c.i < first), None)

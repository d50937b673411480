"""Put quotations together to utterances: the words in marks, with the cue beside them and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from services.extractor.cues import CueWord, verb_cue
from services.extractor.layout import Layout
from services.extractor.quotation_marks import Quotation
from services.extractor.statements import agent_of

_TAG_FOLLOWS = (",", "?", "!", "—", "–", "-", "…", "...")
_UTTERANCE_ENDS = (".", *_TAG_FOLLOWS)
# How far from the marks the cue may stand: beyond it lies another thought.
_FURTHEST_CUE = 40


@dataclass
class Utterance:
    """Quotations of one speaker under one cue, by their numbers; ``verb`` is None where no cue stands by."""

    quotations: list[int]
    verb: Token | None = None
    word: CueWord | None = None
    agent: Token | None = None
    carried: bool = False
    paragraph: int = field(default=0)


def find_utterances(doc: Doc, quotations: Sequence[Quotation], layout: Layout) -> list[Utterance]:
    """The utterances in order; quotations that are only a word or a phrase of another's sentence belong to none."""
    utterances: list[Utterance] = []
    running = False
    for number, quotation in enumerate(quotations):
        first, last = layout.quoted[number]
        if first >= last:
            continue
        paragraph = layout.paragraph_of[first]
        latest = utterances[-1] if utterances else None
        cue = (
            _cue_beside(doc, quotations, layout, number)
            if is_utterance(doc.text, quotation, layout, doc, number)
            else None
        )
        if cue is not None:
            verb, word, agent = cue
            if latest is not None and (latest.verb == verb or running):
                latest.quotations.append(number)
                if latest.verb is None:
                    latest.verb, latest.word, latest.agent, latest.carried = verb, word, agent, False
            else:
                utterances.append(Utterance([number], verb, word, agent, paragraph=paragraph))
        elif is_utterance(doc.text, quotation, layout, doc, number):
            if latest is not None and (running or latest.paragraph == paragraph):
                latest.quotations.append(number)
            else:
                utterances.append(Utterance([number], carried=True, paragraph=paragraph))
        else:
            running = False
            continue
        utterances[-1].paragraph = paragraph
        running = quotation.runs_on
    return utterances


def is_utterance(text: str, quotation: Quotation, layout: Layout, doc: Doc, number: int) -> bool:
    """Whether the marks hold somebody's sentence rather than a word or phrase in the writer's own."""
    inner = text[quotation.inner_start : quotation.inner_end].rstrip()
    after = text[quotation.end : quotation.end + 2].lstrip()
    if not quotation.closed:
        return True
    stopped = inner.endswith(_UTTERANCE_ENDS) or after.startswith((",", "—", "–", "."))
    if not stopped:
        return False
    before = text[: quotation.start].rstrip(" ")
    first, _ = layout.quoted[number]
    begins = not before or before.endswith(("\n", ".", "!", "?", ":", ",", "—", "–", "”", '"', "’", "'", ")", "…"))
    capital = inner[:1].isupper() or not inner[:1].isalpha()
    if begins:
        return capital or (before.endswith((":", ",", "—", "–")) and len(inner.split()) > 3)
    return capital and len(inner.split()) > 2 and bool(verb_cue(doc[first - 1].lower_))


def _cue_beside(
    doc: Doc, quotations: Sequence[Quotation], layout: Layout, number: int
) -> tuple[Token, CueWord, Token | None] | None:
    """The cue after the quotation, else the one before it."""
    text = doc.text
    quotation = quotations[number]
    first, last = layout.quoted[number]
    inner = text[quotation.inner_start : quotation.inner_end].rstrip()
    following = doc[last] if last < len(doc) else None
    before = text[: quotation.start].rstrip(" ")
    introduced = before.endswith((",", ":")) or (first > 0 and bool(verb_cue(doc[first - 1].lower_)))
    tagged = (
        following is not None
        and not following.is_space
        and (inner.endswith(_TAG_FOLLOWS) or following.text in (",", "—", "–") or following.text[:1].islower())
    )
    if (introduced and before.endswith(":")) or (introduced and not tagged):
        return _cue_before(doc, layout, first)
    if tagged:
        found = _cue_after(doc, layout, last)
        if found is not None:
            return found
    return _cue_before(doc, layout, first) if introduced else None


def _cue_after(doc: Doc, layout: Layout, start: int) -> tuple[Token, CueWord, Token | None] | None:
    paragraph = layout.paragraph_of[start]
    for token in doc[start : start + _FURTHEST_CUE]:
        i = token.i
        if layout.quotation_of[i] >= 0 or layout.paragraph_of[i] != paragraph:
            return None
        if token.tag_.startswith("VB") and (words := _quoting(token)) is not None:
            return token, words, _agent_near(token, start)
        if token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
            source = next((n for n in doc[i + 1].rights if n.dep_ == "pobj"), None)
            return token, CueWord("according to", "neutral", frozenset()), source
        if token.text in (".", "?", "!", ";"):
            return None
    return None


def _cue_before(doc: Doc, layout: Layout, end: int) -> tuple[Token, CueWord, Token | None] | None:
    if end == 0:
        return None
    start = max(layout.sentences[layout.sentence_of[end - 1]][0], end - _FURTHEST_CUE)
    for i in range(end - 1, start - 1, -1):
        token = doc[i]
        if layout.quotation_of[i] >= 0:
            return None
        if token.tag_.startswith("VB") and (word := _quoting(token)) is not None and token.dep_ not in ("amod", "aux"):
            return token, word, agent_of(token)
    return None


def _quoting(token: Token) -> CueWord | None:
    words = verb_cue(token.lower_)
    return next((w for w in words if not w.particle and (w.takes("quote") or w.takes("that"))), None) or (
        words[0] if words and words[0].takes("quote") else None
    )


def _agent_near(verb: Token, start: int) -> Token | None:
    """The speaker of a cue that follows a quotation, where the parse has none: the words before it or after it."""
    agent = agent_of(verb)
    if agent is not None and agent.i >= start:
        return agent
    nouns = ("NN", "NNS", "NNP", "NNPS", "PRP")
    between = [token for token in verb.doc[start : verb.i] if token.tag_ in nouns]
    if between:
        return _top(between[-1], start, verb.i)
    following = [t for t in verb.doc[verb.i + 1 : verb.i + 8] if t.tag_ in nouns]
    if following and following[0].i - verb.i <= 4:
        return _top(following[0], verb.i + 1, len(verb.doc))
    return agent


def _top(noun: Token, start: int, end: int) -> Token:
    """The head of the noun phrase, within the given tokens."""
    while noun.dep_ in ("compound", "nmod", "poss") and start <= noun.head.i < end:
        noun = noun.head
    return noun

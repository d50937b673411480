"""Put quotations together to utterances: the words in marks, with the cue beside them and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from services.extractor.agents import agent_of
from services.extractor.cues import CueWord, verb_cue
from services.extractor.layout import Layout
from services.extractor.quotation_marks import Quotation

_TAG_FOLLOWS = (",", "?", "!", "—", "–", "-", "…", "...")
_UTTERANCE_ENDS = (".", *_TAG_FOLLOWS)
_AFTER_STOP = ("\n", ".", "!", "?", ":", ",", ";", "—", "–", "-", "”", '"', "’", "'", ")", "]", "…", ">")
_SPACES = " \t\u00a0\u2009\u200a\u202f"
_INNER_END = " \n\"'’”»`"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
# How far from the marks the cue may stand: beyond it lies another thought.
_FURTHEST_CUE = 40

_CueBeside = tuple[Token, CueWord, Token | None]


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
        cue = _cue_beside(doc, quotations, layout, number)
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
            latest.agent = _signature(doc, last) or _subject_before_colon(doc, layout, first)
        if cue is not None and latest.verb is None:
            latest.verb, latest.word, latest.agent = cue
            latest.lead = _lead(layout, latest.verb, first)
        running = quotation.runs_on
    return utterances


def _signature(doc: Doc, start: int) -> Token | None:
    """The name behind a dash that signs a quotation: "It is over." — Tom Hale, farmer"""
    i = start
    while i < len(doc) and doc[i].is_space:
        i += 1
    if i + 1 >= len(doc) or doc[i].text not in ("-", "—", "–", "--", "―"):
        return None
    i += 1
    name = None
    while i < len(doc) and doc[i].tag_ in ("NNP", "NNPS", "HYPH"):
        name = doc[i]
        i += 1
    return name


def is_utterance(doc: Doc, quotations: Sequence[Quotation], layout: Layout, number: int) -> bool:
    """Whether the marks hold somebody's sentence rather than a title, or a word or phrase in the writer's own."""
    text = layout.text
    quotation = quotations[number]
    inner = text[quotation.inner_start : quotation.inner_end].strip(_INNER_END)
    words = inner.split()
    if not words:
        return False
    if not quotation.closed:
        return True
    first, last = layout.quoted[number]
    before = text[max(quotation.start - 40, 0) : quotation.start].rstrip(_SPACES)
    after = text[quotation.end : quotation.end + 2].lstrip(_SPACES)
    stopped = inner.endswith(_UTTERANCE_ENDS) or after.startswith((",", "—", "–", "."))
    begins = not before or before.endswith(_AFTER_STOP)
    cued = first > 0 and bool(verb_cue(doc[first - 1].lower_))
    if not stopped:
        return begins and len(words) > 3 and _tag_follows(doc, layout, last)
    if not inner[0].isalpha() or inner[0].isupper():
        if (
            not cued
            and not before.endswith(":")
            and not inner.endswith(("?", "!"))
            and _is_title(doc, words, first, last)
        ):
            return False
        return begins or (cued and len(words) > 1)
    if begins and not before.endswith((":", "\n")):
        return len(words) > 3 and (
            cued or bool(verb_cue(doc[first - 2].lower_)) or inner.endswith(_TAG_FOLLOWS) or _resumes(layout, number)
        )
    return begins


def _resumes(layout: Layout, number: int) -> bool:
    """Whether an earlier quotation began the sentence: "A," he said, "and b."""
    first, _ = layout.quoted[number]
    return number > 0 and layout.sentence_of[layout.quoted[number - 1][0]] == layout.sentence_of[first]


def _is_title(doc: Doc, words: Sequence[str], first: int, last: int) -> bool:
    """Whether it reads like the title of a book or a programme: capitals and no verb that says something."""
    if len(words) > 12 or any(word[0].islower() for word in words if len(word) > 3):
        return False
    return not any(token.tag_ in _FINITE or token.tag_ == "PRP" for token in doc[first:last])


def _tag_follows(doc: Doc, layout: Layout, start: int) -> bool:
    """Whether name and cue, or cue and name, follow at once though no comma tells: "It is over" Lee said."""
    for token in doc[start : start + 5]:
        if layout.quotation_of[token.i] >= 0 or token.is_punct or token.is_space:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            word = _quoting(token)
            return word is not None and not any(child.dep_ == "ccomp" and child.i > token.i for child in token.rights)
    return False


def _stands_alone(doc: Doc, layout: Layout, latest: Utterance | None, number: int) -> bool:
    """Whether a quotation without a cue is speech all the same: a sentence, and not an apposition's title."""
    first, last = layout.quoted[number]
    if latest is not None and _follows_on(doc, layout, latest, number):
        return True
    if first > 0 and doc[first - 1].text in (",", "-", "–", "—", ")"):
        return False
    return any(token.tag_ in _FINITE for token in doc[first:last]) or doc[last - 2].text in ("?", "!")


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
    if not any(token.tag_ in _FINITE for token in between):
        return None
    return next((c.left_edge.i for c in verb.rights if c.dep_ in ("ccomp", "xcomp") and c.i < first), None)


def _cue_beside(doc: Doc, quotations: Sequence[Quotation], layout: Layout, number: int) -> _CueBeside | None:
    """The cue after the quotation, else the one before it; the other way round where a colon or the cue introduces."""
    text = layout.text
    quotation = quotations[number]
    first, last = layout.quoted[number]
    inner = text[quotation.inner_start : quotation.inner_end].rstrip(_INNER_END)
    before = text[max(quotation.start - 40, 0) : quotation.start].rstrip(_SPACES)
    following = doc[last] if last < len(doc) else None
    cued = first > 0 and bool(verb_cue(doc[first - 1].lower_))
    introduced = cued or before.endswith((",", ":"))
    tagged = (
        following is not None
        and not following.is_space
        and (inner.endswith(_TAG_FOLLOWS) or following.text in (",", "—", "–") or following.text[:1].islower())
    ) or not inner.endswith(_UTTERANCE_ENDS)
    found = None
    if before.endswith("\n") and before.rstrip().endswith(":"):  # the paragraph before introduces: He told them:
        found = _cue_before(
            doc, layout, max(layout.token_at(quotation.start - 1 - len(before) + len(before.rstrip())), 1)
        )
    if cued or before.endswith(":") or (introduced and not tagged):
        found = _cue_before(doc, layout, first)
    if found is None and tagged:
        found = _cue_after(doc, layout, last)
    if found is None and introduced:
        found = _cue_before(doc, layout, first)
    return found


def _subject_before_colon(doc: Doc, layout: Layout, first: int) -> Token | None:
    """The subject of the clause that a colon ends, whatever its verb: Lee released a statement: "It is over." """
    colon = next((i for i in range(first - 1, max(first - 4, -1), -1) if doc[i].text == ":"), None)
    if colon is None:
        return None
    for i in range(colon - 1, layout.sentences[layout.sentence_of[colon]][0] - 1, -1):
        token = doc[i]
        if token.dep_ == "nsubj" and token.head.dep_ != "relcl" and token.head.tag_.startswith("VB"):
            return token
    return None


def _cue_after(doc: Doc, layout: Layout, start: int) -> _CueBeside | None:
    if start >= len(doc):
        return None
    paragraph = layout.paragraph_of[start]
    for token in doc[start : start + _FURTHEST_CUE]:
        i = token.i
        if layout.quotation_of[i] >= 0 or layout.paragraph_of[i] != paragraph:
            return None
        if token.tag_.startswith("VB") and (word := _quoting(token)) is not None:
            return token, word, _agent_near(token, start)
        if token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
            source = next((n for n in doc[i + 1].rights if n.dep_ == "pobj"), None)
            return token, CueWord("according to", "neutral", frozenset()), source
        if token.text in (".", "?", "!", ";"):
            return None
    return None


def _cue_before(doc: Doc, layout: Layout, end: int) -> _CueBeside | None:
    if end == 0:
        return None
    start = max(layout.sentences[layout.sentence_of[end - 1]][0], end - _FURTHEST_CUE)
    for i in range(end - 1, start - 1, -1):
        token = doc[i]
        if layout.quotation_of[i] >= 0:
            return None
        if token.tag_.startswith("VB") and token.dep_ not in ("amod", "aux") and (word := _quoting(token)) is not None:
            return token, word, agent_of(token)
    return None


def _quoting(token: Token) -> CueWord | None:
    words = verb_cue(token.lower_)
    plain = next((w for w in words if not w.particle and (w.takes("quote") or w.takes("that"))), None)
    return plain or next((w for w in words if w.takes("quote")), None)


def _agent_near(verb: Token, start: int) -> Token | None:
    """The speaker of a cue that follows a quotation, where the parse has none: the words before it or after it."""
    agent = agent_of(verb)
    if agent is not None and agent.i >= start:
        return agent
    between = [token for token in verb.doc[start : verb.i] if token.tag_ in _NOUNS]
    if between:
        return _top(between[-1], start, verb.i)
    following = [token for token in verb.doc[verb.i + 1 : verb.i + 8] if token.tag_ in _NOUNS]
    if following and following[0].i - verb.i <= 4:
        return _top(following[0], verb.i + 1, len(verb.doc))
    return agent


def _top(noun: Token, start: int, end: int) -> Token:
    """The head of the noun phrase, within the given tokens."""
    while noun.dep_ in ("compound", "nmod", "poss") and start <= noun.head.i < end:
        noun = noun.head
    return noun

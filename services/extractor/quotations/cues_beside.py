"""Find the cue beside a quotation, and who speaks by it: before the marks, behind them, or in a signature."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import agent_of
from services.extractor.quotations.cues import CueWord, quoting_word, verb_cue
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.scare_quotes import INNER_END, SPACES, TAG_FOLLOWS, UTTERANCE_ENDS
from services.extractor.quotations.tags import NOUNS

# How far from the marks the cue may stand: beyond it lies another thought.
_FURTHEST_CUE = 40
_PUT = frozenset({"put", "puts", "putting"})
_PUT_IT = CueWord("put it", "neutral", frozenset({"quote"}))
CueBeside = tuple[Token, CueWord, Token | None]


def cue_beside(doc: Doc, quotations: Sequence[Quotation], layout: Layout, number: int) -> CueBeside | None:
    """The cue after the quotation, else the one before it; the other way round where a colon or the cue introduces."""
    text = layout.text
    quotation = quotations[number]
    first, last = layout.quoted[number]
    inner = text[quotation.inner_start : quotation.inner_end].rstrip(INNER_END)
    before = text[max(quotation.start - 40, 0) : quotation.start].rstrip(SPACES)
    following = doc[last] if last < len(doc) else None
    cued = first > 0 and bool(verb_cue(doc[first - 1].lower_))
    introduced = cued or before.endswith((",", ":"))
    tagged = (
        following is not None
        and not following.is_space
        and (inner.endswith(TAG_FOLLOWS) or following.text in (",", "—", "–") or following.text[:1].islower())
    ) or not inner.endswith(UTTERANCE_ENDS)
    found = None
    if before.endswith("\n") and before.rstrip().endswith(":"):  # the paragraph before introduces: He told them:
        found = _cue_before(
            doc, layout, max(layout.token_at(quotation.start - 1 - len(before) + len(before.rstrip())), 1)
        )
    if found is None and before.endswith(":") and inner.endswith(","):  # Of the dam she was sure: "It holds," she said.
        found = _cue_after(doc, layout, last)
    if found is None and (cued or before.endswith(":") or (introduced and not tagged)):
        found = _cue_before(doc, layout, first)
    if found is None and tagged:
        found = _cue_after(doc, layout, last)
    if found is None and introduced:
        found = _cue_before(doc, layout, first)
    return found


def _quoting(verb: Token) -> CueWord | None:
    """The verb as one that stands beside words in marks; "put" does only with "it": as the mayor put it."""
    if verb.lower_ in _PUT:
        return _PUT_IT if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "it" else None
    return quoting_word(verb.lower_)


def _cue_after(doc: Doc, layout: Layout, start: int) -> CueBeside | None:
    if start >= len(doc):
        return None
    paragraph = layout.paragraph_of[start]
    for token in doc[start : start + _FURTHEST_CUE]:
        i = token.i
        if layout.quotation_of[i] >= 0 or layout.paragraph_of[i] != paragraph:
            return None
        if token.tag_.startswith("VB") and (word := _quoting(token)) is not None:
            if _goes_on_with_more(token):
                return None
            return token, word, _agent_near(token, start)
        if token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
            source = next((n for n in doc[i + 1].rights if n.dep_ == "pobj"), None)
            return token, CueWord("according to", "neutral", frozenset()), source
        if token.text in (".", "?", "!", ";"):
            return None
    return None


def _goes_on_with_more(verb: Token) -> bool:
    """Whether a participle reports what follows it, not the words before it: "It is over," adding that he was glad."""
    if verb.tag_ != "VBG" or any(child.dep_ == "aux" for child in verb.lefts):
        return False
    return verb.nbor(-1).lower_ not in ("as", "quoted")


def _cue_before(doc: Doc, layout: Layout, end: int) -> CueBeside | None:
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


def _agent_near(verb: Token, start: int) -> Token | None:
    """The speaker of a cue that follows a quotation, where the parse has none: the words before it or after it."""
    agent = agent_of(verb)
    if agent is not None and agent.i >= start:
        return agent
    between = [token for token in verb.doc[start : verb.i] if token.tag_ in NOUNS]
    if between:
        return _top(between[-1], start, verb.i)
    following = [token for token in verb.doc[verb.i + 1 : verb.i + 8] if token.tag_ in NOUNS]
    if following and following[0].i - verb.i <= 4:
        return _top(following[0], verb.i + 1, len(verb.doc))
    return agent


def _top(noun: Token, start: int, end: int) -> Token:
    """The head of the noun phrase, within the given tokens."""
    while noun.dep_ in ("compound", "nmod", "poss") and start <= noun.head.i < end:
        noun = noun.head
    return noun


def signature_after(doc: Doc, start: int) -> Token | None:
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


def subject_before_colon(doc: Doc, layout: Layout, first: int) -> Token | None:
    """The subject of the clause that a colon ends, whatever its verb: Lee released a statement: "It is over." """
    colon = next((i for i in range(first - 1, max(first - 4, -1), -1) if doc[i].text == ":"), None)
    if colon is None:
        return None
    for i in range(colon - 1, layout.sentences[layout.sentence_of[colon]][0] - 1, -1):
        token = doc[i]
        if token.dep_ == "nsubj" and token.head.dep_ != "relcl" and token.head.tag_.startswith("VB"):
            return token
    return None

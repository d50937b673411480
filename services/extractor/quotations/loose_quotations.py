"""Words in quotation marks that no statement holds yet: whose they are, by the sentence that they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import agent_of, antecedent
from services.extractor.quotations.covers import Covers
from services.extractor.quotations.cues import CueWord, verb_cue
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.quote_drafts import Draft
from services.extractor.quotations.scare_quotes import is_heading
from services.extractor.quotations.speaking_nouns import may_speak
from services.extractor.quotations.tags import FINITE

# Fewer words in marks may be a term that the writer sets apart, where nothing in the sentence tells of a statement.
_FEWEST_WORDS = 3
_NEAR = 4
# Whatever the verb, with "as" before the marks: she sees the plan as "a mess".
_CALLS = CueWord("call", "neutral", frozenset({"as"}))
_MOST = 0.6
# How far before the marks the word may stand that reports them.
_FURTHEST_CUE = 20


def place_loose(doc: Doc, drafts: list[Draft], quotations: Sequence[Quotation], layout: Layout) -> None:
    """Widen statements to the words in marks that follow them in their sentence, or add statements that hold them.

    He said the plan was ready, and that it would "not cost a cent". She hailed, among much else, "a new age".
    """
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.verb is not None and draft.content:
            by_sentence[layout.sentence_of[draft.verb.i]].append(draft)
    for number in list(_loose(drafts, quotations, layout)):
        first, last = layout.quoted[number]
        words = _wording(quotations[number], layout)
        if not words or is_heading(layout, quotations[number]):
            continue
        before = _statement_before(by_sentence.get(layout.sentence_of[first], ()), first)
        if before is not None:
            before.parts[-1] = before.parts[-1][0], quotations[number].end
            before.content = (*before.content[:-1], (before.content[-1][0], last))
            before.type = "mixed"
        elif (added := _added(doc, quotations[number], first, last, layout)) is not None:
            drafts.append(added)
            if added.verb is not None:
                by_sentence[layout.sentence_of[added.verb.i]].append(added)
        elif words >= _FEWEST_WORDS and _is_most_of_sentence(doc, first, last, layout):
            inner = quotations[number].inner_start, quotations[number].inner_end
            drafts.append(Draft([inner], "direct", paragraph=layout.paragraph_of[first]))
    drafts.sort(key=lambda draft: draft.parts[0])


def _loose(drafts: Sequence[Draft], quotations: Sequence[Quotation], layout: Layout) -> Iterator[int]:
    covers = Covers((start, end, 0) for draft in drafts for start, end in draft.parts)
    for number, quotation in enumerate(quotations):
        if not covers.hold(quotation.inner_start) and layout.quoted[number][0] < layout.quoted[number][1]:
            yield number


def _wording(quotation: Quotation, layout: Layout) -> int:
    """How many words the marks hold, if they are somebody's wording and not a title or a name."""
    words = layout.text[quotation.inner_start : quotation.inner_end].split()
    return len(words) if any(word[0].islower() for word in words if len(word) > 3) else 0


def _statement_before(drafts: Sequence[Draft], first: int) -> Draft | None:
    """The nearest of a sentence's statements that ends before the quotation, behind the words that report it."""
    nearest = None
    for draft in drafts:
        start, end = draft.content[-1]
        if draft.verb is None or draft.verb.i >= start or end > first:
            continue
        if nearest is None or end > nearest.content[-1][1]:
            nearest = draft
    return nearest


def _is_most_of_sentence(doc: Doc, first: int, last: int, layout: Layout) -> bool:
    """Whether the marks hold most of the sentence's words, so that the writer only leads to them."""
    begin, end = layout.sentences[layout.sentence_of[first]]
    inside = sum(doc[i].is_alpha for i in range(max(first, begin), min(last, end)))
    return inside > _MOST * sum(doc[i].is_alpha for i in range(begin, end))


def _added(doc: Doc, quotation: Quotation, first: int, last: int, layout: Layout) -> Draft | None:
    """The statement of a reporting verb before the marks, of which the parse gave no complement."""
    cue = _cue_before(doc, first, layout)
    if cue is None:
        return None
    verb, word = cue
    agent = agent_of(verb)
    if agent is None or not may_speak(antecedent(agent)):
        return None
    begin = _begin(doc, verb, word, first)
    return Draft(
        [(min(doc[begin].idx, quotation.start), quotation.end)]
        if begin < first
        else [(quotation.inner_start, quotation.inner_end)],
        "mixed" if begin < first else "direct",
        (verb.idx, verb.idx + len(verb)),
        verb,
        word,
        agent,
        content=((begin, last),),
        paragraph=layout.paragraph_of[first],
    )


def _begin(doc: Doc, verb: Token, word: CueWord, first: int) -> int:
    """Where the statement begins: at its "that", else behind the verb."""
    if word.takes("that"):
        that = next((i for i in range(first - 1, verb.i, -1) if doc[i].lower_ == "that"), None)
        if that is not None:
            return that
    begin = verb.i + 1
    while begin < first and (doc[begin].is_punct or doc[begin].lower_ == word.particle):
        begin += 1
    return begin


def _cue_before(doc: Doc, first: int, layout: Layout) -> tuple[Token, CueWord] | None:
    """A reporting verb before the marks, with no other clause between."""
    start = max(layout.sentences[layout.sentence_of[first]][0], first - _FURTHEST_CUE)
    for i in range(first - 1, start - 1, -1):
        token = doc[i]
        if layout.quotation_of[i] >= 0:
            return None
        if not token.tag_.startswith("VB"):
            continue
        if token.dep_ not in ("amod", "aux", "compound"):
            following = doc[i + 1].lower_ if i + 1 < first else ""
            word = next((w for w in verb_cue(token.lower_) if w.particle in (None, following)), None)
            if any(doc[at].lower_ == "as" for at in range(max(i + 1, first - _NEAR), first)):
                return token, word or _CALLS
            if word is not None and word.kind not in ("belief", "finding"):
                return token, word
        if token.tag_ in FINITE:
            return None
    return None

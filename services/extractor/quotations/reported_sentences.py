"""What a verb reports by the order of words, where the sentence it stands in is what is said."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import agent_of, by_whom, name_before
from services.extractor.quotations.cues import is_cue_form, verb_cue
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.reported_phrases import OBJECTS
from services.extractor.quotations.tags import FINITE, NOUNS
from services.extractor.quotations.token_ranges import Range, clip, subtree, without

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How many tokens may stand between a verb and its "that".
_FURTHEST_THAT = 10
_OUTSIDE = frozenset({"conj", "cc", "punct", "parataxis", "ccomp", "advcl"})
_TIME_TYPES = frozenset({"DATE", "TIME"})
_DASHES = frozenset({",", "—", "–", "--", "-"})
_BEFORE_CLOSING = _DASHES | {"?", "!"}
_ASIDE = _DASHES | {"("}
# Cues that go on with what is said rather than with saying: he said it was late and expected rain.
_INNER = frozenset({"belief", "finding"})
_FINITE_OR_GERUND = FINITE | {"VBG"}
_CLAUSE_BEGINS = NOUNS | {"DT", "PRP$", "EX", "CD", "WRB", "WP", "PDT"}
# How the sentence goes on after words that interrupt it, where what stands before them could be a sentence by itself.
_GOES_ON = frozenset({"IN", "TO", "RB", "JJ", "JJR"})


def sentence_beside(verb: Token, layout: Layout) -> tuple[tuple[Range, ...], Token | None] | None:
    """The sentence that the reporting words follow or interrupt: Taxes[, the minister said,] will rise."""
    first, last = layout.sentences[layout.sentence_of[verb.i]]
    start, end = reporting_phrase(verb)
    agent = None
    doc = verb.doc
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if any(subject.tag_ in ("WP", "WDT") for subject in subjects):
        return None
    if not subjects and verb.tag_ == "VBG":
        return None  # He resigned, saying ...: a participle reports what follows it
    if not subjects:
        inverted = next((c for c in verb.rights if c.dep_ in ("ccomp", "dobj", "attr") and is_inverted(c, verb)), None)
        named = name_before(verb, first)
        if inverted is not None:
            agent, end = inverted, max(end, inverted.right_edge.i + 1)
        elif named is not None:
            agent, start = named
        else:
            return None
    edge = start - 1
    if edge > first and layout.quotation_of[edge] >= 0:  # the comma stands before the closing marks
        edge = start if doc[edge - 1].text in _BEFORE_CLOSING else first
    if edge <= first or (edge < start and doc[edge].text not in _DASHES):
        return None
    if end < last and not doc[end].is_punct:
        return None
    before = any(token.tag_ in FINITE for token in doc[first:edge])
    parts = [(first, edge)]
    aside = verb.dep_ == "parataxis"
    if end + 1 < last and doc[end].text == "," and (aside or not before or doc[end + 1].tag_ in _GOES_ON):
        cut = tail_cut(verb, end + 1, last)
        if aside or any(token.tag_ in FINITE for token in doc[end + 1 : cut]):
            parts.append((end + 1, cut))
            before = True
    return (clip(parts, verb, layout), agent) if before else None


def own_clause(token: Token, phrase: Range, layout: Layout) -> Range:
    """The clause that a phrase such as "according to ..." speaks of: its sentence if it begins or ends it."""
    first, last = layout.sentences[layout.sentence_of[token.i]]
    doc = token.doc
    head = token.head
    while head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        head = head.head
    comma = token.i > first and doc[token.i - 1].text in _DASHES
    if phrase[0] <= first + 1 or (comma and (phrase[1] >= last - 1 or doc[phrase[1]].is_punct)):
        return first, last
    return subtree(head)


def as_somebody_said(verb: Token, layout: Layout) -> tuple[Range, ...] | None:
    """The sentence beside "as X said": As the mayor told us, [the bridge is closed]."""
    if not any(child.lower_ == "as" and child.dep_ in ("mark", "advmod", "prep") for child in verb.lefts):
        return None
    start, end = reporting_phrase(verb)
    first, last = layout.sentences[layout.sentence_of[verb.i]]
    doc = verb.doc
    if doc[start].lower_ != "as" or any(c.dep_ in OBJECTS and c.lower_ == "it" for c in verb.rights):
        return None
    bare = verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    if (by_whom(verb) if bare else agent_of(verb)) is None or not (start == first or doc[start - 1].text in _ASIDE):
        return None  # as expected; he smiled as he said it
    return clip(without((first, last), (start, end)), verb, layout)


def clause_behind(verb: Token, layout: Layout) -> tuple[Range, ...] | None:
    """A clause with "that" that the parse hangs elsewhere: predicted at the debate [that he would win]."""
    doc = verb.doc
    end = layout.sentences[layout.sentence_of[verb.i]][1]
    for token in doc[verb.i + 1 : min(verb.i + _FURTHEST_THAT, end)]:
        if token.lower_ == "that":
            cut = tail_cut(verb, token.i, end)
            if token.tag_ == "IN" and any(t.tag_ in FINITE for t in doc[token.i + 1 : cut]):
                return clip([(token.i, cut)], verb, layout)
            return None
        if token.tag_ in FINITE or token.text in (",", ";", ":", "—", "–") or token.is_quote:
            return None
    return None


def rest_of_sentence(verb: Token, layout: Layout, to_whom: Token | None) -> tuple[Range, ...] | None:
    """What follows the verb, where the parse sees no clause although the words' order tells of one."""
    doc = verb.doc
    start = verb.i + 1 if to_whom is None or to_whom.i < verb.i else to_whom.i + 1
    end = layout.sentences[layout.sentence_of[verb.i]][1]
    while start < end and _tells_when(doc, start):
        start += 1
    if start >= end or verb.tag_ == "VBN":
        return None
    first = doc[start]
    if first.tag_ not in _CLAUSE_BEGINS and first.lower_ not in ("that", "if", "whether"):
        return None
    if to_whom is None and not any(token.tag_ in NOUNS for token in doc[max(verb.i - 4, 0) : verb.i]):
        return None
    end = tail_cut(verb, start, end)
    if not any(token.tag_ in FINITE for token in doc[start:end]):
        return None
    return clip([(start, end)], verb, layout)


def _tells_when(doc: Doc, i: int) -> bool:
    if doc[i].lower_ == "on" and i + 1 < len(doc):
        i += 1
    return doc[i].ent_type_ in _TIME_TYPES


def reporting_phrase(verb: Token) -> Range:
    """The words around a verb that report: subject, verb, addressee, place and time; without its clauses."""
    start, end = verb.i, verb.i + 1
    for child in reversed(list(verb.lefts)):
        if child.right_edge.i + 1 == start and child.dep_ not in _OUTSIDE:
            start = child.left_edge.i
    for child in verb.rights:
        if child.left_edge.i == end and child.dep_ not in _OUTSIDE:
            end = child.right_edge.i + 1
    return start, end


def tail_cut(verb: Token, start: int, end: int) -> int:
    """Where the content ends at the latest: before the next thing that the same speaker says or does with words.

    He said it was over[, adding that ...]; he said he would go [and promised that ...].
    """
    doc = verb.doc
    finite = False
    for token in doc[start:end]:
        i = token.i
        tag = token.tag_
        if finite and tag in _FINITE_OR_GERUND and i > start + 2 and is_cue_form(token.lower_):
            before = doc[i - 1]
            if tag == "VBG":
                if before.text in _DASHES:
                    return i - 1
            elif tag in ("VBD", "VBZ"):
                if all(word.kind in _INNER for word in verb_cue(token.lower_)):
                    continue
                at = i - 1
                while at > start and doc[at].tag_ in ("RB", "VBZ", "VBP", "VBD", "MD"):
                    at -= 1
                if doc[at].tag_ == "CC":
                    return at
        finite = finite or tag in FINITE
    return end


def is_inverted(clause: Token, verb: Token) -> bool:
    """Whether what looks like a clause is the speaker: ..., said a former spokesman who ran for office."""
    return (
        verb.i > 0
        and (verb.doc[verb.i - 1].text == "," or verb.doc[verb.i - 1].tag_ == "''")
        and clause.tag_ in NOUNS
        and not any(child.dep_ in _SUBJECTS for child in clause.lefts)
        and not any(child.dep_ in _SUBJECTS for child in verb.lefts)
    )

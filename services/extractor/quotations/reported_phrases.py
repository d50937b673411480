"""What a verb reports that is no clause: a thing, what somebody calls a thing, what somebody speaks of."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import antecedent
from services.extractor.quotations.cues import CueWord, noun_cue
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.speaking_nouns import is_person_noun, may_speak
from services.extractor.quotations.token_ranges import Range, clip, subtree

OBJECTS = frozenset({"dobj", "obj"})
# A noun with an article or an adjective, which a neutral verb only mentions.
_BARE = 2
_TIME_TYPES = frozenset({"DATE", "TIME"})


def reported_phrase(verb: Token, word: CueWord, layout: Layout, to_whom: Token | None) -> tuple[Range, ...]:
    """An object, what somebody is called, or a preposition with its noun."""
    if word.takes("as") and (named := _named(verb)) is not None:
        return clip([named], verb, layout)
    if word.takes("thing"):
        thing = next((c for c in verb.rights if c.dep_ in OBJECTS and (to_whom is None or c.i != to_whom.i)), None)
        if thing is not None and not _reports_itself(thing):
            start, end = subtree(thing)
            return clip([(start, _phrase_end(verb, end))], verb, layout)
    if word.takes("of"):
        for child in verb.rights:
            if child.dep_ in ("advcl", "xcomp", "ccomp"):
                mark = next(
                    (c for c in child.lefts if c.lower_ in word.prepositions and c.dep_ in ("mark", "prep")), None
                )
                if mark is not None:
                    return clip([(mark.i + 1, child.right_edge.i + 1)], verb, layout)
        for child in verb.rights:
            if child.dep_ in ("prep", "agent") and child.lower_ in word.prepositions:
                return clip([(child.i + 1, _phrase_end(verb, child.right_edge.i + 1))], verb, layout)
    return ()


def says_something(verb: Token, word: CueWord, agent: Token | None, content: tuple[Range, ...], layout: Layout) -> bool:
    """Whether a thing or phrase is somebody's statement: not what tones underline, nor rain that is called a shower."""
    if any(layout.quotation_of[i] >= 0 for start, end in content for i in range(start, end)):
        return True
    if agent is None or not may_speak(antecedent(agent)):
        return False
    start, end = content[0] if content else (0, 0)
    if end - start == 1 and not verb.doc[start].ent_type_:
        return False
    if word.base == "question" and _is_one_person(verb.doc, start, end):
        return False  # the police question somebody
    return word.kind != "neutral" or end - start > _BARE


def _is_one_person(doc: Doc, start: int, end: int) -> bool:
    head = next((t for t in doc[start:end] if not start <= t.head.i < end), doc[start])
    return head.ent_type_ == "PERSON" or is_person_noun(head.lower_)


def _reports_itself(noun: Token) -> bool:
    """Whether a noun brings its own report: repeated [his claim that taxes fell]."""
    return noun_cue(noun.lower_) is not None and any(
        child.dep_ in ("acl", "ccomp") and any(mark.lower_ == "that" for mark in child.lefts) for child in noun.rights
    )


def _named(verb: Token) -> Range | None:
    """Object and predicate together: [called] the plan a disaster, [described] it as a disaster."""
    first = last = None
    predicate = False
    for child in verb.rights:
        dep = child.dep_
        if dep in ("dobj", "ccomp", "oprd", "xcomp") or (dep == "prep" and child.lower_ in ("as", "to")):
            first = child.left_edge.i if first is None else first
            last = child.right_edge.i + 1
            predicate = predicate or dep in ("ccomp", "oprd", "xcomp") or (dep == "prep" and child.lower_ == "as")
        elif dep == "advcl" and first is not None and any(mark.lower_ == "as" for mark in child.lefts):
            last, predicate = child.right_edge.i + 1, True
    if first is None or last is None:
        return None
    predicate = predicate or any(token.lower_ == "as" or token.tag_ == "``" for token in verb.doc[first:last])
    return (first, last) if predicate else None


def _phrase_end(verb: Token, end: int) -> int:
    """An object's end, with what describes it though the parse hangs it on the verb; without time and clauses."""
    for child in verb.rights:
        if child.i < end or child.left_edge.i != end or child.dep_ not in ("prep", "acl", "xcomp", "relcl"):
            continue
        if child.dep_ == "prep" and any(noun.ent_type_ in _TIME_TYPES for noun in child.rights):
            break
        end = child.right_edge.i + 1
    return end

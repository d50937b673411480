"""Find what is reported without quotation marks around it, from the parse: cue, its complement and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from services.extractor.cues import CueWord, is_cue_form, noun_cue, verb_cue
from services.extractor.layout import Layout

Range = tuple[int, int]

_ADJECTIVAL = frozenset({"amod", "compound", "aux", "auxpass", "nmod", "poss"})
_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "oprd"})
_INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with what it reports; everything in token ranges, end exclusive.

    ``content`` is in order and may be empty, where the cue only introduces words in quotation marks.
    """

    cue: Range
    verb: int
    word: CueWord
    agent: Token | None
    addressee: Token | None
    content: tuple[Range, ...]


def find_reports(doc: Doc, layout: Layout) -> list[Report]:
    """Every reporting verb, noun and "according to" outside quotations, in order of the text."""
    reports: list[Report] = []
    for token in doc:
        if layout.quotation_of[token.i] >= 0:
            continue
        form = token.lower_
        tag = token.tag_
        if tag.startswith("VB") and is_cue_form(form):
            if token.dep_ not in _ADJECTIVAL or (token.dep_ == "amod" and any(token.rights)):
                reports.extend(_verb_report(token, layout))
        elif form == "according":
            reports.extend(_according(token, layout))
        elif tag in ("NN", "NNS") and (word := noun_cue(form)) is not None:
            reports.extend(_noun_report(token, word, layout))
    return reports


def agent_of(verb: Token) -> Token | None:
    """The head of the words that name who speaks: the subject, else that of the clause it hangs on."""
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    if passive:
        return next(
            (noun for child in verb.rights if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"),
            None,
        )
    for child in verb.children:
        if child.dep_ in ("nsubj", "expl"):
            return _antecedent(child)
    if verb.dep_ == "acl" or verb.dep_ == "relcl":
        if verb.tag_ == "VBN":
            return next((n for c in verb.rights if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"), None)
        return verb.head
    if verb.dep_ in _INHERITING and verb.head.i != verb.i:
        head = verb.head
        if head.dep_ == "prep":
            head = head.head
        if verb.dep_ == "xcomp":
            objects = [child for child in head.rights if child.dep_ == "dobj" and child.i < verb.i]
            if objects:
                return objects[-1]
        if head.tag_.startswith("VB") or head.tag_.startswith("MD"):
            if any(child.dep_ == "auxpass" for child in head.lefts):
                return next((child for child in head.lefts if child.dep_ == "nsubjpass"), None)
            return agent_of(head)
    return None


def _antecedent(subject: Token) -> Token:
    """For who, which and that: the noun that the relative clause describes."""
    if subject.tag_ in ("WP", "WDT") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _verb_report(verb: Token, layout: Layout) -> Iterator[Report]:
    words = verb_cue(verb.lower_)
    word = next((w for w in words if w.particle and _particle(verb, w.particle) is not None), None)
    if word is None:
        word = next((w for w in words if not w.particle), None)
    if word is None:
        return
    content, addressee = _complement(verb, word, layout)
    yield Report(_cue_range(verb, word), verb.i, word, agent_of(verb), addressee, content)


def _particle(verb: Token, particle: str) -> Token | None:
    following = verb.doc[verb.i + 1 : verb.i + 4]
    return next((token for token in following if token.lower_ == particle and token.tag_ in ("RP", "IN", "RB")), None)


def _cue_range(verb: Token, word: CueWord) -> Range:
    particle = _particle(verb, word.particle) if word.particle else None
    return (verb.i, particle.i + 1 if particle is not None and particle.i == verb.i + 1 else verb.i + 1)


def _complement(verb: Token, word: CueWord, layout: Layout) -> tuple[tuple[Range, ...], Token | None]:
    """What the verb reports, and to whom."""
    clause = next((child for child in verb.children if child.dep_ in _CLAUSES), None)
    addressee = None
    if word.takes("whom"):
        addressee = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
        if addressee is None:
            addressee = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    if addressee is None:
        addressee = _to_whom(verb)
    if clause is not None and word.takes("that"):
        return _around(clause, verb, layout), addressee
    infinitive = next((child for child in verb.rights if child.dep_ in ("xcomp", "ccomp", "advcl")), None)
    if infinitive is not None and word.takes("to") and any(child.lower_ == "to" for child in infinitive.lefts):
        return _around(infinitive, verb, layout), addressee
    if infinitive is not None and infinitive.dep_ in ("xcomp", "ccomp") and word.takes("that"):
        return _around(infinitive, verb, layout), addressee
    if verb.dep_ == "parataxis" and word.takes("that"):
        return _clip(_without(_subtree(verb.head), _subtree(verb)), verb, layout), addressee
    thing = next(
        (child for child in verb.rights if child.dep_ in _OBJECTS and (addressee is None or child.i != addressee.i)),
        None,
    )
    if word.takes("as") and (named := _named(verb)) is not None:
        return _clip([named], verb, layout), addressee
    if thing is not None and word.takes("thing"):
        return _clip([(thing.left_edge.i, _object_end(verb, thing))], verb, layout), addressee
    if word.takes("of"):
        for child in verb.rights:
            if child.dep_ in ("prep", "agent") and child.lower_ in word.prepositions:
                return _clip([(child.i + 1, child.right_edge.i + 1)], verb, layout), addressee
    if word.takes("that") and (before := _clause_before(verb, layout)) is not None:
        return before, addressee
    return (), addressee


def _to_whom(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def _named(verb: Token) -> Range | None:
    """Object and predicate together: [called] the plan a disaster, [described] it as a disaster."""
    first = last = None
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "oprd", "xcomp") or (child.dep_ == "prep" and child.lower_ in ("as", "to")):
            first = child.left_edge.i if first is None else first
            last = child.right_edge.i + 1
    return None if first is None or last is None else (first, last)


def _object_end(verb: Token, thing: Token) -> int:
    """An object's end, with what describes it though the parse hangs it on the verb."""
    end = thing.right_edge.i + 1
    for child in verb.rights:
        if child.i >= end and child.dep_ in ("prep", "acl", "xcomp") and child.left_edge.i == end:
            if child.lower_ in ("in", "on", "at", "during", "after", "before") and child.dep_ == "prep":
                break
            end = child.right_edge.i + 1
    return end


def _around(clause: Token, verb: Token, layout: Layout) -> tuple[Range, ...]:
    """The clause without the words that report it, where these stand inside."""
    whole = _subtree(clause)
    if whole[0] <= verb.i < whole[1]:
        reporting = [t.i for child in verb.children if child.i != clause.i for t in child.subtree] + [verb.i]
        return _clip(_without(whole, (min(reporting), max(reporting) + 1)), verb, layout)
    return _clip([whole], verb, layout)


def _clause_before(verb: Token, layout: Layout) -> tuple[Range, ...] | None:
    """The sentence before a comma and the words that report it: Taxes will rise, the minister said."""
    start = layout.sentences[layout.sentence_of[verb.i]][0]
    left = min([verb.i, *(child.left_edge.i for child in verb.lefts if child.dep_ in _SUBJECTS)])
    doc = verb.doc
    if left - 1 <= start or doc[left - 1].text != ",":
        return None
    return _clip([(start, left - 1)], verb, layout)


def _according(token: Token, layout: Layout) -> Iterator[Report]:
    to = next((child for child in token.rights if child.lower_ == "to"), None)
    if to is None:
        return
    source = next((child for child in to.rights if child.dep_ in ("pobj", "pcomp")), None)
    if source is None:
        return
    phrase = (token.i, source.right_edge.i + 1)
    head = token.head
    while head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        head = head.head
    content = _clip(_without(_subtree(head), phrase), token, layout)
    yield Report((token.i, to.i + 1), token.i, CueWord("according to", "neutral", frozenset()), source, None, content)


def _noun_report(noun: Token, word: CueWord, layout: Layout) -> Iterator[Report]:
    clause = next(
        (c for c in noun.rights if c.dep_ in ("acl", "ccomp") and any(m.dep_ in ("mark", "aux") for m in c.lefts)), None
    )
    if clause is None or not any(m.lower_ in ("that", "to", "whether") for m in clause.lefts):
        return
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.rights if c.lower_ in ("by", "from", "of") and c.dep_ in ("prep", "agent")), None)
        owner = next((n for n in by.rights if n.dep_ == "pobj"), None) if by is not None else None
    yield Report((noun.i, noun.i + 1), noun.i, word, owner, None, _clip([_subtree(clause)], noun, layout))


def _subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def _without(whole: Range, hole: Range) -> list[Range]:
    return [r for r in ((whole[0], min(hole[0], whole[1])), (max(hole[1], whole[0]), whole[1])) if r[0] < r[1]]


def _clip(ranges: Sequence[Range], cue: Token, layout: Layout) -> tuple[Range, ...]:
    """Only what stands in the cue's sentence, without punctuation at either end."""
    first, last = layout.sentences[layout.sentence_of[cue.i]]
    doc = cue.doc
    clipped = []
    for start, end in ranges:
        start, end = max(start, first), min(end, last)
        while start < end and (doc[start].is_space or doc[start].text in ",;:.—–-"):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in ",;:.—–-?!"):
            end -= 1
        if start < end:
            clipped.append((start, end))
    return tuple(clipped)

"""Find in the parse who does what a verb says, also where another clause names the subject."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from services.extractor.quotations.cues import is_cue_form
from services.extractor.quotations.dependents import lefts, rights
from services.extractor.quotations.tags import NOUNS

_INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep", "parataxis"})
_RELATIVE = frozenset({"WP", "WDT"})
_IN_NAME = NOUNS | {"DT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "VBN", "VBG", "HYPH", "-LRB-", "-RRB-"}
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "CARDINAL"})
_AUXILIARY = frozenset({"RB", "MD", "VBZ", "VBP", "VBD"})
_BETWEEN = frozenset({"RB", "MD", "RBR"})
# How many clauses up the subject may stand.
_DEEPEST = 4


def agent_of(verb: Token, depth: int = 0) -> Token | None:
    """The head of the words that name who acts: the subject, "by ...", else the subject of the clause it hangs on."""
    dep = verb.dep_
    is_passive = any(child.dep_ == "auxpass" for child in lefts(verb))
    if is_passive or (dep == "acl" and verb.tag_ == "VBN"):
        return by_whom(verb)
    for child in (*lefts(verb), *rights(verb)):
        if child.dep_ == "nsubj":
            return child
    if dep in ("acl", "relcl"):
        return verb.head
    head = verb.head
    if dep == "advcl" and verb.tag_ == "VBG" and _is_reported(head) and is_cue_form(verb.lower_):
        head = head.head  # Lee said the dam was safe, adding ...: it is Lee who adds, wherever the parse hangs it
    if dep not in _INHERITING or head.i == verb.i or depth == _DEEPEST:
        return None
    while head.dep_ == "prep" and head.head.i != head.i:
        head = head.head
    if dep == "xcomp":
        objects = [child for child in rights(head) if child.dep_ == "dobj" and child.i < verb.i]
        if objects:
            return objects[-1]
    if head.tag_[:2] not in ("VB", "MD"):
        return None
    passive = next((child for child in lefts(head) if child.dep_ == "nsubjpass"), None)
    return passive if passive is not None else agent_of(head, depth + 1)


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.i < verb.i and is_cue_form(verb.head.lower_)


def by_whom(verb: Token) -> Token | None:
    """The agent of a passive: accused by critics."""
    for child in rights(verb):
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def name_before(verb: Token, start: int) -> tuple[Token, int] | None:
    """The noun right before the verb, where the parse gave it another head, and where its phrase begins.

    Only for phrases that follow a comma or a dash: ..., Kremlin spokesperson Dmitry Peskov said.
    """
    doc = verb.doc
    at = verb.i - 1
    while at >= start and doc[at].tag_ in _BETWEEN:
        at -= 1
    if at < start or doc[at].tag_ not in NOUNS:
        return None
    noun = doc[at]
    while at > start and doc[at - 1].tag_ in _IN_NAME:
        at -= 1
    if at > start and (doc[at - 1].text in (",", "—", "–", "--") or doc[at - 1].tag_ == "''"):
        return noun, at
    return None


def subject_before(verb: Token, start: int) -> Token | None:
    """The subject where the parse lost it: the noun before the verb, or the one that the sentence begins with.

    Lee said; Lee, a baker from Dover, said; not: On Monday, rain fell.
    """
    doc = verb.doc
    at = verb.i - 1
    while at > start and doc[at].tag_ in _AUXILIARY:
        at -= 1
    if at >= start and doc[at].tag_ in NOUNS:
        return doc[at]
    if at < start or doc[at].text not in (",", "—", "–") or doc[start].tag_ not in _IN_NAME - {"VBN", "VBG"}:
        return None
    comma = next((token.i for token in doc[start:at] if token.text in (",", "—", "–")), at)
    nouns = [token for token in doc[start:comma] if token.tag_ in NOUNS and token.dep_ != "compound"]
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "IN") for token in doc[start:comma])
    return nouns[-1] if nouns and not finite else None


def subject_near(verb: Token, start: int, end: int, quotation_of: Sequence[int]) -> Token | None:
    """The nearest subject outside marks before the verb in its sentence; for participles, else the first behind it.

    Citing costs, Lee said no; there is time for Lee to call it off.
    """
    doc = verb.doc
    for token in reversed(doc[start : verb.i]):
        outside = quotation_of[token.i] < 0
        if outside and token.dep_ == "nsubj" and token.head.dep_ != "relcl" and token.tag_ in NOUNS:
            return token
    if verb.tag_ in ("VBG", "VBN"):
        return next((token for token in doc[verb.i + 1 : end] if token.dep_ == "nsubj" and token.tag_ in NOUNS), None)
    return None


def antecedent(subject: Token) -> Token:
    """For who, which and that: the noun that the relative clause describes."""
    if subject.tag_ not in _RELATIVE or subject.head.dep_ != "relcl":
        return subject
    noun = subject.head.head
    # "Lee, a baker from Dover, who said": people speak, and the parse hangs the clause on the nearest name.
    while subject.tag_ == "WP" and noun.ent_type_ in _PLACES and noun.dep_ in ("pobj", "appos", "conj"):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.dep_ == "ROOT":
            break
    return noun

"""Find what a reporting verb reports: the clause, infinitive, object or phrase that is its complement."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from services.extractor.quotations.cues import CueWord
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.reported_phrases import OBJECTS, reported_phrase
from services.extractor.quotations.reported_sentences import (
    as_somebody_said,
    clause_behind,
    is_inverted,
    reporting_phrase,
    rest_of_sentence,
    sentence_beside,
    tail_cut,
)
from services.extractor.quotations.token_ranges import Range, clip, subtree, without


class Complement(NamedTuple):
    """What a verb reports, empty where nothing; to whom; who speaks where only the words' order tells."""

    content: tuple[Range, ...]
    to_whom: Token | None
    agent: Token | None = None
    is_phrase: bool = False
    """Whether it is a thing or a phrase, and no clause."""


_CLAUSES = frozenset({"ccomp", "csubj", "csubjpass"})


def complement(verb: Token, word: CueWord, layout: Layout) -> Complement:
    """What the verb reports, as far as its entry takes complements of that shape."""
    to_whom = _to_whom(verb, word)
    if word.takes("to"):
        infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(c)), None)
        if infinitive is not None:
            return Complement(_clause_after(infinitive, verb, layout), to_whom)
    if word.takes("that"):
        clauses = [child for child in verb.children if child.dep_ in _CLAUSES]
        after = next((c for c in clauses if c.i > verb.i and not _is_infinitive(c)), None)
        if after is not None and not is_inverted(after, verb):
            return Complement(_clause_after(after, verb, layout), to_whom)
        if after is None and (clause := _clause_of_phrase(verb)) is not None:
            return Complement(clip([subtree(clause)], verb, layout), to_whom)
        if (said := as_somebody_said(verb, layout)) is not None:
            return Complement(said, to_whom)
        objects = any(c.dep_ in OBJECTS and (to_whom is None or c.i != to_whom.i) for c in verb.rights)
        if (
            (not objects or after is not None or word.takes("sure"))
            and _may_follow(verb, word)
            and (aside := sentence_beside(verb, layout)) is not None
        ):
            content, agent = aside
            return Complement(content, to_whom, agent)
        if clauses:
            return Complement(clip([subtree(clauses[0])], verb, layout), to_whom)
        if not objects and (rest := clause_behind(verb, layout)) is not None:
            return Complement(rest, to_whom)
        if word.takes("sure") and (rest := rest_of_sentence(verb, layout, to_whom)) is not None:
            return Complement(rest, to_whom)
    return Complement(reported_phrase(verb, word, layout, to_whom), to_whom, is_phrase=True)


def _clause_after(clause: Token, verb: Token, layout: Layout) -> tuple[Range, ...]:
    start, end = subtree(clause)
    if start <= verb.i:
        reporting = reporting_phrase(verb)
        return clip(without((start, end), reporting), verb, layout)
    end = min(_run_on(verb, end), layout.sentences[layout.sentence_of[verb.i]][1])
    return clip([(start, tail_cut(verb, start, end))], verb, layout)


def _clause_of_phrase(verb: Token) -> Token | None:
    """The clause that the parse hangs on a noun between: said [in a statement] that it was over."""
    for phrase in verb.rights:
        if phrase.dep_ == "prep":
            for noun in phrase.rights:
                for clause in noun.rights:
                    if clause.dep_ in ("acl", "ccomp", "relcl") and any(
                        mark.lower_ == "that" and mark.dep_ == "mark" for mark in clause.lefts
                    ):
                        return clause
    return None


def _run_on(verb: Token, end: int) -> int:
    """Take in what follows without a comma, though the parse hangs it on the reporting verb."""
    for child in verb.rights:
        if child.i < end or child.left_edge.i != end or child.dep_ not in ("prep", "xcomp", "acl", "relcl", "advmod"):
            continue
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.rights):
            break
        end = child.right_edge.i + 1
    return end


def _may_follow(verb: Token, word: CueWord) -> bool:
    """Whether the verb can stand behind what it reports, as "said" can; not "expected" or a bare participle."""
    if verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.lefts):
        return False
    return word.takes("quote") or word.takes("sure")


def _is_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.lefts)


def _to_whom(verb: Token, word: CueWord) -> Token | None:
    if word.takes("whom"):
        objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative") and child.lower_ != "to"]
        if objects:
            # "the news agency TASS" may come as two objects side by side; the name is the second.
            name = next((o for o in objects[1:] if o.tag_ == "NNP" and o.left_edge.i == objects[0].i + 1), None)
            return name or objects[0]
        subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
        if subject is not None:
            return subject
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None

"""Find what is reported without quotation marks around it, from the parse: cue, its complement and who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from services.extractor.quotations.agents import agent_of, antecedent, by_whom, subject_before, subject_near
from services.extractor.quotations.complements import complement
from services.extractor.quotations.cues import CUE_FORMS, CueWord, noun_cue, verb_cue
from services.extractor.quotations.dependents import lefts
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.reported_phrases import says_something
from services.extractor.quotations.reported_sentences import own_clause
from services.extractor.quotations.speaking_nouns import may_speak
from services.extractor.quotations.token_ranges import Range, clip, subtree, without

# As numbers, which tell at once that most words are none.
_CUES = frozenset(map(get_string_id, (*CUE_FORMS, "according")))
_NOT_REPORTING = frozenset({"compound", "aux", "auxpass", "nmod", "poss", "amod"})
_BE = frozenset({"is", "was", "be", "'s", "’s", "seems", "seemed", "remains"})
_ACCORDING_TO = CueWord("according to", "neutral", frozenset())


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
    for i, lower in enumerate(doc.to_array("LOWER").tolist()):
        if lower not in _CUES or layout.quotation_of[i] >= 0:
            continue
        token = doc[i]
        form = token.lower_
        if verb_cue(form):
            if token.tag_.startswith("VB"):
                if token.dep_ not in _NOT_REPORTING and not _only_names(token):
                    reports.extend(_verb_report(token, layout))
                continue
        elif form == "according":
            reports.extend(_according(token, layout))
        if (word := noun_cue(form)) is not None and token.tag_.startswith("NN"):
            reports.extend(_noun_report(token, word, layout))
    return reports


def _only_names(token: Token) -> bool:
    """Whether a participle describes a noun and nobody is said to speak: a group called X, delegates pledged to Y."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and by_whom(token) is None


def _is_only_weighed(verb: Token) -> bool:
    """Whether saying it is called early, hard or safe, and nobody says it: It is too soon to say whether ..."""
    head = verb.head
    if verb.tag_ != "VB" or head.tag_[:2] not in ("VB", "JJ", "RB") or verb.dep_ not in ("xcomp", "advcl", "ccomp"):
        return False
    clause = head if head.tag_.startswith("VB") else head.head
    subject = next((c for c in lefts(clause) if c.dep_ in ("nsubj", "expl")), None)
    return subject is not None and subject.lower_ in ("it", "there") and clause.lower_ in _BE


def _verb_report(verb: Token, layout: Layout) -> Iterator[Report]:
    if _is_only_weighed(verb):
        return
    words = verb_cue(verb.lower_)
    word = next((w for w in words if w.particle and _particle(verb, w.particle) is not None), None)
    if word is None:
        word = next((w for w in words if not w.particle), None)
    if word is None:
        return
    content, addressee, agent, is_phrase = complement(verb, word, layout)
    agent = agent or agent_of(verb)
    if agent is not None and layout.quotation_of[agent.i] >= 0:
        agent = None  # the parse takes the "I" of the words in marks
    if agent is None and not any(child.dep_ == "auxpass" for child in verb.lefts):
        start, end = layout.sentences[layout.sentence_of[verb.i]]
        if verb.tag_ in ("VBD", "VBZ", "VBP"):
            agent = subject_before(verb, start)
        if agent is None and verb.tag_ != "VBN":
            agent = subject_near(verb, start, end, layout.quotation_of)
    if content and not _is_stated(verb, word, agent, content, is_phrase, layout):
        content = ()
    yield Report(_cue_range(verb, word), verb.i, word, agent, addressee, content)


def _is_stated(
    verb: Token, word: CueWord, agent: Token | None, content: tuple[Range, ...], is_phrase: bool, layout: Layout
) -> bool:
    """Whether somebody is said to say it: not a fight that shows what is at stake, nor who was told to leave."""
    if is_phrase:
        return says_something(verb, word, agent, content, layout)
    if agent is None:
        return verb.doc[content[0][0]].lower_ != "to"
    if agent.tag_ == "WDT":
        return may_speak(antecedent(agent))
    if word.kind != "finding":
        return True
    is_somebody = agent.ent_type_ == "PERSON" or agent.lower_ in ("he", "she")
    return not is_somebody and (agent.head.i != verb.i or may_speak(agent))


def _particle(verb: Token, particle: str) -> Token | None:
    following = verb.doc[verb.i + 1 : verb.i + 4]
    return next((token for token in following if token.lower_ == particle and token.tag_ in ("RP", "IN", "RB")), None)


def _cue_range(verb: Token, word: CueWord) -> Range:
    particle = _particle(verb, word.particle) if word.particle else None
    return (verb.i, particle.i + 1 if particle is not None and particle.i == verb.i + 1 else verb.i + 1)


def _according(token: Token, layout: Layout) -> Iterator[Report]:
    to = next((child for child in token.rights if child.lower_ == "to"), None)
    if to is None:
        return
    source = next((child for child in to.rights if child.dep_ in ("pobj", "pcomp")), None)
    if source is None:
        return
    phrase = (token.i, source.right_edge.i + 1)
    content = clip(without(own_clause(token, phrase, layout), phrase), token, layout)
    yield Report((token.i, to.i + 1), token.i, _ACCORDING_TO, source, None, content)


def _noun_report(noun: Token, word: CueWord, layout: Layout) -> Iterator[Report]:
    if noun.dep_ == "pobj" and verb_cue(noun.head.head.lower_):
        return  # said in a statement that ...: the verb reports
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp")), None)
    if clause is None or not any(
        m.lower_ in ("that", "whether") or (m.lower_ == "to" and word.takes("to")) for m in clause.lefts
    ):
        return
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.rights if c.lower_ in ("by", "from", "of") and c.dep_ in ("prep", "agent")), None)
        owner = next((n for n in by.rights if n.dep_ == "pobj"), None) if by is not None else None
    if owner is None and noun.dep_ == "dobj":
        owner = agent_of(noun.head)
    yield Report((noun.i, noun.i + 1), noun.i, word, owner, None, clip([subtree(clause)], noun, layout))

"""Finds the words that tell of an event: the verb of a clause, or a noun such as "launch" that carries a date."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

Tense = Literal["past", "perfect", "pluperfect", "present", "future", "infinitive", "participle"]

_VERBAL = ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "parataxis", "csubj", "dep")
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_MODALS = frozenset({"could", "may", "might", "would", "should", "must"})
_HAVE = frozenset({"have", "has", "'ve", "’ve", "'s", "’s"})
_HAD = frozenset({"had", "'d", "’d"})
_LIGHT = frozenset({"be", "is", "are", "was", "were", "been", "am", "'s", "’s", "'re", "’re"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A token that tells of an event, with the auxiliaries and the tense of its clause."""

    token: Token
    tense: Tense
    is_noun: bool = False
    modal: str = ""

    @property
    def is_finite(self) -> bool:
        return self.tense not in ("infinitive", "participle")


def find_predicates(doc: Doc, dated: Container[int]) -> list[Predicate]:
    """The verbs that head a clause and the nouns that carry a date, in order.

    ``dated`` are the places of words that a time expression depends on. Infinitives and participles without a date of
    their own tell of no event that could be placed, save participles that go with another clause ("citing delays").
    """
    found: list[Predicate] = []
    for token in doc:
        tag = token.tag_
        if tag[:2] == "VB":
            if token.dep_ in _VERBAL:
                found.append(_with_tense(token))
        elif tag[:2] == "NN" and token.i in dated:
            found.append(Predicate(token, "participle", is_noun=True))
    return found


def _with_tense(verb: Token) -> Predicate:
    helpers = [child.text.lower() for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    tags = [child.tag_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if "can" in helpers or "ca" in helpers:
        # What can be done is so now, not later.
        return Predicate(verb, "present", modal="can")
    modal = next((word for word in helpers if word in _MODALS), "")
    if _FUTURE.intersection(helpers):
        return Predicate(verb, "future")
    if modal:
        return Predicate(verb, "past" if "have" in helpers else "future", modal=modal)
    if _HAD.intersection(helpers):
        return Predicate(verb, "pluperfect")
    if verb.tag_ in ("VBN", "VBG") and _HAVE.intersection(helpers) and not (verb.tag_ == "VBG" and len(helpers) == 1):
        return Predicate(verb, "perfect")
    if "TO" in tags:
        return Predicate(verb, "infinitive")
    if verb.tag_ == "VBD" or "VBD" in tags:
        return Predicate(verb, "past")
    if verb.tag_ in ("VBZ", "VBP") or {"VBZ", "VBP"}.intersection(tags):
        return Predicate(verb, "present")
    if not helpers and verb.dep_ in ("conj",) and verb.head.tag_[:2] == "VB" and verb.head.i != verb.i:
        # "has obtained it and published": the second verb has the first one's auxiliaries.
        return Predicate(verb, _with_tense(verb.head).tense if verb.tag_ == verb.head.tag_ else _bare(verb))
    return Predicate(verb, _bare(verb))


def _bare(verb: Token) -> Tense:
    return (
        "present" if verb.tag_ == "VB" and verb.dep_ == "ROOT" else "infinitive" if verb.tag_ == "VB" else "participle"
    )


def is_main(token: Token) -> bool:
    """Whether a verb heads a sentence, alone or with "and"."""
    for _ in range(_JOINED):
        if token.dep_ == "ROOT":
            return True
        if token.dep_ != "conj":
            return False
        token = token.head
    return False


_JOINED = 6


def is_state(verb: Token) -> bool:
    """Whether a verb tells how things are, rather than what happens."""
    return verb.text.lower() in _LIGHT or verb.text.lower() in _STATES


_STATES = frozenset({
    "has", "have", "had", "owns", "own", "owned", "remain", "remains", "remained", "seem", "seems", "seemed", "include",
    "includes", "included", "contain", "contains", "contained", "continue", "continues", "continued", "want", "wants",
    "wanted", "need", "needs", "needed", "know", "knows", "knew", "believe", "believes", "believed", "hope", "hopes",
    "hoped", "fear", "fears", "feared", "live", "lives", "lived", "mean", "means", "meant", "contradicts", "contradict",
    "insist", "insists", "represents", "represent", "consists", "consist", "expect", "expects", "expected", "like",
    "likes", "liked", "love", "loves", "loved", "depend", "depends", "depended", "exist", "exists", "existed",
})  # fmt: skip

# Nouns that name a happening; those in -ing, -tion, -sion and -ment are seen by their ending.
_EVENT_NOUNS = frozenset({
    "accident", "address", "attack", "attempt", "ban", "battle", "bid", "birth", "blast", "blaze", "bombing", "call",
    "ceasefire", "ceremony", "championship", "clash", "collapse", "concert", "conference", "congress", "contest",
    "coup",
    "crackdown", "crash", "crisis", "cut", "deal", "death", "debate", "debut", "decision", "default", "defeat", "delay",
    "delivery", "demise", "departure", "disaster", "dispute", "drop", "earthquake", "eruption", "event", "exercise",
    "exit",
    "fall", "festival", "fight", "fire", "flight", "flood", "funeral", "gain", "game", "genocide", "hack", "hurricane",
    "incident", "interview", "invasion", "keynote", "lawsuit", "launch", "leak", "loss", "march", "massacre", "match",
    "merger", "murder", "offer", "onslaught", "operation", "order", "outage", "outbreak", "overhaul", "pact", "plunge",
    "poll", "profit", "project", "protest", "purchase", "purge", "race", "raid", "rally", "recall", "referendum",
    "release",
    "report", "resignation", "retreat", "return", "revolt", "riot", "rise", "ruling", "sale", "sales", "seizure",
    "siege",
    "show", "slump", "speech", "spill", "storm", "strike", "summit", "surge", "surrender", "survey", "takeover",
    "talks",
    "test", "tour", "tournament", "treaty", "trial", "trip", "tsunami", "uprising", "verdict", "victory", "visit",
    "vote",
    "war", "wedding", "withdrawal", "wildfire", "win",
})  # fmt: skip
_EVENT_ENDINGS = ("ing", "ings", "tion", "tions", "sion", "sions", "ment", "ments")
_NOT_EVENTS = frozenset({
    "government", "department", "parliament", "apartment", "position", "nation", "organisation", "organization",
    "building",
    "administration", "thing", "things", "morning", "evening", "something", "anything", "nothing", "everything",
    "million",
    "billion", "region", "institution", "corporation", "commission", "constitution", "document", "documents",
    "equipment",
    "environment", "fashion", "television", "station", "population", "option", "section", "division", "mission", "king",
    "generation", "spring", "housing", "version", "question", "questions", "condition", "conditions", "union",
    "pension",
})  # fmt: skip


def is_event_noun(token: Token) -> bool:
    """Whether a noun names a happening, such as "launch" or "meeting"."""
    if token.tag_[:2] != "NN":
        return False
    word = token.text.lower()
    if word in _EVENT_NOUNS or word.removesuffix("s") in _EVENT_NOUNS or word.removesuffix("es") in _EVENT_NOUNS:
        return True
    return word.endswith(_EVENT_ENDINGS) and word not in _NOT_EVENTS

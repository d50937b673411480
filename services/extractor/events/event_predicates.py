"""Finds the words that tell of an event: the verb of a clause, or a noun such as "launch" that carries a date."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from services.extractor.parse import Parse

Tense = Literal["past", "perfect", "pluperfect", "present", "future", "infinitive", "participle"]

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_VERBAL = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "parataxis", "csubj", "dep"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_MODALS = frozenset({"could", "may", "might", "would", "should", "must"})
_HAVE = frozenset({"have", "has", "'ve", "’ve", "'s", "’s"})
_HAD = frozenset({"had", "'d", "’d"})
_LIGHT = frozenset({"be", "is", "are", "was", "were", "been", "am", "'s", "’s", "'re", "’re"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that tells of an event, by its place in the parse, with the tense and the auxiliaries of its clause."""

    word: int
    tense: Tense
    is_noun: bool = False
    modal: str = ""

    @property
    def is_finite(self) -> bool:
        return self.tense not in ("infinitive", "participle")


def find_predicates(parse: Parse, dated: Container[int]) -> list[Predicate]:
    """The verbs that head a clause and the nouns that carry a date, in order.

    ``dated`` are the places of words that a time expression depends on. Infinitives and participles without a date of
    their own tell of no event that could be placed, save participles that go with another clause ("citing delays").
    """
    found: list[Predicate] = []
    for word, tag in enumerate(parse.tags):
        if tag in VERBS:
            if parse.deps[word] in _VERBAL:
                found.append(_with_tense(parse, word))
        elif word in dated and tag[:2] == "NN":
            found.append(Predicate(word, "participle", is_noun=True))
    return found


def _with_tense(parse: Parse, verb: int) -> Predicate:
    lowers, tags, deps, tag = parse.lowers, parse.tags, parse.deps, parse.tags[verb]
    auxiliaries = [child for child in parse.lefts[verb] if deps[child] in ("aux", "auxpass")]
    if not auxiliaries:
        return Predicate(verb, _without_auxiliary(parse, verb, tag))
    helpers = [lowers[child] for child in auxiliaries]
    helper_tags = [tags[child] for child in auxiliaries]
    if "can" in helpers or "ca" in helpers:
        # What can be done is so now, not later.
        return Predicate(verb, "present", modal="can")
    if not _FUTURE.isdisjoint(helpers):
        return Predicate(verb, "future")
    if modal := next((word for word in helpers if word in _MODALS), ""):
        return Predicate(verb, "past" if "have" in helpers else "future", modal=modal)
    if not _HAD.isdisjoint(helpers):
        return Predicate(verb, "pluperfect")
    if tag in ("VBN", "VBG") and not _HAVE.isdisjoint(helpers) and not (tag == "VBG" and len(helpers) == 1):
        return Predicate(verb, "perfect")
    if "TO" in helper_tags:
        return Predicate(verb, "infinitive")
    if tag == "VBD" or "VBD" in helper_tags:
        return Predicate(verb, "past")
    if tag in ("VBZ", "VBP") or "VBZ" in helper_tags or "VBP" in helper_tags:
        return Predicate(verb, "present")
    return Predicate(verb, _bare(parse, verb, tag))


def _without_auxiliary(parse: Parse, verb: int, tag: str) -> Tense:
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP"):
        return "present"
    head = parse.heads[verb]
    if parse.deps[verb] == "conj" and head != verb and parse.tags[head] == tag:
        # "has obtained it and published": the second verb has the first one's auxiliaries.
        return _with_tense(parse, head).tense
    return _bare(parse, verb, tag)


def _bare(parse: Parse, verb: int, tag: str) -> Tense:
    if tag != "VB":
        return "participle"
    return "present" if parse.deps[verb] == "ROOT" else "infinitive"


def is_main(parse: Parse, verb: int) -> bool:
    """Whether a verb heads a sentence, alone or with "and"."""
    for _ in range(_JOINED):
        if parse.deps[verb] == "ROOT":
            return True
        if parse.deps[verb] != "conj":
            return False
        verb = parse.heads[verb]
    return False


_JOINED = 6


def is_state(verb: str) -> bool:
    """Whether a verb, in lower case, tells how things are, rather than what happens."""
    return verb in _LIGHT or verb in _STATES


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


def is_event_noun(noun: str) -> bool:
    """Whether a noun, in lower case, names a happening, such as "launch" or "meeting"."""
    if noun in _EVENT_NOUNS or noun.removesuffix("s") in _EVENT_NOUNS or noun.removesuffix("es") in _EVENT_NOUNS:
        return True
    return noun.endswith(_EVENT_ENDINGS) and noun not in _NOT_EVENTS

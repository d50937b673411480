"""Whether a clause looks back or ahead, by its verbs: what tells "on Friday" last from "on Friday" next."""

from __future__ import annotations

from spacy.tokens import Token

from services.extractor.times.time_context import Direction

_FUTURE_MODALS = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "can", "may", "might", "could", "would", "should", "must"}
)
# With "to" and a verb they look ahead: "is due to begin on Friday".
_PROSPECTIVE = frozenset({
    "set", "due", "scheduled", "expected", "planned", "likely", "slated", "plan", "plans", "planning", "expects",
    "expect",
    "hopes", "hope", "intends", "intend", "aims", "aim", "ready", "poised", "going", "bound", "wants", "want", "agreed",
})  # fmt: skip
# What is scheduled lies ahead, whenever that was done: "was scheduled for Friday".
_FIXED_AHEAD = frozenset({"scheduled", "slated", "due", "set", "expected", "planned"})
# In the present tense these tell of what has been: "says", "the news comes on Friday".
_TELLING = frozenset({
    "says", "say", "comes", "come", "shows", "show", "follows", "follow", "marks", "mark", "reports", "report",
    "tells", "adds",
    "notes", "writes",
})  # fmt: skip
_LIMITS = frozenset({"until", "till", "by", "through", "since"})
_MAX_CLIMB = 12


def direction_at(token: Token) -> Direction:
    """Where the clause of a time expression looks; ``token`` is the expression's head.

    unknown where the verb does not tell, and where the expression belongs to a noun, which may lie elsewhere than the
    verb ("announced a hearing on June 3").
    """
    while token.dep_ == "conj" and token.head.i < token.i and token.head.tag_[:2] != "VB":
        token = token.head  # "on Dec. 31 and Jan. 1"
    verb = governing_verb(token)
    limit = _limit_word(token)
    if limit == "since":
        return "past"
    if verb is None:
        return "future" if limit else "unknown"
    if verb.text.lower() in _FIXED_AHEAD:
        return "future"
    found = verb_direction(verb)
    if limit and not _is_plain_past(verb):
        return "future"
    if found in ("past", "present") and (limit in ("until", "till") or _belongs_to_noun(token)):
        return "unknown"
    return found


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for _ in range(_MAX_CLIMB):
        if token.tag_.startswith("VB") or token.tag_ == "MD":
            return token
        if token.head.i == token.i or token.dep_ == "ROOT":
            return None
        token = token.head
    return None


def verb_direction(verb: Token) -> Direction:
    """By the verb's auxiliaries and its own form, and for infinitives and participles by what governs it."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.text.lower() for helper in helpers}
    has_perfect = any(word in ("have", "has", "had", "'ve", "’ve", "having") for word in words)
    if any(helper.tag_ == "MD" for helper in helpers) and words & _FUTURE_MODALS:
        return "past" if has_perfect else "future"
    if has_perfect or any(helper.tag_ == "VBD" for helper in helpers) or (verb.tag_ == "VBD"):
        return "past"
    if any(helper.tag_ in ("VBZ", "VBP") for helper in helpers):
        return "future" if verb.tag_ == "VBG" else "past" if verb.tag_ == "VBN" else "future"
    if any(helper.tag_ == "TO" for helper in helpers):
        return _infinitive_direction(verb)
    if verb.tag_ in ("VBZ", "VBP"):
        return "unknown" if verb.text.lower() in _TELLING else "present"
    if verb.tag_ in ("VBN", "VBG"):
        above = governing_verb(verb.head) if verb.head.i != verb.i else None
        if above is None or above.i == verb.i:
            return "past" if verb.tag_ == "VBN" else "unknown"
        return "past" if verb.tag_ == "VBN" and verb.dep_ == "acl" else verb_direction(above)
    return "unknown"


def _infinitive_direction(verb: Token) -> Direction:
    """Ahead, save where a verb of the past says that it was done: "managed to sell on Friday"."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.text.lower() in _PROSPECTIVE:
        return "future"
    above = governing_verb(head)
    return "future" if above is None or above.i == verb.i else verb_direction(above)


def _limit_word(token: Token) -> str:
    """The "until", "by" or "since" that an expression depends on; empty if there is none."""
    for _ in range(3):
        token = token.head
        if token.text.lower() in _LIMITS:
            return token.text.lower()
    return ""


def _is_plain_past(verb: Token) -> bool:
    helpers = {child.text.lower() for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    return (verb.tag_ == "VBD" and not helpers) or bool(helpers & {"had", "was", "were", "did"})


def _belongs_to_noun(token: Token) -> bool:
    for _ in range(3):
        token = token.head
        if token.tag_ not in ("IN", "TO"):
            break
    return token.tag_.startswith("NN")

"""What an article says that a person is: "Kremlin spokesperson Dmitry Peskov", "Barra, 51, the chief executive"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from services.extractor.names.gazetteers.people import (
    COURTESIES,
    FORMS_OF_ADDRESS,
    OFFICES,
    PERSON_NOUNS,
    RANKS,
    RELATIONS,
)
from services.extractor.names.names import Name
from services.extractor.names.reading import Reading

# Nobody's role in the news is longer; a longer one is a parse that went astray.
_MOST_WORDS = 14

_IN_ROLE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "POS", "HYPH", "VBN", "VBG", "CD", "AFX", "FW"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TITLES = FORMS_OF_ADDRESS | OFFICES | RANKS
_APPOINTING = frozenset(
    {"appointed", "appoint", "elected", "elect", "hired", "named", "name", "nominated", "promoted", "picked", "chose"}
    | {"chosen", "confirmed", "selected", "installed", "replaced", "tapped", "reelected", "re-elected"}
)
_PARTICIPLES = frozenset(
    {"acting", "appointed", "convicted", "deposed", "disgraced", "elected", "exiled", "incoming", "jailed", "leading"}
    | {"ousted", "outgoing", "re-elected", "reelected", "registered", "retired", "ruling", "sitting", "suspended"}
)
# The others of these are trades too, or say something by themselves: a lawyer, an ally.
_ONLY_TO_ANOTHER = RELATIONS - {"aide", "ally", "lawyer", "partner", "rival", "opponent"}
_DASHES = frozenset({"-", "–", "—", "--"})


class RoleSpan(NamedTuple):
    """Tokens ``start`` up to ``end`` say what the bearer of a name is; ``head`` is the noun that does."""

    start: int
    end: int
    head: int
    is_mention: bool
    """Whether the words mean the bearer ("Mary Barra, the chief executive"), rather than say something of them."""


def needs_another(reading: Reading, role: RoleSpan) -> bool:
    """Whether it says what somebody is to another, and not to whom: "Russian counterpart", "wife"."""
    # In small letters: Father Damien is a priest.
    return reading.words[role.head] in _ONLY_TO_ANOTHER and not any(
        reading.tags[token] == "POS" or reading.lowers[token] in ("of", "to") for token in range(role.start, role.end)
    )


def is_person_noun(word: str) -> bool:
    """Whether a common noun means a person."""
    lower = word.lower()
    return lower in PERSON_NOUNS or lower.endswith(("sman", "swoman", "sperson", "ologist", "ographer", "-general"))


def roles_of(reading: Reading, name: Name) -> Iterator[RoleSpan]:
    """The roles that the words around one mention of a person state."""
    before = _before(reading, name.start)
    if before:
        yield before
    root = reading.span(name.start, name.end).root
    if root.i < name.start:
        return
    for child in root.children:
        if child.dep_ == "appos" and child.i >= name.end and (role := _noun_phrase(reading, child, is_mention=True)):
            yield role
    if root.dep_ == "appos" and root.head.i < name.start and root.head.tag_ in ("NN", "NNP"):
        role = _noun_phrase(reading, root.head, is_mention=True)
        if role and role.end <= name.start:
            yield role
    yield from _stated(reading, root)


def _before(reading: Reading, start: int) -> RoleSpan | None:
    """The nouns and adjectives right before the name: "White House Press Secretary" Karoline Leavitt."""
    head = start - 1
    while head >= 0 and reading.lower(head).rstrip(".") in COURTESIES:
        head -= 1
    end = head + 1
    if reading.lower(head - 1) == "of" and reading.lower(head - 2) in OFFICES and reading.tags[head] == "NNP":
        head -= 2  # "Secretary of State"
    if head < 0 or not _is_role_head(reading, head):
        return None
    first = head
    while first > 0 and head - first < _MOST_WORDS and _belongs(reading, first - 1):
        first -= 1
    while (first < head and reading.tags[first] in ("POS", "HYPH", "CD", "VBG")) or reading.lower(first) in _DASHES:
        first += 1
    return RoleSpan(first, end, head, is_mention=True)


def _is_role_head(reading: Reading, token: int) -> bool:
    word = reading.lower(token).rstrip(".")
    if reading.tags[token] not in _NOUNS:
        return False
    return word in _TITLES or is_person_noun(word) or word in ("general", "elect")


def _belongs(reading: Reading, token: int) -> bool:
    word = reading.words[token]
    if word in ("of", "and", "&", "for"):
        # "Secretary of State", "minister for Europe", "Foreign and Commonwealth Secretary"
        return (
            token > 0
            and reading.tags[token - 1] in _NOUNS
            and reading.words[token + 1][:1].isupper()
            and (word not in ("of", "for") or reading.lower(token - 1) in _TITLES)
            and (
                word not in ("and", "&")
                or (reading.words[token - 1][:1].isupper() and reading.lower(token + 1).rstrip(".") not in _TITLES)
            )
        )
    if word in _DASHES:
        return not reading.is_spaced(token) and not reading.is_spaced(token - 1)
    if reading.tags[token] == "NNS" and is_person_noun(word.removesuffix("s")):
        return False  # "his rivals Sen. Cruz and Sen. Rubio"
    return reading.tags[token] in _IN_ROLE and not word.isspace()


def _is_verb(reading: Reading, token: int) -> bool:
    """A participle that opens a role is the sentence's verb, unless roles are known to open with it."""
    return reading.tags[token] in ("VBN", "VBG") and reading.lower(token) not in _PARTICIPLES


def _noun_phrase(reading: Reading, noun: Token, is_mention: bool) -> RoleSpan | None:
    """The noun and what modifies it, up to a comma or a relative clause."""
    if noun.tag_ not in _NOUNS or not (is_person_noun(noun.text) or noun.lower_ in _TITLES):
        return None
    start = noun.i
    left = noun.left_edge.i
    while start > left and (_belongs(reading, start - 1) or reading.words[start - 1] == ","):
        start -= 1
    while start < noun.i and reading.words[start] in (",", "'s", "’s"):
        start += 1
    end = noun.i + 1
    last = noun.right_edge.i
    while end <= last and end - start < _MOST_WORDS and not _ends_role(reading, end):
        end += 1
    while end - 1 > noun.i and reading.tags[end - 1] not in _NOUNS:
        end -= 1
    return RoleSpan(start, end, noun.i, is_mention)


def _ends_role(reading: Reading, token: int) -> bool:
    word = reading.lower(token)
    tag = reading.tags[token]
    return (
        word in (",", ";", ":", ".", "(", "\n\n", "\n", '"', "”", "“", "'", "’", "‘")
        or tag in ("WP", "WDT", "WRB", "MD")
        or (tag.startswith("VB") or (word in _DASHES and reading.is_spaced(token)))
    )


def _stated(reading: Reading, root: Token) -> Iterator[RoleSpan]:
    """ "Peskov is the Kremlin's spokesperson"; "named Mary Barra as its chief executive"."""
    verb = root.head
    if root.dep_ == "nsubj" and verb.lower_ in ("is", "was", "became", "becomes", "remains"):
        for child in verb.children:
            if child.dep_ == "attr" and child.i > verb.i and (role := _noun_phrase(reading, child, is_mention=False)):
                yield role
    if verb.lower_ in _APPOINTING and root.dep_ in ("dobj", "nsubjpass", "nsubj", "oprd"):
        for child in (*verb.children, *root.children):
            if child.lower_ == "as" and child.i > root.i:
                for noun in child.children:
                    if noun.dep_ == "pobj" and (role := _noun_phrase(reading, noun, is_mention=False)):
                        yield role

"""Entities' public identifiers, such as ``person/dmitry-peskov``: made of names, and read back. Pure."""

from __future__ import annotations

from services.indexer.entities.names import Name, name_key

# Between a name's key and what tells a homonym from its namesakes; in no other key is there a letter beside it.
HOMONYM = "~"

_WORD_OF_TYPE = {
    "PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "region", "FAC": "building", "NORP": "group",
    "EVENT": "event", "WORK_OF_ART": "work", "LAW": "law", "PRODUCT": "product", "LANGUAGE": "language",
}  # fmt: skip
_TYPE_OF_WORD = {word: entity_type for entity_type, word in _WORD_OF_TYPE.items()}
# A name of nothing but signs is given by their numbers.
_SIGNS = "~~"


def public_id(name: Name) -> str:
    """The identifier of a name; it is always the same, and no other name has it."""
    word = _WORD_OF_TYPE.get(name.type, name.type.lower())
    key, _, label = name.key.partition(HOMONYM)
    if not name_key(key):
        return f"{word}/{_SIGNS}{'-'.join(f'{ord(sign):x}' for sign in name.key)}"
    return f"{word}/{key.replace(' ', '-')}{HOMONYM + label.replace(' ', '-') if label else ''}"


def parse_public_id(text: str) -> Name | None:
    """The name that a public identifier was made of; None when the text is none."""
    word, slash, rest = text.strip().partition("/")
    entity_type = _TYPE_OF_WORD.get(word.lower())
    if not slash or not rest or entity_type is None:
        return None
    if rest.startswith(_SIGNS):
        try:
            return Name("".join(chr(int(number, 16)) for number in rest.removeprefix(_SIGNS).split("-")), entity_type)
        except (ValueError, OverflowError):
            return None
    key, tilde, label = rest.partition(HOMONYM)
    if not name_key(key):
        return None
    return Name(name_key(key) + (HOMONYM + name_key(label) if tilde else ""), entity_type)


def homonym_of(name: Name, label: str) -> Name:
    """The namesake that is told apart by `label`."""
    return Name(f"{name.key.partition(HOMONYM)[0]}{HOMONYM}{name_key(label)}", name.type)


def is_homonym(name: Name) -> bool:
    key, tilde, label = name.key.partition(HOMONYM)
    return bool(tilde and label) and any(map(str.isalnum, key))

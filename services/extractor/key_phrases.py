"""What an article is about in its own words: noun phrases that come early and often, and are no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from services.extractor.names.gazetteers.people import PERSON_NOUNS
from services.extractor.names.gazetteers.word_lists import words
from services.extractor.names.name_forms import folded
from services.extractor.parse import Parse, parse_of
from shared.schemas.articles import Entity

_NOUNS = frozenset({"NN", "NNS"})
_MODIFIERS = frozenset({"JJ", "NN", "NNS", "VBG", "VBN", "HYPH"})
_MOST_WORDS = 4
# A single word says little unless the article keeps coming back to it.
_OFTEN = 3

# Nouns that every article has, and what says when or how much rather than what about.
_EMPTY = words("""
addition afternoon amount area aspect attempt bit case cause chance change circumstance comment copy couple course
day days decade detail effect effort end evening event example fact file form front group half hand hour idea image
interview issue item kind level line list lot majority matter member mention minute moment month morning name news
newspaper night number occasion one ones order part participant people percent percentage period person photo piece
place plan point position possibility problem process quarter question range rate reason regard report result role
round second sense series set share side sign situation site size something sort source spokesman spokesperson
spokeswoman stage statement step story system term thing things time times today tomorrow topic total type use view
way week weekend weeks word words work year years yesterday
""")
_EMPTY_MODIFIERS = words("""
able additional ago big certain different due early few first following former full further good great high important
large last late later latest least less likely little long low main major many more most much new next old only
other own previous real recent same second several short significant similar single small such sure third top total
various whole
""")


@dataclass(slots=True)
class _Phrase:
    text: str
    first: int
    count: int = 0
    weight: float = 0.0


def find_key_phrases(
    doc: Doc, entities: Sequence[Entity], headline: str | None = None, most: int = 8
) -> tuple[str, ...]:
    """Up to ``most`` noun phrases, the most telling first, none of them an entity's name.

    A phrase weighs more the earlier it comes, the more often, and in the headline; longer phrases tell more than
    their parts, which are left out beside them unless they are far more frequent.
    """
    in_headline = folded(headline or "")
    parse = parse_of(doc)
    phrases: dict[str, _Phrase] = {}
    length = max(1, len(parse.words))
    for start, end in _candidates(parse, _name_offsets(entities)):
        text = parse.text[parse.starts[start] : parse.end_of(end - 1)]
        key = _singular(folded(text))
        phrase = phrases.setdefault(key, _Phrase(text, start))
        phrase.count += 1
        phrase.weight += 1 + (1 - start / length)
    ranked = sorted(phrases.items(), key=lambda item: (-_score(item[0], item[1], in_headline), item[1].first))
    chosen: list[str] = []
    for key, phrase in ranked:
        if len(chosen) == most:
            break
        is_word = " " not in key
        if is_word and phrase.count < _OFTEN and key not in in_headline:
            continue
        if not any(_holds(other, key) or _holds(key, other) for other in chosen):
            chosen.append(key)
    return tuple(phrases[key].text for key in chosen)


def _score(key: str, phrase: _Phrase, in_headline: str) -> float:
    number = key.count(" ") + 1
    return (
        phrase.weight * (0.7 if number == 1 else 0.4 + 0.6 * number) * (1.5 if f" {key}" in f" {in_headline}" else 1.0)
    )


def _holds(long: str, short: str) -> bool:
    return f" {short} " in f" {long} "


def _name_offsets(entities: Sequence[Entity]) -> set[int]:
    """The characters of names; names are found by word, so that a word's first character tells."""
    offsets: set[int] = set()
    for entity in entities:
        for mention in entity.mentions:
            if mention.kind == "name":
                offsets.update(range(mention.start, mention.end))
    return offsets


def _candidates(parse: Parse, names: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of adjectives and common nouns that end in a noun and begin with neither a name nor an empty word."""
    start = None
    for word, tag in enumerate(parse.tags):
        if tag in _MODIFIERS and parse.starts[word] not in names:
            if start is None:
                start = word
        elif start is not None:
            yield from _trimmed(parse, start, word)
            start = None
    if start is not None:
        yield from _trimmed(parse, start, len(parse.words))


def _trimmed(parse: Parse, start: int, end: int) -> Iterator[tuple[int, int]]:
    tags, lowers = parse.tags, parse.lowers
    while end > start and tags[end - 1] not in _NOUNS:
        end -= 1
    while start < end and (lowers[start] in _EMPTY_MODIFIERS or tags[start] in ("HYPH", "VBG", "VBN")):
        start += 1
    if end - start > _MOST_WORDS:
        start = end - _MOST_WORDS
    if start >= end:
        return
    last = lowers[end - 1]
    if len(last) < 3 or last in _EMPTY or _singular(last) in _EMPTY or _singular(last) in PERSON_NOUNS:
        return
    yield start, end


def _singular(phrase: str) -> str:
    """The phrase with its last word in the singular, well enough to count both together."""
    if phrase.endswith("ies") and len(phrase) > 4:
        return phrase[:-3] + "y"
    if phrase.endswith(("ches", "shes", "sses", "xes")):
        return phrase[:-2]
    if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is", "news")):
        return phrase[:-1]
    return phrase

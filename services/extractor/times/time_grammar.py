"""Finds time expressions in plain text by tables of rules over classes of words.

A stretch of text becomes a string of symbols, one for each word or figure; rules are regular expressions over these.
words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from services.extractor.times.time_meanings import Meaning, Modifier, NoTime, TimexType
from services.extractor.times.time_patterns import compile_pattern, needed_symbols
from services.extractor.times.time_words import EVERYDAY, ChunkKinds, Word, stretches

Need = Literal["nothing", "noun", "adverbial", "not a number"]
Build = Callable[["Found"], Meaning | None]

# Matches of short stretches are kept for the next text.
_LONGEST_KEPT, _MOST_KEPT = 12, 8_192


@dataclass(frozen=True)
class Rule:
    """One shape of time expression.

    ``example`` shows it in brackets and gives its value on Sunday, 2 November 2025, in a text about the past; every
    example is a test. ``needs`` is what the sentence has to bear out, see ``time_evidence``. ``weak`` shapes count only
    with a limiting word before them, such as "the end of". ``cuts`` names the groups that are expressions of
    their own, for "Oct. 23-25": then ``build`` is called for each.
    """

    type: TimexType
    pattern: str
    build: Build
    example: str
    weak: bool = False
    needs: Need = "nothing"
    cuts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule's pattern matched; ``cut`` is the group that is being read, for rules that find several."""

    match: re.Match[str]
    words: Sequence[Word]
    cut: str = ""

    def text(self, name: str) -> str:
        """The first word of a group, in lower case; empty if the pattern lacks it or it took no part."""
        return self.words[self.match.start(name)].lower if self.has(name) else ""

    def texts(self, name: str) -> list[str]:
        """All words of a group, in lower case."""
        return [word.lower for word in self.words[slice(*self.match.span(name))]] if self.has(name) else []

    def has(self, name: str) -> bool:
        """Whether the pattern has the group and it took part."""
        return self.match.groupdict().get(name) is not None

    def integer(self, name: str) -> int:
        """A group that is a figure, with or without an ordinal's ending."""
        return int(re.sub(r"\D", "", self.text(name)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression of a text: characters ``start`` to ``end``, and what it means."""

    start: int
    end: int
    type: TimexType
    meaning: Meaning
    modifier: Modifier | None = None
    rule: Rule | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class Grammar:
    """Rules, and patterns of words that go before an expression and modify it, such as "early" or "the end of"."""

    rules: Sequence[tuple[Rule, re.Pattern[str]]]
    limits: Sequence[tuple[Modifier, re.Pattern[str]]]
    needed_by: Mapping[str, int]
    """For each symbol the rules that cannot match without it or one of its like: bit n is rule n's."""
    chunk_kinds: ChunkKinds


def compile_grammar(rules: Iterable[Rule], limits: Iterable[tuple[Modifier, str]]) -> Grammar:
    """Raises ValueError where a pattern names a class that does not exist, or a rule could match everyday words."""
    compiled = [(rule, compile_pattern(rule.pattern)) for rule in rules]
    needed_by: dict[str, int] = defaultdict(int)
    for place, (rule, _) in enumerate(compiled):
        needed = needed_symbols(rule.pattern, EVERYDAY)
        if needed is None:
            raise ValueError(f"{rule.pattern!r} can match any words")
        for symbol in needed:
            needed_by[symbol] |= 1 << place
    before = [(modifier, re.compile(f"(?:{compile_pattern(pattern).pattern})$")) for modifier, pattern in limits]
    return Grammar(compiled, before, dict(needed_by), ChunkKinds())


def read_times(text: str, grammar: Grammar) -> list[Reading]:
    """The time expressions of a text, in order and without overlap: where rules compete, the longest match wins."""
    return [reading for words in stretches(text, grammar.chunk_kinds) for reading in _read_stretch(words, grammar)]


def _read_stretch(words: Sequence[Word], grammar: Grammar) -> list[Reading]:
    symbols = "".join([word.symbol for word in words])
    search = _longest_first if len(symbols) <= _LONGEST_KEPT else _longest_first.__wrapped__
    taken = bytearray(len(words))
    readings: list[Reading] = []
    for match, rule in search(symbols, grammar):
        start, end = match.span()
        if any(taken[start:end]):
            continue
        cuts = [cut for cut in rule.cuts if match.start(cut) >= 0] or [""]
        meanings = [rule.build(Found(match, words, cut)) for cut in cuts]
        limited, modifier = _limit_before(symbols, start, grammar)
        if any(taken[limited:start]):
            limited, modifier = start, None
        if None in meanings or (rule.weak and modifier is None):
            continue
        taken[limited:end] = b"\1" * (end - limited)
        for cut, meaning in zip(cuts, meanings, strict=True):
            first, behind = match.span(cut) if cut else (start, end)
            first = limited if cut == cuts[0] else first
            behind = end if cut == cuts[-1] else behind
            if meaning is None or isinstance(meaning, NoTime):
                continue
            readings.append(Reading(words[first].start, words[behind - 1].end, rule.type, meaning, modifier, rule))
    return sorted(readings, key=lambda reading: reading.start)


@lru_cache(maxsize=_MOST_KEPT)
def _longest_first(symbols: str, grammar: Grammar) -> Sequence[tuple[re.Match[str], Rule]]:
    """All matches in a stretch. The same stretches come again and again: "on Monday", "last year"."""
    places = 0
    for symbol in set(symbols):
        places |= grammar.needed_by.get(symbol, 0)
    found: list[tuple[re.Match[str], Rule]] = []
    while places:
        lowest = places & -places
        rule, regex = grammar.rules[lowest.bit_length() - 1]
        found += [(match, rule) for match in regex.finditer(symbols)]
        places ^= lowest
    return sorted(found, key=lambda pair: pair[0].start() - pair[0].end())


def _limit_before(symbols: str, start: int, grammar: Grammar) -> tuple[int, Modifier | None]:
    for modifier, regex in grammar.limits:
        if found := regex.search(symbols, max(0, start - 5), start):
            return found.start(), modifier
    return start, None

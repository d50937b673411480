"""Finds time expressions in plain text by tables of rules over classes of words.

A text becomes a string of symbols, one for each word or figure that any rule knows, and one for every stretch of other
words. A rule's pattern is written with class names in capitals, plain words in lower case and the usual operators
( ) ? | *, and ``name:`` before a word or group that its meaning needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from services.extractor.times.time_classes import CLASSES, kind_of
from services.extractor.times.time_meanings import Meaning, Modifier, NoTime, TimexType
from services.extractor.times.time_words import Word, split_words

Need = Literal["nothing", "noun", "adverbial", "not a number"]
Build = Callable[["Found"], Meaning | None]


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


@dataclass(frozen=True)
class Grammar:
    """Rules, and patterns of words that go before an expression and modify it, such as "early" or "the end of"."""

    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    limits: tuple[tuple[Modifier, re.Pattern[str]], ...]


def compile_grammar(rules: Iterable[Rule], limits: Iterable[tuple[Modifier, str]]) -> Grammar:
    """Raises ValueError where a pattern names a class that does not exist."""
    return Grammar(
        tuple((rule, compile_pattern(rule.pattern)) for rule in rules),
        tuple((modifier, re.compile(f"(?:{compile_pattern(pattern).pattern})$")) for modifier, pattern in limits),
    )


def read_times(text: str, grammar: Grammar) -> list[Reading]:
    """The time expressions of a text, in order and without overlap: where rules compete, the longest match wins."""
    words = split_words(text)
    symbols = "".join([word.symbol for word in words])
    taken = bytearray(len(words))
    readings: list[Reading] = []
    for match, rule in _longest_first(symbols, grammar):
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


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression over symbols. Raises ValueError for a class that does not exist."""
    parts: list[str] = []
    for name, word, operator in _TERM.findall(pattern):
        prefix = f"(?P<{name}>" if name else ""
        if operator:
            parts.append(prefix + ("(?:" if operator == "(" and not name else "" if operator == "(" else operator))
            continue
        if word[0].isupper():
            if word not in CLASSES:
                raise ValueError(f"{word} in {pattern!r} is no class of words")
            symbol = "[" + "".join(kind_of(member) for member in sorted(CLASSES[word])) + "]"
        else:
            symbol = kind_of(word)
        parts.append(prefix + symbol + (")" if name else ""))
    return re.compile("".join(parts))


_TERM = re.compile(r"(?:([a-z]\w*):)?(?:([A-Za-z0-9][A-Za-z0-9_'.]*)|(\(\?<?[=!]|[()?|*+]))")


def _longest_first(symbols: str, grammar: Grammar) -> list[tuple[re.Match[str], Rule]]:
    found = [(match, rule) for rule, regex in grammar.rules for match in regex.finditer(symbols)]
    return sorted(found, key=lambda pair: pair[0].start() - pair[0].end())


def _limit_before(symbols: str, start: int, grammar: Grammar) -> tuple[int, Modifier | None]:
    for modifier, regex in grammar.limits:
        if found := regex.search(symbols, max(0, start - 5), start):
            return found.start(), modifier
    return start, None

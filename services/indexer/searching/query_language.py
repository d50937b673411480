"""The language of searches: words, "phrases", -not, OR, prefix*, brackets and filters. Pure.

putin budapest                      both words, anywhere in the article
"no need" OR "wasted meeting"       one phrase or the other; OR binds closer than the space
sanction* -gold                     words that begin so, without another
speaker:Peskov said:"no need"       in one quotation
person:"Dmitry Peskov" after:2025-10-20 before:2025-11-01
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from services.indexer.timelines.days import days_of

# Each filter and the example that an error message shows.
FILTERS = {
    "person": 'person:"Dmitry Peskov"',
    "org": "org:Rosneft",
    "place": "place:Budapest",
    "entity": "entity:Kremlin",
    "speaker": "speaker:Peskov",
    "said": 'said:"no need"',
    "headline": "headline:summit",
    "source": 'source:"Kyiv Independent"',
    "section": "section:Russia",
    "author": "author:Taradiuk",
    "lang": "lang:en",
    "url": "url:https://example.org/story",
    "after": "after:2025-10-20",
    "before": "before:2025-11-01",
    "on": "on:2025-10-22",
    "event-after": "event-after:2025-10-20",
    "event-before": "event-before:2025-10-26",
    "event-on": "event-on:2025-10-16",
}
# What people write for them.
_ALSO_CALLED = {
    "people": "person", "who": "person", "organisation": "org", "organization": "org", "company": "org",
    "location": "place", "city": "place", "country": "place", "about": "entity", "name": "entity", "by": "author",
    "byline": "author", "outlet": "source", "site": "source", "language": "lang", "since": "after", "from": "after",
    "until": "before", "date": "on", "day": "on", "title": "headline", "intitle": "headline", "quote": "said",
    "says": "speaker", "link": "url",
}  # fmt: skip
_DATED = frozenset({"after", "before", "on", "event-after", "event-before", "event-on"})

MAX_LENGTH = 1000
_MAX_PARTS = 64
_MAX_DEPTH = 10
_SHORTEST_PREFIX = 2

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<minus>-(?=[^\s)]))
      | (?P<or>(?:OR|\|)(?=[\s()]|$)) | (?P<and>(?:AND|&&?)(?=[\s()]|$)) | (?P<not>NOT(?=[\s(]))
      | (?P<url>https?://[^\s()"“”]+)
      | (?P<filter>[A-Za-z]+(?:-[A-Za-z]+)?):(?P<value>["“][^"“”]*["”]|["“].*|[^\s()"“”]*)
      | (?P<phrase>["“”][^"“”]*["“”]) | (?P<unclosed>["“”].*)
      | (?P<word>[^\s()"“”]+)""",
    re.VERBOSE | re.DOTALL,
)


class QueryError(ValueError):
    """A query that cannot be meant so: what is wrong, where (characters of the query), and what to write."""

    def __init__(self, message: str, query: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.query = query
        self.start = start
        self.end = max(end, start + 1)

    def __str__(self) -> str:
        # Signs below the query's line point at the place.
        return f"{self.message}\n  {self.query}\n  {' ' * self.start}{'^' * (self.end - self.start)}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words that follow each other; `prefix` when the last one may go on."""

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """`value` is as it was written; `first_day` and `last_day` bound a dated filter's value."""

    name: str
    value: str
    first_day: str = ""
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Node, ...]


Node = Text | Filter | Not | All | Any


def parse_query(query: str) -> All:
    """What `query` asks for; no parts when it holds neither words nor filters: every article.

    Raises QueryError.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is too long: at most {MAX_LENGTH} characters", query[:60] + "…", 60, 61)
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup != "space"]
    if len(tokens) > _MAX_PARTS:
        place = tokens[_MAX_PARTS]
        raise QueryError(f"the query has too many parts: at most {_MAX_PARTS}", query, place.start(), place.end())
    parser = _Parser(query, tokens)
    return parser.everything()


class _Parser:
    def __init__(self, query: str, tokens: list[re.Match[str]]) -> None:
        self._query = query
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def everything(self) -> All:
        found = self._all()
        if (token := self._peek()) is not None:
            raise self._error("this bracket closes nothing: remove it, or open one before", token)
        return found

    def _all(self) -> All:
        parts: list[Node] = []
        while (token := self._peek()) is not None and _kind(token) != "close":
            if _kind(token) == "and":
                self._next += 1
                if not parts or self._peek() is None or _kind(self._tokens[self._next]) == "close":
                    raise self._error('AND needs something on both sides; for the word itself write "and"', token)
                continue
            if (part := self._any()) is not None:
                parts.append(part)
        return All(tuple(parts))

    def _any(self) -> Node | None:
        parts = [self._one()]
        while (token := self._peek()) is not None and _kind(token) == "or":
            self._next += 1
            following = self._peek()
            if following is None or _kind(following) in ("close", "or", "and"):
                raise self._error('OR needs something on both sides; for the word itself write "or"', token)
            parts.append(self._one())
        given = tuple(part for part in parts if part is not None)
        return (given[0] if len(given) == 1 else Any(given)) if given else None

    def _one(self) -> Node | None:
        token = self._tokens[self._next]
        self._next += 1
        match _kind(token):
            case "minus" | "not":
                following = self._peek()
                if following is None or _kind(following) in ("close", "or", "and", "minus", "not"):
                    raise self._error("what should not be there? Write it right after the minus sign", token)
                part = self._one()
                return None if part is None else Not(part)
            case "open":
                return self._bracket(token)
            case "or":
                raise self._error('OR needs something on both sides; for the word itself write "or"', token)
            case "unclosed":
                raise self._error('this quotation mark is not closed: add " at the end', token, token.start() + 1)
            case "value":
                return self._filter(token)
            case "url":
                return Filter("url", token.group())
            case "phrase":
                return _text(token.group()[1:-1])
            case _:
                return self._word(token)

    def _bracket(self, opening: re.Match[str]) -> Node | None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error(f"too many brackets in one another: at most {_MAX_DEPTH}", opening)
        found = self._all()
        if self._peek() is None:
            raise self._error("this bracket is not closed: add ) at the end", opening)
        self._next += 1
        self._depth -= 1
        return found if found.parts else None

    def _word(self, token: re.Match[str]) -> Node | None:
        word = token.group()
        stem = word.rstrip("*")
        if stem == word:
            return _text(word)
        if sum(map(_is_searchable, stem)) < _SHORTEST_PREFIX:
            raise self._error(f"a * needs at least {_SHORTEST_PREFIX} letters before it, such as ukr*", token)
        return _text(stem, prefix=True)

    def _filter(self, token: re.Match[str]) -> Node | None:
        written = token["filter"]
        name = _ALSO_CALLED.get(written.lower(), written.lower())
        if name not in FILTERS:
            if not token["value"]:  # a pasted headline, such as "War latest: ..."
                return _text(written)
            close = difflib.get_close_matches(name, [*FILTERS, *_ALSO_CALLED], n=1, cutoff=0.7)
            meant = f"did you mean {close[0]}:" if close else f"there are {': '.join(FILTERS)}:"
            raise self._error(
                f'there is no filter {written}: ({meant}); for the words themselves write "{token.group()}"',
                token,
                token.start() + len(written) + 1,
            )
        value = token["value"]
        if value[:1] in ('"', "“"):
            if len(value) < 2 or value[-1] not in ('"', "”"):
                raise self._error('this quotation mark is not closed: add " at the end', token)
            value = value[1:-1]
        if not any(map(_is_searchable, value)):
            raise self._error(f"{name}: needs a value right after it, such as {FILTERS[name]}", token)
        if name not in _DATED:
            return Filter(name, value.strip())
        first_day, last_day = days_of(value)
        if first_day is None or last_day is None or "/" in value:
            raise self._error(f"{value!r} is not a date: write {FILTERS[name]}, or a month or year", token)
        return Filter(name, value, first_day, last_day)

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _error(self, message: str, token: re.Match[str], end: int | None = None) -> QueryError:
        return QueryError(message, self._query, token.start(), end or token.end())


def _kind(token: re.Match[str]) -> str:
    return str(token.lastgroup)


def _text(words: str, *, prefix: bool = False) -> Text | None:
    return Text(words, prefix) if any(map(_is_searchable, words)) else None


def _is_searchable(character: str) -> bool:
    """Whether the index's tokenizer (unicode61) takes it for a part of a word: letters and numbers."""
    return unicodedata.category(character)[0] in "LN"

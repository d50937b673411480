"""Recognises a line that is plainly page furniture, by its own words alone."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from shared.schemas.articles import Role


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is, why, and how sure that is."""

    role: Role
    reason: str
    confidence: float = 1.0


_READING_TIME = re.compile(
    r"(?:estimated |approx\.? )?(?:reading time|read time|time to read)?:?\s*(?:about |~|<\s?)?"
    r"(\d{1,3})(?:\s?[-–]\s?\d+)?[ -]?(?:min(?:ute)?s?)\.?"
    r"(?: (?:read|reading time|of reading|to read))?",
    re.IGNORECASE,
)
_ONLY_PUNCTUATION = re.compile(r"[\W_]+")
_COUNT = re.compile(r"[\d.,]+\s?[kKmM]?")

_LOOKED_AT = 300
_SHORT_LINE = 80
"""Characters of a line that many pages of a web site may have: its label is kept for the next of them."""


def furniture_of(text: str) -> Label | None:
    """The label of a line whose own words give it away; None where only its surroundings can tell."""
    return _of_short(text) if len(text) <= _SHORT_LINE else _of_line(text)


@lru_cache(maxsize=16_384)
def _of_short(text: str) -> Label | None:
    return _of_line(text)


def _of_line(text: str) -> Label | None:
    folded = text[:_LOOKED_AT].casefold().replace("’", "'").strip(' \t:.,;|>»›→←<«-–—•·*+✕×▼▲▸▶…[](){}"“”')
    if not folded:
        return Label("other", "holds no words", 0.9)
    if (role := _whole_lines().get(folded)) is not None:
        return Label(role, f"a page's standing words: '{text}'" if len(text) < 40 else "a page's standing words", 0.95)
    if _READING_TIME.fullmatch(folded):
        return Label("reading_time", "says how long reading takes")
    if _COUNT.fullmatch(folded):
        return Label("other", "a number by itself", 0.7)
    if _any_beginning().match(folded) is None and not any(map(folded.__contains__, _needed())):
        return None
    words = text.count(" ") + 1
    for beginning in _beginnings():
        if words <= beginning.longest and beginning.needs in folded and beginning.pattern.match(folded):
            return Label(beginning.role, beginning.reason, 0.9)
    return None


def reading_minutes(text: str) -> int | None:
    """The minutes that a line such as '2 min read' states."""
    match = _READING_TIME.fullmatch(text.strip(" .|•·()").casefold())
    return int(match.group(1)) if match else None


@dataclass(frozen=True, slots=True)
class _Beginning:
    role: Role
    reason: str
    longest: int
    needs: str
    """What every line that begins so holds; empty where its first words tell."""
    pattern: re.Pattern[str]


@cache
def _whole_lines() -> dict[str, Role]:
    return {line: role for role, lines in _tables()["whole"].items() for line in lines}


@cache
def _beginnings() -> tuple[_Beginning, ...]:
    return tuple(
        _Beginning(
            entry["role"],
            entry["reason"],
            entry["longest"],
            entry.get("needs", ""),
            re.compile(entry["pattern"].replace("\n", "")),
        )
        for entry in _tables()["beginning"]
    )


@cache
def _any_beginning() -> re.Pattern[str]:
    """All that a line's first words tell, at once: most lines begin like none."""
    patterns = (beginning.pattern.pattern for beginning in _beginnings() if not beginning.needs)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _needed() -> tuple[str, ...]:
    return tuple(beginning.needs for beginning in _beginnings() if beginning.needs)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

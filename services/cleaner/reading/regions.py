"""What an HTML element's tag, class, id and other attributes say about the part of the page that it holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_BY_TAG = {
    "nav": frozenset({"navigation"}),
    "menu": frozenset({"navigation"}),
    "header": frozenset({"header"}),
    "footer": frozenset({"footer"}),
    "aside": frozenset({"aside"}),
    "article": frozenset({"article"}),
    "main": frozenset({"main"}),
    "figure": frozenset({"figure"}),
    "figcaption": frozenset({"caption"}),
    "blockquote": frozenset({"quote"}),
    "button": frozenset({"button"}),
    "form": frozenset({"form"}),
    "time": frozenset({"time"}),
    "table": frozenset({"table"}),
    "ul": frozenset({"list"}),
    "ol": frozenset({"list"}),
    "pre": frozenset({"pre"}),
}  # fmt: skip
_BY_ROLE = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "main": "main",
    "article": "article",
    "dialog": "overlay",
    "alertdialog": "overlay",
    "search": "form",
    "button": "button",
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAMING = ("class", "id", "itemprop", "data-testid")
_SAYING = frozenset({*_NAMING, "role", "aria-hidden"})
_LONGEST_NAMES = 400


def regions_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """The kinds of region that an element says it is; empty for most."""
    if not attributes or _SAYING.isdisjoint(attributes) or tag in ("html", "body"):
        return _BY_TAG.get(tag, _NONE)
    names = " ".join([attributes[name] for name in _NAMING if name in attributes])
    role = attributes.get("role")
    return _regions(
        tag, names[:_LONGEST_NAMES], role if role in _BY_ROLE else None, attributes.get("aria-hidden") == "true"
    )


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=8_192)
def _regions(tag: str, names: str, role: str | None, hidden: bool) -> frozenset[str]:
    found = _BY_TAG.get(tag, _NONE)
    for name in names.split():
        if regions := _named_by(name):
            found = found | regions
    if role is not None:
        found = found | {_BY_ROLE[role]}
    return found | {"unseen"} if hidden else found


@lru_cache(maxsize=16_384)
def _named_by(name: str) -> frozenset[str]:
    words = name.lower()
    if words != name:
        words = _CAMEL.sub("-", name).lower()
    return frozenset(map(_region_called, _any_region().findall(words)))


@lru_cache(maxsize=4_096)
def _region_called(words: str) -> str:
    """The region of words that `_any_region` found."""
    return next(region for region, pattern in _regions_by_name() if pattern.fullmatch(words))


@cache
def _any_region() -> re.Pattern[str]:
    """The words of all regions, as one pattern without groups: a group for each would triple the time that it takes."""
    # A name counts only as a whole word of the class or id: "ad" must not be found in "header".
    names = "|".join(pattern.pattern for _, pattern in _regions_by_name())
    return re.compile(rf"(?<![a-z0-9])(?:{names})(?![a-z0-9])")


@cache
def _regions_by_name() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple((region, re.compile("|".join(names))) for region, names in tables.items())

"""Names made comparable: without accents, case, full stops and hyphens; and acronyms of longer names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SMALL_WORDS = frozenset(
    {"of", "and", "the", "for", "in", "on", "to", "&", "de", "des", "du", "la", "le", "der", "und", "y"}
)
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}\+?s?|[A-Z]{1,3}[a-z]{1,2}[A-Z]{1,4}")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case letters, digits and single spaces: "U.N." is "un", "São Paulo" "sao paulo", "Wal - Mart" "walmart"."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    plain = re.sub(r"\s*[-–‑]\s*|[.'’‘`]", "", plain)
    return " ".join(re.sub(r"[^\w&+]+", " ", plain).split())


def is_acronym(text: str) -> bool:
    """Whether it looks like one: IAEA, U.N., NATO, JCPoA, AfD."""
    return _ACRONYM.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def abbreviates(short: str, long: str) -> bool:
    """Whether an acronym stands for a name of several words: IAEA for International Atomic Energy Agency.

    Small words count or do not; a word may give more than its first letter (Benelux) only if every word gives its
    first one. The name may begin with a country that the acronym leaves out.
    """
    letters = short.replace(".", "").rstrip("s").casefold() if is_acronym(short) else ""
    words = [word for word in re.split(r"[\s\-–/]+", long) if word]
    if words and (words[0] in ("US", "U.S.", "UK", "U.K.")):
        words[:1] = words[0].replace(".", "")
    if len(letters) < 2 or len(words) < 2:
        return False
    main = [word for word in words if word.lower() not in _SMALL_WORDS]
    for chosen in (main, words, main[1:]):
        if len(chosen) > 1 and "".join(word[0] for word in chosen).casefold() == letters:
            return True
    return False


def spells(short: str, long: str) -> bool:
    """Whether an acronym's letters come in this order in a name, from its first letter on: SIA, Singapore Airlines."""
    letters = iter(long.casefold())
    first = next(letters, "")
    wanted = short.replace(".", "").rstrip("s+").casefold()
    return len(long) > len(short) and wanted[:1] == first and all(letter in letters for letter in wanted[1:])

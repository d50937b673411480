"""Remember what was said, and find it again: words that hold those of an earlier quotation, or are held by them."""

from __future__ import annotations

from collections import defaultdict

# So many words make a repetition; fewer may well be said twice.
_FEWEST_WORDS = 4
# So many earlier quotations are compared, of those that share the same four words. Only a made-up text has more.
_MOST_COMPARED = 100


class SaidBefore:
    """The wordings of an article so far, each with its number.

    Only those are compared that share four words in a row: each is looked up by the rarest four of its words.
    """

    def __init__(self) -> None:
        self._said: list[tuple[int, str]] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        self._known_by: dict[str, list[int]] = defaultdict(list)

    def find_or_add(self, words: str, number: int) -> int | None:
        """The number of the first wording that holds these words or is held by them; else remember them as ``number``.

        ``words`` are in lower case with single spaces; few of them are neither found nor remembered.
        """
        fours = _fours(words)
        if not fours:
            return None
        rarest = min(fours, key=lambda four: len(self._with.get(four, ())))
        longer = self._with.get(rarest, [])[:_MOST_COMPARED]
        shorter = [at for four in fours for at in self._known_by.get(four, [])[:_MOST_COMPARED]]
        for at in sorted({*longer, *shorter}):
            said, before = self._said[at]
            if f" {words} " in f" {before} " or f" {before} " in f" {words} ":
                return said
        for four in fours:
            self._with[four].append(len(self._said))
        self._known_by[rarest].append(len(self._said))
        self._said.append((number, words))
        return None


def _fours(text: str) -> list[str]:
    """Every four words in a row, each once, in order."""
    words = text.split(" ")
    return list(dict.fromkeys(" ".join(words[at : at + _FEWEST_WORDS]) for at in range(len(words) - _FEWEST_WORDS + 1)))

"""Says which lines of a page are in its gold text, for training the line model: the labels that the model learns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_GRAM = 4
_LONG = 8
_AROUND = 4


def story_lines(lines: Sequence[str], gold: str, optional: Sequence[str]) -> tuple[list[int], list[bool], list[int]]:
    """For each line: 1 if it is in the gold text, else 0; whether the gold calls it optional; how many words it has.

    A line is in the gold text if half of its four-word sequences are, each sequence counted as often as the gold has
    it. Short lines must be lines of the gold text and stand near long ones that are in it.
    """
    words = [_WORD.findall(line) for line in lines]
    keys = ["".join(found).casefold() for found in words]
    gold_lines = Counter("".join(_WORD.findall(line)).casefold() for line in gold.split("\n"))
    left = Counter(_grams(_WORD.findall(gold)))
    anchors = [place for place, found in enumerate(words) if len(found) >= _LONG and _share(_grams(found), left) >= 0.5]
    middle = anchors[len(anchors) // 2] if anchors else len(lines) // 2
    near = range(min(anchors) - _AROUND, max(anchors) + _AROUND + 1) if anchors else range(len(lines))
    labels = [0] * len(lines)
    # Long lines first, then what is nearest to the story's middle: of a line that comes twice, the better place wins.
    for place in sorted(range(len(lines)), key=lambda place: (-min(len(words[place]), _LONG), abs(place - middle))):
        if not words[place]:
            continue
        grams = _grams(words[place])
        is_line = gold_lines[keys[place]] > 0 and place in near
        if (grams and _share(grams, left) >= 0.5) or is_line:
            labels[place] = 1
            left.subtract(Counter(grams))
            gold_lines[keys[place]] -= 1
    may_miss = {"".join(_WORD.findall(line)).casefold() for paragraph in optional for line in paragraph.split("\n")}
    return (
        labels,
        [label == 1 and key in may_miss for label, key in zip(labels, keys, strict=True)],
        [len(w) for w in words],
    )


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[offset:] for offset in range(_GRAM)), strict=False))


def _share(grams: list[tuple[str, ...]], left: Counter[tuple[str, ...]]) -> float:
    counted = Counter(grams)
    hits = sum(min(count, max(0, left[gram])) for gram, count in counted.items())
    return hits / len(grams) if grams else 0.0

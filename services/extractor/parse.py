"""What the parser says of each word of an article, in plain lists: finders ask often, and asking spaCy is slow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from spacy.tokens import Doc

_NAMES: list[int | str] = ["TAG", "DEP"]
_NUMBERS: list[int | str] = ["HEAD", "IDX", "LENGTH", "SENT_START", "IS_PUNCT", "IS_SPACE"]
_KEPT_AS = "copydesk_parse"


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """Lists over the words of a document: item ``i`` is word ``i``'s."""

    text: str
    words: Sequence[str]
    lowers: Sequence[str]
    tags: Sequence[str]
    """Penn Treebank tags."""
    deps: Sequence[str]
    """How a word depends on its head."""
    heads: Sequence[int]
    """The word that each depends on; a sentence's root is its own head."""
    lefts: Sequence[Sequence[int]]
    """The words before it that depend on it, in order."""
    rights: Sequence[Sequence[int]]
    """The words behind it that depend on it, in order."""
    starts: Sequence[int]
    """Offset of the first character."""
    sentences: Sequence[int]
    """Each sentence's first word; one item per sentence, not per word."""
    are_punctuation: Sequence[int]
    are_space: Sequence[int]

    def end_of(self, word: int) -> int:
        """Offset behind the last character of a word."""
        return self.starts[word] + len(self.words[word])

    def children(self, word: int) -> list[int]:
        """The words that depend on a word, in order."""
        return [*self.lefts[word], *self.rights[word]]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first word and the one behind the last of those that share a character with ``start`` to ``end``."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        if self.starts and self.end_of(first) <= start:
            first += 1
        return first, bisect_left(self.starts, end, first)

    def root(self, first: int, behind: int) -> int:
        """The word of a stretch that stands highest in its sentence; punctuation only where there is no other."""
        best, least = first, len(self.words)
        for word in range(first, behind):
            head = self.heads[word]
            if head == word:
                return word
            if not first <= head < behind and (depth := self._depth(word)) < least:
                best, least = word, depth
        return best

    def _depth(self, word: int) -> int:
        is_leaf = not (self.lefts[word] or self.rights[word])
        if is_leaf and (self.are_punctuation[word] or self.are_space[word]):
            return len(self.words) - 1
        depth = 0
        while (head := self.heads[word]) != word:
            word, depth = head, depth + 1
        return depth

    def sentence(self, word: int) -> tuple[int, int]:
        """A word's sentence: its first word, and the one behind its last."""
        place = bisect_right(self.sentences, word)
        return self.sentences[place - 1], self.sentences[place] if place < len(self.sentences) else len(self.words)


def parse_of(doc: Doc) -> Parse:
    """The document's lists; made when they are first asked for, and kept with the document."""
    kept = doc.user_data.get(_KEPT_AS)
    if not isinstance(kept, Parse):
        kept = doc.user_data[_KEPT_AS] = _read(doc)
    return kept


def _read(doc: Doc) -> Parse:
    # An attribute of a token is a call into spaCy; a column of the whole document is one.
    text = doc.text
    tags, deps = doc.to_array(_NAMES).T.tolist()
    offsets, starts, lengths, begins, punctuation, space = doc.to_array(_NUMBERS).astype("int64").T.tolist()
    words = [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]
    heads = list(map(add, range(len(words)), offsets))
    lefts: list[Sequence[int]] = [()] * len(heads)
    rights: list[Sequence[int]] = [()] * len(heads)
    for word, head in enumerate(heads):
        if word != head:
            side = lefts if word < head else rights
            if isinstance(there := side[head], list):
                there.append(word)
            else:
                side[head] = [word]
    return Parse(
        text,
        words,
        [word.lower() for word in words],
        _named(doc, tags),
        _named(doc, deps),
        heads,
        lefts,
        rights,
        starts,
        [word for word, begin in enumerate(begins) if begin == 1] or [0],
        punctuation,
        space,
    )


def _named(doc: Doc, numbers: Sequence[int]) -> list[str]:
    """The strings that spaCy's numbers stand for."""
    names = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [names[number] for number in numbers]

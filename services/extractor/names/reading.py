"""An article's words as the finders of names ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from services.extractor.parse import parse_of


@dataclass(frozen=True, slots=True)
class Reading:
    """Per token, in order, as plain lists: each token is read many times, and a list is far quicker than a Doc."""

    doc: Doc
    body: str
    """``doc.text``, which spaCy puts together anew each time it is asked."""
    words: Sequence[str]
    lowers: Sequence[str]
    tags: Sequence[str]
    """Penn Treebank tags."""
    starts: Sequence[int]
    """Offset of the first character."""
    capitals: Sequence[int]
    """The tokens that begin with a capital letter."""

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        parse = parse_of(doc)
        capitalised = {word for word in set(parse.words) if word[0].isupper()}
        capitals = [token for token, word in enumerate(parse.words) if word in capitalised]
        return cls(doc, parse.text, parse.words, parse.lowers, parse.tags, parse.starts, capitals)

    def end_of(self, token: int) -> int:
        """Offset behind the last character of a token."""
        return self.starts[token] + len(self.words[token])

    def text(self, start: int, end: int) -> str:
        """The words of tokens ``start`` up to ``end`` as they stand in the body, line breaks as spaces."""
        text = self.body[self.starts[start] : self.end_of(end - 1)]
        return " ".join(text.split()) if "\n" in text or "  " in text else text

    def word(self, token: int) -> str:
        """The word, or nothing beyond either end of the article."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def lower(self, token: int) -> str:
        return self.lowers[token] if 0 <= token < len(self.lowers) else ""

    def is_spaced(self, token: int) -> bool:
        """Whether a space follows."""
        return self.body[self.end_of(token) : self.end_of(token) + 1] == " "

    def span(self, start: int, end: int) -> Span:
        return self.doc[start:end]

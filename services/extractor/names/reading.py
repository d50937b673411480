"""An article's tokens as plain lists: the finders read each token many times, and a list is far quicker than a Doc."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Per token, in order: what the finders of names ask for."""

    doc: Doc
    body: str
    """``doc.text``, which spaCy puts together anew each time it is asked."""
    words: list[str]
    tags: list[str]
    """Penn Treebank tags."""
    spaced: list[bool]
    """Whether a space follows."""
    starts: list[int]
    """Offset of the first character."""

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        # An attribute of a token is a call into spaCy; a column of the whole Doc is one.
        columns = doc.to_array(["TAG", "SPACY", "IDX"]).tolist()
        tag_names = {tag: doc.vocab.strings[tag] for tag in {row[0] for row in columns}}
        return cls(
            doc,
            doc.text,
            [token.text for token in doc],
            [tag_names[row[0]] for row in columns],
            [bool(row[1]) for row in columns],
            [row[2] for row in columns],
        )

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
        return self.word(token).lower()

    def span(self, start: int, end: int) -> Span:
        return self.doc[start:end]

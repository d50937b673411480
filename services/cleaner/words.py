"""Words and sentence ends of a line: the small measures that several judgements share."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_CONTENT_WORD = re.compile(r"[^\W_]{4,}")
_LOOKED_AT = 20_000
"""Characters of a line that are counted; no paragraph has as many, and hostile lines have millions."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»«)\]]*$")
_ENDS_SENTENCE_LIKE = re.compile(r"(?:[.!?…:;。！？؟।][\"'”’»«)\]]*|[\"”»])$")


def word_count(text: str) -> int:
    return len(_WORD.findall(text[:_LOOKED_AT]))


def content_words(text: str) -> frozenset[str]:
    """The words of four letters or more, without case."""
    return frozenset(_CONTENT_WORD.findall(text[:_LOOKED_AT].casefold()))


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-8:]) is not None


def ends_like_prose(text: str) -> bool:
    """Ends as prose may: a sentence, a quotation or what announces a list."""
    return _ENDS_SENTENCE_LIKE.search(text[-8:]) is not None


def folded(text: str) -> str:
    """The words alone, without case and punctuation, to compare lines by."""
    return " ".join(_WORD.findall(text[:_LOOKED_AT].casefold()))

"""Words and sentence ends of a line: the small measures that several judgements share."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""
_UNPARTED_RUN = re.compile(f"{_UNPARTED.pattern}{{2,}}")
# Latin letters and the usual punctuation: what is a word with case is one word without. Not so for the Turkish 'İ'.
_SAME_FOLDED = re.compile("[\x00-\u012f\u0131-\u017f\u2000-\u206f\u20ac]*")
_CONTENT_WORD = re.compile(r"[^\W_]{4,}")
_LOOKED_AT = 20_000
"""Characters of a line that are counted; no paragraph has as many, and hostile lines have millions."""
_SHORT_LINE = 80
"""Characters of a line that is looked at several times on a page, and on the next page of its web site."""
_LONGEST_KEPT = 1_000
"""Characters of a line that is looked at several times on a page."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»«)\]]*$")
_ENDS_SENTENCE_LIKE = re.compile(r"(?:[.!?…:;。！？؟।][\"'”’»«)\]]*|[\"”»])$")


def word_count(text: str) -> int:
    """How many words a text has; two characters of a script that writes none apart count as one."""
    if text.isascii() or _SAME_FOLDED.fullmatch(text, 0, _LOOKED_AT) is not None:
        return len(folded_words(text))
    return _count_in_paragraph(text) if len(text) <= _LONGEST_KEPT else _count(text)


@lru_cache(maxsize=1_024)
def _count_in_paragraph(text: str) -> int:
    return _count(text)


def _count(text: str) -> int:
    text = text[:_LOOKED_AT]
    return len(_WORD.findall(text)) + len(_UNPARTED.findall(text)) // 2


def content_words(text: str) -> frozenset[str]:
    """The words of four letters or more, without case; of scripts that part no words, each two characters in a row."""
    text = text[:_LOOKED_AT]
    words = _CONTENT_WORD.findall(text.casefold())
    if text.isascii():
        return frozenset(words)
    runs = _UNPARTED_RUN.findall(text)
    return frozenset(words).union(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-8:]) is not None


def ends_like_prose(text: str) -> bool:
    """Ends as prose may: a sentence, a quotation or what announces a list."""
    return _ENDS_SENTENCE_LIKE.search(text[-8:]) is not None


def folded(text: str) -> str:
    """The words alone, without case and punctuation, to compare lines by."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words without case; the list is kept for the next who asks, and not to be changed."""
    if len(text) <= _SHORT_LINE:
        return _words_of_short(text)
    return _words_of_paragraph(text) if len(text) <= _LONGEST_KEPT else _folded_words(text)


@lru_cache(maxsize=16_384)
def _words_of_short(text: str) -> list[str]:
    return _folded_words(text)


@lru_cache(maxsize=1_024)
def _words_of_paragraph(text: str) -> list[str]:
    return _folded_words(text)


def _folded_words(text: str) -> list[str]:
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    if text.isascii() or _UNPARTED.search(text) is None:
        return words
    return [part for word in words for part in _parted(word)]


def _parted(word: str) -> list[str]:
    """Words of two characters each, where a script writes none apart; any other word as it is."""
    if _UNPARTED.search(word) is None:
        return [word]
    return [word[place : place + 2] for place in range(0, len(word), 2)]

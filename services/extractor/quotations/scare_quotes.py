"""Tell somebody's sentence in quotation marks from titles, names and words that the writer only sets apart."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from services.extractor.quotations.cues import quoting_word, verb_cue
from services.extractor.quotations.layout import Layout
from services.extractor.quotations.quotation_marks import Quotation
from services.extractor.quotations.tags import FINITE

SPACES = " \t\u00a0\u2009\u200a\u202f"
INNER_END = " \n\"'’”»`"
TAG_FOLLOWS = (",", "?", "!", "—", "–", "-", "…", "...")
UTTERANCE_ENDS = (".", *TAG_FOLLOWS)
_LONGEST_SUBHEADING = 8
# So much of its line is looked at on either side.
_LINE_BESIDE = 100
_AFTER_STOP = ("\n", ".", "!", "?", ":", ",", ";", "—", "–", "-", "”", '"', "’", "'", ")", "]", "…", ">")


def is_utterance(doc: Doc, quotations: Sequence[Quotation], layout: Layout, number: int) -> bool:
    """Whether the marks hold somebody's sentence rather than a title, or a word or phrase in the writer's own."""
    text = layout.text
    quotation = quotations[number]
    inner = text[quotation.inner_start : quotation.inner_end].strip(INNER_END)
    words = inner.split()
    if not words:
        return False
    if not quotation.closed:
        return True
    if is_heading(layout, quotation):
        return False
    first, last = layout.quoted[number]
    before = text[max(quotation.start - 40, 0) : quotation.start].rstrip(SPACES)
    after = text[quotation.end : quotation.end + 2].lstrip(SPACES)
    stopped = inner.endswith(UTTERANCE_ENDS) or after.startswith((",", "—", "–", "."))
    begins = not before or before.endswith(_AFTER_STOP)
    cued = first > 0 and bool(verb_cue(doc[first - 1].lower_))
    if not stopped:
        return begins and len(words) > 3 and tag_follows(doc, layout, last)
    if not inner[0].isalpha() or inner[0].isupper():
        if (
            not cued
            and not (before.endswith(",") and first > 1 and quoting_word(doc[first - 2].lower_))
            and not tag_follows(doc, layout, last)
            and not before.endswith(":")
            and not inner.endswith(("?", "!"))
            and _is_title(doc, words, first, last)
        ):
            return False
        return begins or (cued and len(words) > 1)
    if begins and not before.endswith((":", "\n")):
        return len(words) > 3 and (
            cued or bool(verb_cue(doc[first - 2].lower_)) or inner.endswith(TAG_FOLLOWS) or _resumes(layout, number)
        )
    return begins


def is_heading(layout: Layout, quotation: Quotation) -> bool:
    """Whether it is a few words on a line of their own between paragraphs, in other marks than the speech around it."""
    text = layout.text
    words = len(text[quotation.inner_start : quotation.inner_end].split())
    if quotation.level == "double" or not layout.has_double or words > _LONGEST_SUBHEADING:
        return False
    before = text[max(quotation.start - _LINE_BESIDE, 0) : quotation.start]
    after = text[quotation.end : quotation.end + _LINE_BESIDE]
    line = before.rpartition("\n")[2].lstrip() + "-" + after.partition("\n")[0].rstrip()
    return len(line) <= 2


def _resumes(layout: Layout, number: int) -> bool:
    """Whether an earlier quotation began the sentence: "A," he said, "and b."""
    first, _ = layout.quoted[number]
    return number > 0 and layout.sentence_of[layout.quoted[number - 1][0]] == layout.sentence_of[first]


def _is_title(doc: Doc, words: Sequence[str], first: int, last: int) -> bool:
    """Whether it reads like the title of a book or a programme: capitals and no verb that says something."""
    if len(words) > 12 or any(word[0].islower() for word in words if len(word) > 3):
        return False
    return not any(token.tag_ in FINITE or token.tag_ == "PRP" for token in doc[first:last])


def tag_follows(doc: Doc, layout: Layout, start: int) -> bool:
    """Whether name and cue, or cue and name, follow at once though no comma tells: "It is over" Lee said."""
    for token in doc[start : start + 5]:
        if layout.quotation_of[token.i] >= 0 or token.is_punct or token.is_space:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            word = quoting_word(token.lower_)
            return word is not None and not any(child.dep_ == "ccomp" and child.i > token.i for child in token.rights)
    return False

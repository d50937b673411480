"""Whether the sentence bears out what words alone suggest: a year and not a number, a month and not a name."""

from __future__ import annotations

from spacy.tokens import Span, Token

from services.extractor.times.time_grammar import Reading
from services.extractor.times.time_meanings import OfYear, Weekday


def is_time(reading: Reading, span: Span) -> bool:
    """Whether the sentence bears out what the words alone suggest."""
    if isinstance(reading.meaning, (OfYear, Weekday)) and span.root.ent_type_ == "PERSON":
        return False  # April, June, Christmas
    if isinstance(reading.meaning, OfYear) and reading.meaning.part == "month" and _begins_a_name(span):
        return False
    if _is_title(span):
        return False
    match reading.rule.needs if reading.rule else "nothing":
        case "noun":
            return not (span.end < len(span.doc) and span.doc[span.end].tag_[:2] in ("NN", "JJ", "CD"))
        case "not a number":
            return not _counts(span[-1])
        case "adverbial":
            return _is_adverbial(span.root)
        case _:
            return True


def _begins_a_name(span: Span) -> bool:
    """Whether a month's name is a first name: "August Wilson", but not "in August Wilson spoke"."""
    if span.end >= len(span.doc) or len(span) > 1:
        return False
    before = span.doc[span.start - 1] if span.start else None
    follower = span.doc[span.end]
    is_dated = before is not None and before.tag_ in ("IN", "DT", "JJ", "TO", "HYPH")
    return follower.tag_ == "NNP" and follower.is_title and follower.head.i >= follower.i and not is_dated


def is_rate(span: Span) -> bool:
    """Whether "a day" follows what is counted by it: "$15 an hour", "three times a year"."""
    if span.start == 0 or span[0].text.lower() not in ("a", "an"):
        return False
    before = span.doc[span.start - 1]
    behind = span.doc[span.end].text.lower() if span.end < len(span.doc) else ""
    return before.tag_ in ("NN", "NNS", "CD", "$") and behind not in _COUNTED_FROM


def _is_title(span: Span) -> bool:
    """A programme's or a paper's name: The Tonight Show, USA Today. Years in names are years all the same."""
    if any(word.is_lower or word.is_digit for word in span):
        return False
    entity = span[0].ent_type_
    around = span.doc[span.start - 1 : span.start] if span.start else span[:0]
    wider = any(word.ent_type_ == entity for word in around) or (
        span.end < len(span.doc) and span.doc[span.end].ent_type_ == entity
    )
    return entity in ("ORG", "WORK_OF_ART", "PRODUCT") and wider


def _counts(token: Token) -> bool:
    """Whether a figure says how many ("1709 people") or which ("Flight 1549"), not which year."""
    doc = token.doc
    before = doc[token.i - 1] if token.i else None
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    word = before.text.lower() if before is not None else ""
    if before is not None and (before.is_currency or word in _BEFORE_NUMBERS):
        return True
    if behind is not None and behind.text.lower() in _BEHIND_NUMBERS:
        return True
    if not "1900" <= token.text[:4] <= "2050" and word not in _BEFORE_YEARS:
        return True
    is_counted = token.dep_ == "nummod" and token.head.i == token.i + 1 and token.head.tag_ in ("NNS", "NNPS")
    return (
        is_counted
        and word not in _BEFORE_YEARS - {"of", ","}
        and before is not None
        and before.tag_ not in ("DT", "POS", "PRP$")
    )


def _is_adverbial(token: Token) -> bool:
    """Whether "a day" says how long or how often, not what kind of day: "it took a day", but "it was a sad day"."""
    if token.dep_ in ("attr", "nsubj", "nsubjpass", "appos", "ROOT"):
        return False
    return token.dep_ != "dobj" or token.head.text.lower() in _TAKES_TIME


_COUNTED_FROM = frozenset({"after", "before", "ago", "earlier", "later", "from", "ahead"})
_BEFORE_NUMBERS = frozenset({
    "no.", "number", "#", "some", "approximately", "than", "exactly", "least", "flight", "route", "highway",
    "resolution",
    "room", "section", "article", "chapter", "page", "boeing", "model", "channel", "order", "docket",
})  # fmt: skip
_BEFORE_YEARS = frozenset({
    "in", "since", "by", "until", "till", "during", "for", "from", "to", "between", "and", "before", "after", "through",
    "the", "early", "late", "mid", "circa", "around", "-", "–", "—", "(", ",", "year", "of",
})  # fmt: skip
_BEHIND_NUMBERS = frozenset({
    "percent", "%", "million", "billion", "euros", "dollars", "meters", "metres", "people", "miles", "km", "kilometers",
    "kilometres", "feet", "tons", "tonnes", "points", "kg", "pounds", "acres", "hectares", "hours", "mg",
})  # fmt: skip
_TAKES_TIME = frozenset({
    "take", "takes", "took", "taken", "taking", "spend", "spends", "spent", "spending", "last", "lasts", "lasted",
    "lasting", "need", "needs", "needed", "wait", "waited", "waiting", "serve", "served", "serving", "have", "has",
    "had", "give",
    "gave", "given", "lose", "lost", "save", "saved", "get", "got",
})  # fmt: skip

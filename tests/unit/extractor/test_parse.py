"""A parse's plain lists say what spaCy says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from services.extractor.parse import parse_of

TEXT = (
    "Ann Lee, who can't swim, told the Post on Friday, Oct. 16, that she had left  Paris.\n\n"
    '"We\'ll go," she said — after three weeks. Why not?\n\nNo one knows: the U.S. has 1,000 of them…'
)


@pytest.fixture
def doc(parse: Callable[[str], Doc]) -> Doc:
    return parse(TEXT)


def test_each_word_has_the_attributes_of_its_token(doc: Doc):
    parse = parse_of(doc)
    for token in doc:
        assert (parse.words[token.i], parse.lowers[token.i]) == (token.text, token.lower_)
        assert (parse.tags[token.i], parse.deps[token.i]) == (token.tag_, token.dep_)
        assert (parse.starts[token.i], parse.end_of(token.i)) == (token.idx, token.idx + len(token))
        assert (parse.are_punctuation[token.i], parse.are_space[token.i]) == (token.is_punct, token.is_space)


def test_each_word_has_the_head_the_dependents_and_the_sentence_of_its_token(doc: Doc):
    parse = parse_of(doc)
    for token in doc:
        assert parse.heads[token.i] == token.head.i
        assert list(parse.lefts[token.i]) == [child.i for child in token.lefts]
        assert list(parse.rights[token.i]) == [child.i for child in token.rights]
        assert parse.children(token.i) == [child.i for child in token.children]
        assert parse.sentence(token.i) == (token.sent.start, token.sent.end)


def test_a_stretch_of_characters_has_the_words_and_the_root_of_its_span(doc: Doc):
    parse = parse_of(doc)
    for start in range(len(TEXT)):
        for end in range(start + 1, min(start + 40, len(TEXT))):
            span = doc.char_span(start, end, alignment_mode="expand")
            first, behind = parse.within(start, end)
            if span is not None and len(span):
                assert (first, behind) == (span.start, span.end)
                assert parse.root(first, behind) == span.root.i


def test_a_text_without_words_and_one_without_a_parse_can_be_asked(parse: Callable[[str], Doc]):
    blank = spacy.blank("en")
    assert parse_of(blank("")).within(0, 0) == (0, 0)
    unparsed = parse_of(blank("Two words"))
    assert (unparsed.heads, unparsed.tags, unparsed.sentence(1)) == ([0, 1], ["", ""], (0, 2))


def test_a_document_is_read_once(doc: Doc):
    assert parse_of(doc) is parse_of(doc)

"""Loading a pipeline, and parsing bodies of any length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.extractor.language_model import LanguageModel, NoLanguageModel, load_language_model, paragraph_groups


def test_a_missing_pipeline_is_named_with_what_to_do():
    with pytest.raises(NoLanguageModel, match=r"'en_core_web_xxl'.*COPYDESK_EXTRACTOR_LANGUAGE_MODEL"):
        load_language_model("en_core_web_xxl")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path):
    with pytest.raises(NoLanguageModel, match="cannot be loaded"):
        load_language_model(str(tmp_path))


def test_a_model_has_a_name_a_version_and_a_language(model: LanguageModel):
    assert model.name.startswith("en_core_web_")
    assert model.version == "3.8.0"
    assert model.language == "en"


def test_no_component_runs_that_nothing_reads(model: LanguageModel):
    assert not {"lemmatizer", "attribute_ruler"} & set(model.nlp.pipe_names)


def test_docs_come_in_order_and_are_their_texts(model: LanguageModel):
    texts = ["One story.", "", "Another\n\nstory, with Anna Lind."]
    assert [doc.text for doc in model.parse(texts)] == texts


def test_a_body_longer_than_spacy_takes_is_parsed_whole(model: LanguageModel):
    body = "Anna Lind of Malmo said that the harbour would stay open.\n\n" * 900  # 53,100 characters: three pieces
    model.nlp.max_length, usual = 30_000, model.nlp.max_length
    try:
        doc = model.parse([body])[0]
    finally:
        model.nlp.max_length = usual
    assert doc.text == body
    assert sum(entity.text == "Anna Lind" for entity in doc.ents) == 900


@given(st.text(alphabet="ab .\n", max_size=300), st.integers(4, 50))
def test_paragraph_groups_are_the_text_and_keep_to_the_limit(text: str, longest: int):
    pieces = paragraph_groups(text, longest)
    assert "".join(pieces) == text
    assert all(len(piece) <= longest + 2 for piece in pieces)


def test_a_text_is_cut_between_paragraphs_where_it_can_be():
    assert paragraph_groups("One one.\n\nTwo two two. Three.", 20) == ["One one.\n\n", "Two two two. Three."]

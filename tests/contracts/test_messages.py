"""The messages are a promise to every publisher and reader: what was once written can be read for ever."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.schemas.export import EXPORTED, MESSAGES, json_schemas, schema_version
from shared.schemas.message import Message
from shared.streams.asyncapi import asyncapi_document
from shared.streams.topology import STAGES, STREAMS

GOLDEN = Path(__file__).with_name("golden")


def golden(message: type[Message]) -> dict[str, object]:
    text = (GOLDEN / f"{message.__name__}.v{schema_version(message)}.json").read_text("utf-8")
    fields: dict[str, object] = json.loads(text)
    return fields


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_a_golden_message_says_the_same_after_reading_and_writing(message: type[Message]):
    fields = golden(message)
    assert_kept(fields, json.loads(message.model_validate(fields).model_dump_json()), message.__name__)


def assert_kept(old: object, new: object, place: str) -> None:
    """Everything that ``old`` says stands in ``new``, which may have fields that came later."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in old.items():
            assert name in new, f"{place}.{name} is gone"
            assert_kept(value, new[name], f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list):
        assert len(old) == len(new), place
        for position, (before, after) in enumerate(zip(old, new, strict=True)):
            assert_kept(before, after, f"{place}[{position}]")
    else:
        assert old == new, place


def test_every_golden_file_belongs_to_a_message():
    known = {f"{message.__name__}.v{version}.json" for message in MESSAGES for version in _versions(message)}
    assert {path.name for path in GOLDEN.iterdir()} == known


def _versions(message: type[Message]) -> range:
    return range(1, schema_version(message) + 1)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_a_reader_ignores_fields_it_does_not_know(message: type[Message]):
    fields = golden(message)
    assert message.model_validate(fields | {"invented_later": 1}) == message.model_validate(fields)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_a_message_cannot_be_changed(message: type[Message]):
    with pytest.raises(ValidationError, match="frozen"):
        message.model_validate(golden(message)).schema_version = 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_a_future_version_is_not_read_as_todays(message: type[Message]):
    with pytest.raises(ValidationError, match="schema_version"):
        message.model_validate(golden(message) | {"schema_version": schema_version(message) + 1})


def test_content_is_all_that_a_publisher_must_give():
    article = ArticleSubmitted.model_validate({"content": "A ship came in."})
    assert article.content_type == "auto"


def test_a_message_without_content_is_refused():
    with pytest.raises(ValidationError, match="content"):
        ArticleSubmitted.model_validate({"text": "A ship came in."})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T08:15:00Z", "2026-03-03T08:15:00+00:00"),
        ("2026-03-03 08:15", "2026-03-03T08:15:00"),
        ("2026-03-03T08:15:00+02:00", "2026-03-03T08:15:00+02:00"),
    ],
)
def test_a_publication_date_keeps_its_precision(given: str, kept: str):
    assert ArticleSubmitted(content="x", published_at=given).published_at == kept


@pytest.mark.parametrize("given", ["yesterday", "2026-02-30", "03/04/2026", "", "2026-3-3"])
def test_a_publication_date_that_is_none_is_refused_with_an_example(given: str):
    with pytest.raises(ValidationError, match="write 2025-11-02 or"):
        ArticleSubmitted(content="x", published_at=given)


@pytest.mark.parametrize("given", ["", " a", "a ", "a\nb", "x" * 257])
def test_an_article_id_that_would_break_a_log_line_is_refused(given: str):
    with pytest.raises(ValidationError, match="article_id"):
        ArticleSubmitted(content="x", article_id=given)


def test_the_golden_cleaned_article_is_lossless():
    article = ArticleCleaned.model_validate(golden(ArticleCleaned))
    assert "".join(article.source_text[block.start : block.end] for block in article.blocks) == article.source_text


def test_the_exported_json_schemas_are_those_of_the_code():
    exported = {path.name: json.loads(path.read_text("utf-8")) for path in EXPORTED.glob("*.v*.json")}
    assert exported == json_schemas(), "run `make schemas` and read the difference: is it only an added optional field?"


def test_the_exported_asyncapi_document_is_that_of_the_code():
    exported = json.loads((EXPORTED / "asyncapi.json").read_text("utf-8"))
    assert exported == asyncapi_document(exported["info"]["version"]), "run `make schemas`"


def test_the_asyncapi_document_names_every_stream_and_refers_to_nothing_that_is_missing():
    document = asyncapi_document("1")
    assert set(document["channels"]) == {stream.name for stream in STREAMS}
    for reference in _references(document):
        node = document
        for key in reference.removeprefix("#/").split("/"):
            node = node[key]


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        found = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return found + [reference for value in node.values() for reference in _references(value)]
    if isinstance(node, list):
        return [reference for item in node for reference in _references(item)]
    return []


def test_each_stage_reads_what_the_one_before_writes():
    assert all(later.source in earlier.targets for earlier, later in pairwise(STAGES))

"""From a readable article to who said what, when, about whom: the order of the finders, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from services.extractor.entities import find_entities
from services.extractor.language_model import LanguageModel
from shared.schemas.articles import ArticleExtracted, Producer, ReadableArticle

RULES = Producer(name="copydesk-extractor", version="1")
"""The rule set; its version rises whenever the same article would come out differently."""


def extract(articles: Sequence[ReadableArticle], model: LanguageModel, batch_size: int = 32) -> list[ArticleExtracted]:
    """What the articles say, one result per article, in order."""
    with model.memory_zone():
        docs = model.parse([article.body for article in articles], batch_size)
        return [_extract_one(article, doc, model) for article, doc in zip(articles, docs, strict=True)]


def _extract_one(article: ReadableArticle, doc: Doc, model: LanguageModel) -> ArticleExtracted:
    entities = find_entities(doc, article.headline)
    return ArticleExtracted(
        **{name: getattr(article, name) for name in ReadableArticle.model_fields},
        entities=entities,
        extracted_by=(Producer(name=model.name, version=model.version), RULES),
    )

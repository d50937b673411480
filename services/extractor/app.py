"""The extractor as a service: from articles.cleaned to articles.extracted."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from services.extractor.extract import RULES, extract
from services.extractor.language_model import load_language_model
from services.extractor.settings import ExtractorSettings
from shared.schemas.articles import ArticleCleaned, ArticleExtracted
from shared.streams.handler import Delivered
from shared.streams.service import Service, build_service
from shared.streams.topology import EXTRACTOR


def create_app(settings: ExtractorSettings | None = None) -> Service:
    """The service, its language models loaded. Raises NoLanguageModel where one cannot be."""
    settings = settings or ExtractorSettings()
    model = load_language_model(settings.language_model)
    others = {language: load_language_model(name) for language, name in settings.other_language_models.items()}

    def on_articles(deliveries: Sequence[Delivered[ArticleCleaned]]) -> Sequence[ArticleExtracted]:
        articles = [delivered.message for delivered in deliveries]
        return extract(articles, model, others, settings.parse_batch_size, settings.max_body_characters)

    about = {"language_model": model.name, "language_model_version": model.version, "rules": RULES.version}
    for language, other in others.items():
        about[f"language_model_{language}"] = f"{other.name} {other.version}"
    return build_service(EXTRACTOR, on_articles, settings, version=version("copydesk"), about=about)

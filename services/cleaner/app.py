"""The cleaner as a service: from articles.ingest to articles.cleaned."""

from __future__ import annotations

from importlib.metadata import version

from services.cleaner.clean import RULES, clean, load_models
from services.cleaner.settings import CleanerSettings
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.streams.handler import Delivered, one_by_one
from shared.streams.service import Service, build_service
from shared.streams.topology import CLEANER


def create_app(settings: CleanerSettings | None = None) -> Service:
    """The service, its models loaded."""
    settings = settings or CleanerSettings()
    limits = settings.limits
    load_models()

    def on_article(delivered: Delivered[ArticleSubmitted]) -> ArticleCleaned:
        return clean(delivered.message, limits, submission=delivered.submission)

    return build_service(
        CLEANER, one_by_one(on_article), settings, version=version("copydesk"), about={"rules": RULES.version}
    )

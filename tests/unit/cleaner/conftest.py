"""What the cleaner's tests share: the seed article and a builder for submissions."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted

SEED = Path(__file__).parents[3] / "seeds" / "000_832dcdeb64442dca.txt"


@pytest.fixture(scope="session")
def seed() -> ArticleCleaned:
    return clean(ArticleSubmitted(content=SEED.read_text(encoding="utf-8")))

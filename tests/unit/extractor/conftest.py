"""The language model, loaded once for all tests of the extractor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from services.extractor.language_model import LanguageModel, load_language_model


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    """The best English pipeline that is installed, as the service would choose it."""
    return load_language_model()


@pytest.fixture
def parse(model: LanguageModel) -> Callable[[str], Doc]:
    """From a text to its parse."""
    return lambda text: model.parse([text])[0]

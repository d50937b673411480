"""The extractor's shell: settings from the environment, and what stops the start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.extractor.app import create_app
from services.extractor.language_model import NoLanguageModel
from services.extractor.settings import ExtractorSettings
from shared.streams.topology import EXTRACTOR

ROOT = Path(__file__).parents[3]


def test_the_service_is_built_without_a_connection():
    assert create_app(ExtractorSettings()).stage == EXTRACTOR


def test_any_pipeline_can_be_named_by_setting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COPYDESK_EXTRACTOR_LANGUAGE_MODEL", "fr_core_news_lg")
    monkeypatch.setenv("COPYDESK_EXTRACTOR_OTHER_LANGUAGE_MODELS", '{"de": "de_core_news_md"}')
    settings = ExtractorSettings()
    assert settings.language_model == "fr_core_news_lg"
    assert settings.other_language_models == {"de": "de_core_news_md"}


def test_a_missing_pipeline_stops_the_start():
    with pytest.raises(NoLanguageModel, match="en_core_web_xxl"):
        create_app(ExtractorSettings(language_model="en_core_web_xxl"))


def test_a_missing_pipeline_is_told_without_a_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "services.extractor"],
        cwd=ROOT,
        env={"PATH": "", "COPYDESK_EXTRACTOR_LANGUAGE_MODEL": "en_core_web_xxl"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "The extractor cannot start" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_batch_size_of_nothing_is_refused():
    with pytest.raises(ValidationError, match="parse_batch_size"):
        ExtractorSettings(parse_batch_size=0)

""".env.example shows every setting as it is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from services.cleaner.settings import CleanerSettings
from services.explorer.settings import ExplorerSettings
from services.extractor.settings import ExtractorSettings
from services.indexer.settings import IndexerSettings

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
SETTINGS = dict(re.findall(r"^#(COPYDESK_\w+)=(.*)$", EXAMPLE, re.MULTILINE))


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch):
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def test_env_example_is_in_step_with_the_settings():
    exported = subprocess.run(
        [sys.executable, "tools/export_env_example.py"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert exported.stdout == EXAMPLE, "python tools/export_env_example.py > .env.example"


@pytest.mark.parametrize("settings", [CleanerSettings, ExtractorSettings, IndexerSettings, ExplorerSettings])
def test_its_values_are_the_defaults_as_the_environment_would_give_them(
    settings: type, monkeypatch: pytest.MonkeyPatch
):
    defaults = settings()
    for name, value in SETTINGS.items():
        if value and name != "COPYDESK_HOME":
            monkeypatch.setenv(name, value)
    assert settings() == defaults


def test_a_service_keeps_its_own_defaults_for_what_is_not_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COPYDESK_INDEXER_DELIVERY__BATCH_SIZE", "7")
    delivery = IndexerSettings().delivery
    assert (delivery.batch_size, delivery.max_attempts) == (7, 120)


def test_every_setting_that_compose_reads_is_in_it():
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    read = set(re.findall(r"\$\{(COPYDESK_\w+)", compose)) | set(
        re.findall(r"^ +(COPYDESK_\w+):", compose, re.MULTILINE)
    )
    # The first names the file itself, for the tests of the stack.
    assert read - {"COPYDESK_ENV_FILE"} <= set(SETTINGS)

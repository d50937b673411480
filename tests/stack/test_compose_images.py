"""What is in an image: one service and what it needs, and nothing else."""

from __future__ import annotations

import json
import re

import pytest
from running_stack import ROOT, SERVICES, RunningStack

LIST_SERVICES = "import pathlib; print(*sorted(p.name for p in pathlib.Path('/app/services').iterdir() if p.is_dir()))"
LIST_DISTRIBUTIONS = """
import importlib.metadata, json, re
installed = importlib.metadata.distributions(path=["/opt/venv/lib/python3.13/site-packages"])
names = [one.metadata["Name"] for one in installed]
print(json.dumps(sorted({re.sub("[-_.]+", "-", name).lower() for name in names})))
"""


def required(service: str) -> set[str]:
    """The distributions that a service's requirements file names, for whichever Python."""
    pinned = (ROOT / "requirements" / f"{service}.txt").read_text("utf-8")
    return {re.sub("[-_.]+", "-", name).lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", pinned, re.MULTILINE)}


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_holds_one_service(stack: RunningStack, service: str):
    # The explorer asks the index by the indexer's own read side.
    expected = {"explorer", "indexer"} if service == "explorer" else {service}
    assert set(stack.in_container(service, f"{LIST_SERVICES}").split()) - {"__pycache__"} == expected
    assert stack.in_container(service, "import os; print(os.path.exists('/app/cli'))") == "False"


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_installs_only_what_its_service_requires(stack: RunningStack, service: str):
    installed = set(json.loads(stack.in_container(service, LIST_DISTRIBUTIONS)))
    assert {"faststream", "pydantic", "redis"} <= installed
    assert installed <= required(service)


def test_the_language_model_is_in_the_extractors_image_only(stack: RunningStack):
    assert "spacy" in required("extractor")
    assert "spacy" not in required("cleaner") | required("indexer")
    assert "trafilatura" in required("cleaner")
    assert "trafilatura" not in required("extractor") | required("indexer")
    assert "httpx" in required("notifier")
    assert "fastapi" in required("explorer")
    assert not {"spacy", "trafilatura"} & (required("notifier") | required("explorer"))


@pytest.mark.parametrize("service", SERVICES)
def test_an_app_imports_with_only_its_own_dependencies(stack: RunningStack, service: str):
    assert stack.in_container(service, f"import services.{service}.app; print('imported')") == "imported"


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_runs_as_an_ordinary_user_and_checks_its_own_health(stack: RunningStack, service: str):
    configured = stack.image_of(service)["Config"]
    assert configured["User"] == "copydesk"
    assert configured["Cmd"] == ["python", "-m", f"services.{service}"]
    assert configured["Healthcheck"]["Test"][0] == "CMD"


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_starts_from_bytecode_that_was_made_with_it(stack: RunningStack, service: str):
    """Its file system is read-only, so what is not compiled then is compiled at every start."""
    missing = """
import importlib.util, pathlib
sources = [p for top in ("shared", "services") for p in pathlib.Path("/app", top).rglob("*.py")]
print(*(p for p in sources if not pathlib.Path(importlib.util.cache_from_source(p)).exists()))
"""
    assert stack.in_container(service, missing) == ""

"""The API keeps to its own OpenAPI document, whatever is asked; and the document and the reference are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from index_builders import a_quote, an_article, an_entity, an_event, write
from running_explorer import KEY, PrivateRedis, RunningExplorer, running
from schemathesis.checks import positive_data_acceptance

from services.explorer.api_description import describe
from services.explorer.app import create_app
from services.explorer.problems import KINDS
from services.explorer.settings import ExplorerSettings


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningExplorer]:
    explorer = RunningExplorer(tmp_path_factory.mktemp("explorer"))
    stories = [
        an_article(
            article_id=f"story-{number}",
            submission=f"{number}-0",
            url=f"https://wire.example/{number}",
            published_at={"value": f"2025-10-{number:02}", "known_by": "given"},
            entities=[an_entity("Dmitry Peskov")],
            quotes=[a_quote("No need", entity="e1")],
            events=[an_event("Peskov spoke", "2025-10-02")],
        )
        for number in range(1, 6)
    ]
    write(explorer.index_path, *stories)
    with PrivateRedis() as redis:
        explorer.use_redis(redis.socket)
        with running(explorer):
            yield explorer


api = schemathesis.openapi.from_dict(describe(create_app(ExplorerSettings()), reading_needs_key=False))


# What never ends is tested in test_explorer_events.py.
@api.exclude(path="/api/events").parametrize()
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_the_api_keeps_to_its_document(case: schemathesis.Case, explorer: RunningExplorer):
    response = case.call(str(explorer.client.base_url), headers={"X-API-Key": KEY}, timeout=20)
    # A cursor or a query may be wrong in ways that a schema cannot tell.
    case.validate_response(response, excluded_checks=[positive_data_acceptance])


def test_every_path_and_every_problem_is_in_the_reference(explorer: RunningExplorer):
    page = explorer.get("/docs").text
    for path in explorer.answer("/openapi.json")["paths"]:
        assert f" {path}</code>" in page
    for kind in KINDS:
        assert f"id='problem-{kind.name}'" in page


def test_the_reference_needs_nothing_from_elsewhere(explorer: RunningExplorer):
    response = explorer.get("/docs")
    assert not re.findall(r"<(?:script|link|img|iframe)|@import|url\(", response.text)
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_every_operation_describes_itself(explorer: RunningExplorer):
    operations = [one for methods in explorer.answer("/openapi.json")["paths"].values() for one in methods.values()]
    assert len({one["operationId"] for one in operations}) == len(operations) >= 14
    for one in operations:
        assert one["summary"]
        assert one["description"]
        assert all(parameter.get("description") for parameter in one.get("parameters", ())), one["operationId"]


def test_the_document_is_the_one_that_is_served(explorer: RunningExplorer):
    assert explorer.answer("/openapi.json") == api.raw_schema

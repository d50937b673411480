"""The HTTP API in its container, from this machine: submitting, following and finding."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from running_stack import RunningStack, eventually


@pytest.fixture
def api(stack: RunningStack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{stack.http_port}", timeout=20) as client:
        yield client


def test_an_article_submitted_over_http_is_found_over_http(stack: RunningStack, api: httpx.Client):
    article = {"article_id": "by-http", "content": "Harbour\n\nThe pilot boat Zephyrine came in, the master said."}
    accepted = api.post("/api/articles", json=article, headers={"X-API-Key": stack.api_key})
    assert accepted.status_code == 202, accepted.text
    eventually(lambda: api.get(accepted.headers["location"]).json()["state"] == "indexed", "the article is indexed")
    [hit] = api.get("/api/search", params={"q": "zephyrine"}).json()["hits"]
    assert hit["article_id"] == "by-http"


def test_the_pipeline_is_seen_over_http(api: httpx.Client):
    answer = api.get("/api/pipeline").json()
    assert {stage["stage"]: stage["replicas"] for stage in answer["stages"]}["indexer"] >= 1
    assert answer["promise"] == "What is confirmed is on disk."
    assert answer["redis_most_bytes"] == 512 * 1024**2


def test_events_are_followed_over_http(stack: RunningStack, api: httpx.Client):
    with api.stream("GET", "/api/events", params={"q": "quillfish"}) as events:
        article = {"content": "Harbour\n\nA quillfish was seen, the master said."}
        assert api.post("/api/articles", json=article, headers={"X-API-Key": stack.api_key}).status_code == 202
        assert "quillfish" in next(line for line in events.iter_lines() if line.startswith("data: "))


def test_the_reference_is_there(api: httpx.Client):
    assert "<h1>Copydesk</h1>" in api.get("/", follow_redirects=True).text

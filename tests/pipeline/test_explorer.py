"""`copydesk up` offers the HTTP API: what is submitted there is found there."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import httpx
import pytest
from running_commands import Command, Home, eventually

KEY = "a-key-for-the-tests"
STORY = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."


def address_said_by(command: Command) -> str:
    command.wait_for("The HTTP API is at ")
    found = re.search(r"The HTTP API is at (\S+),", command.said())
    assert found
    return found[1]


@pytest.fixture(scope="module")
def api(shared_home: Home) -> Iterator[httpx.Client]:
    home = Home(shared_home.folder, COPYDESK_EXPLORER_API_KEYS=f"desk:{KEY}")
    with home.up() as command, httpx.Client(base_url=address_said_by(command), timeout=20) as client:
        yield client


def test_a_submitted_article_is_found(api: httpx.Client):
    article = {"article_id": "ship/1", "content": STORY, "published_at": "2025-11-03"}
    accepted = api.post("/api/articles", json=article, headers={"X-API-Key": KEY})
    assert accepted.status_code == 202, accepted.text
    status = accepted.headers["location"]
    eventually(lambda: api.get(status).json()["state"] == "indexed", "the article is indexed")
    [hit] = api.get("/api/search", params={"q": "grain coal"}).json()["hits"]
    assert hit["article_id"] == "ship/1"
    assert api.get("/api/articles/ship%2F1").json()["article"]["quotes"][0]["cue"]["text"] == "said"


def test_an_article_comes_as_an_event_when_it_is_indexed(api: httpx.Client):
    with api.stream("GET", "/api/events", params={"q": "lighthouse"}) as events:
        for article_id, content in (("ship/2", STORY), ("ship/3", STORY.replace("town", "lighthouse"))):
            article = {"article_id": article_id, "content": content}
            assert api.post("/api/articles", json=article, headers={"X-API-Key": KEY}).status_code == 202
        lines = (line for line in events.iter_lines() if line.startswith("data: "))
        assert '"article_id":"ship/3"' in next(lines)


def test_an_article_that_cannot_be_cleaned_says_so_in_its_status(api: httpx.Client):
    article = {"article_id": "ship/4", "content": "<html><body></body></html>", "content_type": "text/html"}
    status = api.post("/api/articles", json=article, headers={"X-API-Key": KEY}).headers["location"]
    eventually(lambda: api.get(status).json()["state"] == "dead", "the article is among the dead letters")
    [place] = api.get(status).json()["places"]
    assert place["stage"] == "cleaner"
    assert place["reason"]


def test_the_pipeline_is_seen_at_work(api: httpx.Client):
    stages = {stage["stage"]: stage for stage in api.get("/api/pipeline").json()["stages"]}
    assert all(stages[name]["replicas"] == 1 for name in ("cleaner", "extractor", "indexer"))


def test_a_taken_port_is_said_and_all_else_runs(home: Home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with home.up("--http-port", port) as command:
            command.wait_for(f"There is no HTTP API: port {port} of 127.0.0.1 cannot be used")
            assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0


def test_without_the_explorer_nothing_listens(home: Home):
    with home.up("--no-explorer"):
        assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0
        assert not any("services.explorer" in line for line in home.processes().values())

"""Articles taken in over HTTP are on the stream when the answer comes, or the answer says why not."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from running_explorer import KEY, PrivateRedis, RunningExplorer, running

STORY = {"content": "The ship came in on Monday, the harbour master said.", "source": "wire"}


@pytest.fixture(scope="module")
def redis() -> Iterator[PrivateRedis]:
    with PrivateRedis() as server:
        yield server


@pytest.fixture(scope="module")
def explorer(redis: PrivateRedis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningExplorer]:
    explorer = RunningExplorer(tmp_path_factory.mktemp("explorer"), redis.socket, most_submission_bytes="20000")
    with running(explorer):
        yield explorer


def test_a_submitted_article_is_on_the_stream_when_the_answer_comes(redis: PrivateRedis, explorer: RunningExplorer):
    response = explorer.submit(STORY | {"article_id": "wire/1"})
    accepted = response.json()
    assert response.status_code == 202
    [(entry_id, fields)] = redis.client.xrange("articles.ingest", accepted["submission"], accepted["submission"])
    assert json.loads(fields["data"])["content"] == STORY["content"]
    assert fields["article_id"] == accepted["article_id"] == "wire/1"
    assert accepted["correlation_id"] == f"articles.ingest/{entry_id}"


def test_its_status_address_tells_where_it_is(explorer: RunningExplorer):
    response = explorer.submit(STORY | {"article_id": "wire/2"})
    assert response.headers["location"] == response.json()["status"]
    status = explorer.answer(response.headers["location"])
    assert (status["article_id"], status["state"], status["places"][0]["stage"]) == ("wire/2", "queued", "cleaner")


def test_a_status_is_of_the_submission_that_is_asked_for(explorer: RunningExplorer):
    first, second = (explorer.submit(STORY | {"article_id": "wire/3", "title": title}).json() for title in "ab")
    for accepted in (first, second):
        [place] = explorer.answer(accepted["status"])["places"]
        assert place["entry_id"] == accepted["submission"]
    assert explorer.get("/api/articles/wire%2F3/status?submission=1-0").status_code == 404


def test_an_article_without_an_id_gets_the_one_that_the_cleaner_would_give_it(explorer: RunningExplorer):
    by_url = explorer.submit(STORY | {"url": "https://www.harbour.example/1?utm_source=x"}).json()
    again = explorer.submit(STORY | {"url": "http://harbour.example/1"}).json()
    assert by_url["article_id"] == again["article_id"]
    assert by_url["article_id"].startswith("url-")


@pytest.mark.parametrize("key", [None, "", "wrong", KEY[:-1], KEY + "x", "ключ"])
def test_without_the_key_nothing_is_taken(redis: PrivateRedis, explorer: RunningExplorer, key: str | None):
    before = redis.client.xlen("articles.ingest")
    headers = {} if key is None else {"X-API-Key": key.encode()}
    response = explorer.client.post("/api/articles", json=STORY, headers=headers)
    assert (response.status_code, response.json()["title"]) == (401, "A key is needed")
    assert "www-authenticate" in response.headers
    assert redis.client.xlen("articles.ingest") == before


@pytest.mark.parametrize(
    ("article", "where", "message"),
    [
        ({}, "content", "is missing"),
        ({"content": " \n"}, "content", "is empty"),
        ({"content": "x", "titel": "y"}, "titel", "there is no such field; did you mean title?"),
        ({"content": "x", "published_at": "yesterday"}, "published_at", "'yesterday' is not a date"),
        ({"content": "x", "article_id": " x"}, "article_id", "' x' is no article_id"),
        ({"content": 3}, "content", "should be a valid string"),
        ({"content": "x", "metadata": {"a": 1}}, "metadata.a", "should be a valid string"),
        ([STORY], "", "an article is a JSON object"),
        (b"{", "", "not JSON in UTF-8"),
        (b'{"content": "\xff"}', "", "not JSON in UTF-8"),
        (b'{"content": "\\ud800"}', "", ""),
        (b"[" * 10_000, "", "not JSON in UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_by_name(explorer: RunningExplorer, article: object, where: str, message: str):
    response = explorer.submit(article)
    problem = response.json()
    assert (response.status_code, problem["title"]) == (422, "This is no article")
    [error] = problem["errors"]
    assert error["where"] == where
    assert error["message"].startswith(message)


@pytest.mark.parametrize("with_length", [True, False], ids=["with its length", "without"])
def test_an_article_that_is_too_large_is_not_even_read(explorer: RunningExplorer, with_length: bool):
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 10_000
            yield b" " * 10_000

    length = {"Content-Length": "10000000"} if with_length else {}
    headers = {"X-API-Key": KEY, "Content-Type": "application/json", **length}
    with httpx.Client(base_url=explorer.client.base_url) as client:
        response = client.post("/api/articles", content=body(), headers=headers)
    assert (response.status_code, response.json()["detail"]) == (413, "an article may have 20000 bytes")
    assert sent < 10_000_000


def test_a_client_that_goes_while_it_sends_breaks_nothing(explorer: RunningExplorer):
    address = (explorer.client.base_url.host, explorer.client.base_url.port or 0)
    head = f"POST /api/articles HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {KEY}\r\nX-Request-ID: went\r\n"
    with socket.create_connection(address) as connection:
        connection.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{".encode())
    assert explorer.line(request_id="went")["path"] == "/api/articles"
    assert explorer.lines("request_broke") == []


def test_only_json_is_taken(explorer: RunningExplorer):
    response = explorer.submit(b"content=x", **{"Content-Type": "application/x-www-form-urlencoded"})
    assert (response.status_code, response.json()["title"]) == (415, "Not this kind of content")


def test_the_log_names_the_article_and_who_sent_it_but_not_the_key(explorer: RunningExplorer):
    accepted = explorer.submit(STORY | {"article_id": "wire/4"}).json()
    line = explorer.line(article_id="wire/4")
    assert (line["correlation_id"], line["submitted_by"]) == (accepted["correlation_id"], "desk")
    assert KEY not in json.dumps(explorer.lines("request_done"))


def test_whoever_sends_too_much_waits(redis: PrivateRedis, tmp_path: Path):
    explorer = RunningExplorer(tmp_path, redis.socket, submissions_per_minute="2")
    with running(explorer):
        answers = [explorer.submit(STORY) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 30


def test_a_pipeline_with_too_much_to_do_takes_nothing_more(redis: PrivateRedis, tmp_path: Path):
    explorer = RunningExplorer(tmp_path, redis.socket, publishing__max_backlog="1")
    with running(explorer):
        explorer.submit(STORY)
        refused = explorer.submit(STORY)
        assert (refused.status_code, refused.json()["title"]) == (503, "The article could not be handed over")
        assert "wait on articles.ingest" in refused.json()["detail"]
        assert "retry-after" in refused.headers


def test_without_redis_nothing_is_promised_and_with_it_again_all_is_well(tmp_path: Path):
    with PrivateRedis() as redis:
        explorer = RunningExplorer(tmp_path, redis.socket)
        with running(explorer):
            assert explorer.submit(STORY).status_code == 202
            redis.stop()
            assert explorer.submit(STORY).status_code == 503
            redis.start()
            accepted = explorer.submit(STORY)
            assert accepted.status_code == 202
            assert redis.client.xlen("articles.ingest") == 2


def test_without_keys_nobody_submits(redis: PrivateRedis, tmp_path: Path):
    explorer = RunningExplorer(tmp_path, redis.socket, api_keys="")
    with running(explorer):
        response = explorer.submit(STORY)
        assert (response.status_code, response.json()["title"]) == (403, "Nobody may submit")


def test_the_pipeline_tells_how_it_does(explorer: RunningExplorer):
    stages = {stage["stage"]: stage for stage in explorer.answer("/api/pipeline")["stages"]}
    assert {"cleaner", "extractor", "indexer"} <= set(stages)
    assert stages["cleaner"]["backlog"] >= 1
    assert stages["cleaner"]["replicas"] == 0

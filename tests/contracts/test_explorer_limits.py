"""No question holds the explorer up, and it comes through whatever happens to the index's file."""

from __future__ import annotations

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from index_builders import an_article, write
from running_explorer import KEY, RunningExplorer, eventually, running

from services.indexer.queries import TookTooLong, open_index
from shared.http.process import listening_socket

FOR_EVER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_question_without_end_is_broken_off(tmp_path: Path):
    write(tmp_path / "index.sqlite", an_article())
    with open_index(tmp_path / "index.sqlite") as index:
        with index.within(timedelta(seconds=0.2)), pytest.raises(TookTooLong):
            index.rows(FOR_EVER)
        assert index.rows("SELECT count(*) FROM articles")[0][0] == 1


def test_many_short_questions_are_broken_off_too(tmp_path: Path):
    write(tmp_path / "index.sqlite", an_article())
    with open_index(tmp_path / "index.sqlite") as index, index.within(timedelta(seconds=0.1)):
        endless = (index.rows("SELECT 1") for _ in iter(int, 1))
        with pytest.raises(TookTooLong):
            list(endless)


def test_what_takes_too_long_is_a_problem_that_says_so(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, question_limit="PT0.000001S")
    write(explorer.index_path, an_article())
    with running(explorer):
        response = explorer.get("/api/search")
        assert (response.status_code, response.json()["title"]) == (503, "The question takes too long")
        assert explorer.get("/api/nothing").status_code == 404


def test_more_questions_than_may_wait_are_refused_and_the_others_answered(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, readers="1", most_waiting="1")
    write(explorer.index_path, *(an_article(article_id=f"a{n}", submission=f"{n}-0") for n in range(200)))
    with running(explorer), ThreadPoolExecutor(16) as clients:
        asked = [clients.submit(explorer.get, "/api/search?q=peskov&facets=true&limit=100") for _ in range(64)]
        answers = [one.result() for one in asked]
        statuses = {answer.status_code for answer in answers}
        assert statuses == {200, 503}
        refused = next(answer for answer in answers if answer.status_code == 503)
        assert (refused.json()["title"], refused.headers["retry-after"]) == ("Too much at once", "1")
        assert explorer.get("/api/search").status_code == 200


def test_an_index_may_come_later_go_away_and_be_exchanged(tmp_path: Path):
    explorer = RunningExplorer(tmp_path)
    with running(explorer):
        missing = explorer.get("/api/search")
        assert (missing.status_code, missing.json()["title"]) == (503, "The index cannot be read")
        assert "publish an article first" in missing.json()["detail"]

        write(explorer.index_path, an_article(article_id="first"))
        assert explorer.answer("/api/search")["hits"][0]["article_id"] == "first"

        write(tmp_path / "backup.sqlite", an_article(article_id="second"))
        explorer.index_path.with_name("index.sqlite-wal").unlink(missing_ok=True)
        explorer.index_path.with_name("index.sqlite-shm").unlink(missing_ok=True)
        os.replace(tmp_path / "backup.sqlite", explorer.index_path)  # noqa: PTH105  the atomic one
        assert explorer.answer("/api/search")["hits"][0]["article_id"] == "second"


def test_a_file_that_is_no_index_is_a_problem_until_it_is_one(tmp_path: Path):
    explorer = RunningExplorer(tmp_path)
    explorer.index_path.write_bytes(b"this is no database, whatever its name may say" * 200)
    with running(explorer):
        assert explorer.get("/api/search").json()["title"] == "The index cannot be read"
        explorer.index_path.unlink()
        write(explorer.index_path, an_article())
        assert explorer.answer("/api/search")["total"] == 1


async def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers():
    """Nagle's algorithm would hold every body back for 40 ms."""
    sends_at_once: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def ask(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection: socket.socket = writer.get_extra_info("socket")
        sends_at_once.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listening = listening_socket("127.0.0.1", 0)
    async with await asyncio.start_server(ask, sock=listening):
        _, client = await asyncio.open_connection(*listening.getsockname())
        assert await asyncio.wait_for(sends_at_once, 20)
        client.close()


def test_reading_may_need_a_key_too(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, reading_needs_key="true")
    write(explorer.index_path, an_article())
    with running(explorer):
        assert explorer.get("/api/search").status_code == 401
        assert explorer.get("/api/search", headers={"X-API-Key": KEY}).status_code == 200
        assert explorer.get("/docs").status_code == 200


def test_pages_of_named_origins_may_use_it(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, allowed_origins="https://desk.example")
    write(explorer.index_path, an_article())
    with running(explorer):
        for origin, allowed in (("https://desk.example", "https://desk.example"), ("https://other.example", None)):
            response = explorer.get("/api/search", headers={"Origin": origin})
            assert response.headers.get("access-control-allow-origin") == allowed


def test_health_and_metrics_are_on_a_port_of_their_own(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, health__port="18431")
    write(explorer.index_path, an_article())
    with running(explorer):
        explorer.answer("/api/search")
        for path in ("/live", "/ready"):
            assert explorer.get(f"http://127.0.0.1:18431{path}").json()["ok"] is True
        metrics = explorer.get("http://127.0.0.1:18431/metrics").text
        assert 'copydesk_http_requests_total{method="GET",route="/api/search",status="200"} 1.0' in metrics
        assert explorer.get("/metrics").status_code == 404


def test_a_taken_port_is_said_and_ends_it_with_status_2(tmp_path: Path):
    first = RunningExplorer(tmp_path)
    with running(first):
        port = str(first.client.base_url.port)
        second = RunningExplorer(tmp_path, port=port)
        with pytest.raises(AssertionError, match="port_refused"):
            second.start()
        assert second.stop() == 2
        [line] = second.lines("port_refused")
        assert (line["port"], line["error"]) == (int(port), "Address already in use")


def test_a_wrong_setting_stops_the_start_without_showing_a_key(tmp_path: Path):
    explorer = RunningExplorer(tmp_path, api_keys="desk:short-secret")
    with pytest.raises(AssertionError, match="Wrong settings") as failure:
        explorer.start()
    assert "the key of 'desk' has fewer than 16 characters" in str(failure.value)
    assert "short-secret" not in str(failure.value)
    assert explorer.stop() == 2


def test_an_idle_explorer_is_ready_only_when_it_can_do_something(tmp_path: Path):
    explorer = RunningExplorer(tmp_path)
    with running(explorer):
        assert (explorer.get("/live").status_code, explorer.get("/ready").status_code) == (200, 503)
        write(explorer.index_path, an_article())
        eventually(lambda: explorer.get("/ready").status_code == 200, "it is ready")

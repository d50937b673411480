"""Somebody keeps a search, and is told when an article comes that it finds."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from running_commands import Home, eventually

SHIP = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried {0} for the town."


class Webhook(ThreadingHTTPServer):
    """Keeps the notices that it takes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.heard: list[dict[str, str]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        notice = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/gone":
            self.send_error(410)
            return
        assert isinstance(self.server, Webhook)
        self.server.heard.append({"id": self.headers["webhook-id"], **notice["data"]})
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def webhook() -> Iterator[Webhook]:
    server = Webhook()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def home(shared_home: Home) -> Iterator[Home]:
    with shared_home.up():
        yield shared_home


def keep(home: Home, name: str, query: str, webhook: str) -> None:
    done = home.run("saved-searches", "add", name, query, "--webhook", webhook)
    assert done.returncode == 0, done.stderr


def publish(home: Home, article_id: str, cargo: str) -> None:
    done = home.run("publish", "--wait", "-", "--id", article_id, stdin=SHIP.format(cargo))
    assert done.returncode == 0, done.stderr


def test_a_webhook_is_told_of_an_article_that_a_saved_search_finds(home: Home, webhook: Webhook):
    keep(home, "grain", "ship grain", f"{webhook.url}/grain")
    publish(home, "coal-1", "coal")
    publish(home, "grain-1", "grain")
    eventually(lambda: webhook.heard, "the webhook is told")
    [match] = home.json("saved-searches", "matches", "grain")
    assert [(one["article_id"], one["search"], one["id"]) for one in webhook.heard] == [
        ("grain-1", "grain", match["match_id"])
    ]


def test_a_killed_notifier_misses_nothing(home: Home, webhook: Webhook):
    keep(home, "copper", "copper", f"{webhook.url}/copper")
    os.kill(home.pid_of("services.notifier"), signal.SIGKILL)
    publish(home, "copper-1", "copper")
    eventually(lambda: [one for one in webhook.heard if one["search"] == "copper"], "the next one tells it")


def test_a_webhook_that_is_gone_leaves_a_dead_letter_that_says_so(home: Home, webhook: Webhook):
    keep(home, "tea", "tea", f"{webhook.url}/gone")
    publish(home, "tea-1", "tea")

    def letters() -> list[str]:
        lines = home.run("dead-letters", "list", "--stage", "notifier", "--json").stdout.splitlines()
        return [json.loads(line)["reason"] for line in lines]

    eventually(letters, "the notice is among the dead letters")
    [reason] = letters()
    assert "answered 410" in reason

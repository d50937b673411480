"""The notifier tells webhooks: real servers on this machine answer it, well and badly."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services.notifier.answers import NotTaken
from services.notifier.send_notices import Notifier, Unanswered
from shared.schemas.matches import ArticleMatched, MatchNotified
from shared.streams.outcomes import Reject, Skip

KEY = b"k" * 32


@dataclass
class Webhook:
    """A server that keeps what it is told and answers by ``answer``."""

    url: str
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


Answering = Callable[[BaseHTTPRequestHandler], None]


def with_status(status: int, **headers: str) -> Answering:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "2")
        request.end_headers()
        request.wfile.write(b"ok")

    return answer


TAKEN = with_status(204)


@contextmanager
def a_webhook(answer: Answering = TAKEN) -> Iterator[Webhook]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            webhook.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            try:
                answer(self)
            except OSError:  # it was hung up on
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    webhook = Webhook(f"http://127.0.0.1:{server.server_port}/hook?token=1")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield webhook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def a_match(webhook: str | None, number: int = 1) -> ArticleMatched:
    return ArticleMatched(
        match_id=f"match-{number}",
        search="summits",
        query="summit",
        article_id=f"a{number}",
        revision="r1",
        matched_at="2025-11-03T12:00:00+00:00",
        webhook=webhook,
    )


def a_notifier(**changed: timedelta | float | bool) -> Notifier:
    given = {
        "answer_within": timedelta(seconds=5),
        "host_limit": timedelta(seconds=8),
        "hosts_at_once": 8,
        "rest": timedelta(minutes=1),
        "any_address": False,
    }
    return Notifier(keys=[KEY], agent="test", **{**given, **changed})  # type: ignore[arg-type]


@pytest.fixture
def notifier() -> Iterator[Notifier]:
    with closing(a_notifier()) as made:
        yield made


def test_a_webhook_is_told_with_a_signature_that_it_can_check(notifier: Notifier):
    with a_webhook() as webhook:
        [outcome] = notifier.notify([a_match(webhook.url)])
    assert isinstance(outcome, MatchNotified)
    assert (outcome.match_id, outcome.search, outcome.article_id, outcome.status) == ("match-1", "summits", "a1", 204)
    [(headers, body)] = webhook.heard
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == "match-1"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    assert headers["host"] == webhook.url.split("/")[2]
    assert json.loads(body)["data"]["article_id"] == "a1"


def test_each_match_of_a_batch_has_its_own_outcome_in_order(notifier: Notifier):
    with a_webhook() as good, a_webhook(with_status(410)) as gone, a_webhook(with_status(500)) as ill:
        outcomes = notifier.notify(
            [
                a_match(gone.url, 1),
                a_match(good.url, 2),
                a_match(None, 3),
                a_match(ill.url, 4),
                a_match("mailto:desk@example.org", 5),
                a_match(good.url, 6),
            ]
        )
    assert [type(outcome) for outcome in outcomes] == [Reject, MatchNotified, Skip, NotTaken, Reject, MatchNotified]
    assert sorted(headers["webhook-id"] for headers, _ in good.heard) == ["match-2", "match-6"]


def test_a_silent_webhook_holds_up_no_other():
    ended = threading.Event()
    with (
        a_webhook(lambda _: ended.wait(30) and None) as silent,
        a_webhook() as good,
        closing(a_notifier(answer_within=timedelta(seconds=0.5), host_limit=timedelta(seconds=1))) as notifier,
    ):
        batch = [a_match(silent.url, number) for number in range(40)] + [a_match(good.url, 100)]
        outcomes = notifier.notify(batch)
        assert all(isinstance(outcome, Unanswered) for outcome in outcomes[:40])
        assert isinstance(outcomes[40], MatchNotified)
        asked = len(silent.heard)
        assert asked <= 4
        assert all(isinstance(outcome, Unanswered) for outcome in notifier.notify(batch[:40]))
        assert len(silent.heard) == asked, "it is left alone for a while"
        ended.set()


def test_a_webhook_that_drips_its_answer_is_given_up():
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(600):
            request.wfile.write(b".")
            request.wfile.flush()
            if ended.wait(0.05):
                return

    ended = threading.Event()
    with a_webhook(drip) as webhook, closing(a_notifier(answer_within=timedelta(seconds=0.5))) as notifier:
        [outcome] = notifier.notify([a_match(webhook.url)])
        ended.set()
    assert isinstance(outcome, Unanswered)


def test_an_endless_answer_is_not_read_to_its_end(notifier: Notifier):
    def pour(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(1_000_000_000))
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65_536)

    with a_webhook(pour) as webhook:
        [outcome] = notifier.notify([a_match(webhook.url)])
    assert isinstance(outcome, MatchNotified)


def test_a_webhook_that_is_not_there_is_tried_again_later_and_then_works():
    with a_webhook() as webhook, closing(a_notifier(rest=timedelta(0))) as notifier:
        address = webhook.url.replace("127.0.0.1", "localhost")
        port = int(webhook.url.split(":")[2].split("/")[0])
        [refused] = notifier.notify([a_match(address.replace(str(port), "1"))])
        [taken] = notifier.notify([a_match(address)])
    assert isinstance(refused, Unanswered)
    assert "cannot be reached" in str(refused)
    assert "token" not in str(refused)
    assert isinstance(taken, MatchNotified)


def test_a_redirect_is_not_followed(notifier: Notifier):
    with a_webhook() as other, a_webhook(with_status(307, Location=other.url)) as webhook:
        [outcome] = notifier.notify([a_match(webhook.url)])
    assert isinstance(outcome, Reject)
    assert other.heard == []


def test_a_host_that_asks_for_a_pause_is_left_alone(notifier: Notifier):
    with a_webhook(with_status(429, Retry_After="60")) as webhook:
        for number in range(3):
            [outcome] = notifier.notify([a_match(webhook.url, number)])
            assert isinstance(outcome, NotTaken)
    assert len(webhook.heard) == 1


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "2852039166", "0.0.0.0", "[::ffff:169.254.169.254]"])
def test_metadata_services_are_not_reached(notifier: Notifier, host: str):
    [outcome] = notifier.notify([a_match(f"http://{host}/latest/meta-data")])
    assert isinstance(outcome, Reject)
    assert "no webhook may be there" in str(outcome)


def test_a_name_that_nobody_knows_is_tried_again(notifier: Notifier):
    [outcome] = notifier.notify([a_match("https://desk.invalid/hook")])
    assert isinstance(outcome, Unanswered)
    assert "cannot be resolved" in str(outcome)

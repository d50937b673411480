"""What a webhook is told, how it is signed, and what its answer means."""

from __future__ import annotations

import json

import pytest

from services.notifier.addresses import why_refused
from services.notifier.answers import Answer, NotTaken, fault_of, pause_asked_for
from services.notifier.notice import notice_of
from services.notifier.settings import NotifierSettings
from services.notifier.signature import parse_keys, signed_headers
from shared.schemas.matches import ArticleMatched
from shared.streams.outcomes import Reject

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MATCH = ArticleMatched(
    match_id="match-1",
    search="summits",
    query="summit",
    article_id="a1",
    revision="r1",
    matched_at="2025-11-03T12:00:00+00:00",
    headline="No need — “never”",
    webhook="https://desk.example/hook?token=secret",
)


def test_a_notice_tells_of_the_match_and_not_of_the_webhook():
    notice = json.loads(notice_of(MATCH))
    assert notice == {
        "type": "article.matched",
        "timestamp": "2025-11-03T12:00:00+00:00",
        "data": {
            "match_id": "match-1",
            "search": "summits",
            "query": "summit",
            "article_id": "a1",
            "revision": "r1",
            "matched_at": "2025-11-03T12:00:00+00:00",
            "headline": "No need — “never”",
        },
    }


def test_a_notice_is_signed_as_other_implementations_sign_it():
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', parse_keys(SECRET))
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_key_gives_a_signature_so_that_keys_can_be_replaced():
    other = "whsec_" + "A" * 32
    both = signed_headers("m", 1, b"{}", parse_keys(f"{other} {SECRET}"))["webhook-signature"].split()
    alone = [signed_headers("m", 1, b"{}", parse_keys(key))["webhook-signature"] for key in (other, SECRET)]
    assert both == alone
    assert both[0] != both[1]


def test_without_a_key_there_is_no_signature():
    assert "webhook-signature" not in signed_headers("m", 1, b"{}", ())


@pytest.mark.parametrize("text", ["whsec_short", "whsec_" + "A" * 100, "whsec_not/base64!" + "A" * 32, "hunter2"])
def test_a_key_that_is_none_stops_the_start_and_is_not_told(text: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ValueError, match="signing key 2 is none") as caught:
        parse_keys(f"{SECRET} {text}")
    assert text not in str(caught.value)
    monkeypatch.setenv("COPYDESK_NOTIFIER_SIGNING_KEYS", text)
    with pytest.raises(ValueError, match="signing key 1 is none"):
        NotifierSettings()


@pytest.mark.parametrize("status", [200, 202, 204])
def test_an_answer_in_the_two_hundreds_takes_the_notice(status: int):
    assert fault_of(Answer(status), "https://desk.example") is None


@pytest.mark.parametrize(
    ("status", "why"), [(410, "gone for good"), (404, "nothing is there"), (401, "signing keys"), (422, "refuses")]
)
def test_a_definite_refusal_is_not_tried_again(status: int, why: str):
    fault = fault_of(Answer(status), "https://desk.example")
    assert isinstance(fault, Reject)
    assert why in str(fault)


def test_a_redirect_is_not_followed_and_not_tried_again():
    assert isinstance(fault_of(Answer(301, location="http://169.254.169.254/"), "https://desk.example"), Reject)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int):
    assert isinstance(fault_of(Answer(status), "https://desk.example"), NotTaken)


@pytest.mark.parametrize(
    ("status", "retry_after", "pause"),
    [
        (429, "120", 120),
        (503, "Thu, 01 Jan 1970 00:00:30 GMT", 30),
        (429, "86400", 900),
        (429, None, 0),
        (429, "soon", 0),
        (503, "-5", 0),
        (500, "120", 0),
    ],
)
def test_a_host_that_asks_for_a_pause_gets_it(status: int, retry_after: str | None, pause: float):
    assert pause_asked_for(Answer(status, retry_after=retry_after), now=0.0) == pause


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "169.254.0.1",
        "fe80::1%eth0",
        "::ffff:169.254.169.254",
        "2002:a9fe:a9fe::",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "ff02::1",
    ],
)
def test_metadata_services_and_what_is_no_host_are_refused(address: str):
    assert why_refused(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.5", "fd12:3456::1", "93.184.216.34"])
def test_public_and_private_hosts_are_allowed(address: str):
    assert why_refused(address) is None

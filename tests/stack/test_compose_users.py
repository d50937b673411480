"""Redis knows each service by its own name and lets it do its own work only."""

from __future__ import annotations

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError
from running_stack import RunningStack

USERS = ("publisher", "cleaner", "extractor", "indexer", "notifier", "explorer", "operator")
TRESPASSER = "tries-what-it-must-not"

# A script that a stage runs has the stage's rights: reading the dead letters through one is refused as well.
READ_IN_A_SCRIPT = "return redis.call('XRANGE', KEYS[1], '-', '+')"


@pytest.mark.parametrize(
    ("user", "command"),
    [
        ("publisher", "XRANGE articles.ingest - +"),
        ("publisher", "XTRIM articles.ingest MAXLEN 0"),
        ("publisher", "XADD articles.cleaned * data {}"),
        ("publisher", "XADD articles.indexed * data {}"),
        ("publisher", "XADD articles.dead * data {}"),
        ("publisher", "XDEL articles.dead 1-1"),
        ("publisher", "XGROUP DESTROY articles.ingest cleaner"),
        ("publisher", "XREADGROUP GROUP cleaner thief STREAMS articles.ingest >"),
        ("cleaner", "XRANGE articles.dead - +"),
        ("cleaner", "XTRIM articles.dead MAXLEN 0"),
        ("cleaner", "XRANGE articles.cleaned - +"),
        ("cleaner", "XDEL articles.cleaned 1-1"),
        ("cleaner", "XREADGROUP GROUP extractor thief STREAMS articles.cleaned >"),
        ("cleaner", "XADD articles.extracted * data {}"),
        ("cleaner", "XADD articles.indexed * data {}"),
        ("cleaner", "XTRIM articles.cleaned MAXLEN 0"),
        ("cleaner", "DEL articles.ingest"),
        ("cleaner", "XGROUP DESTROY articles.ingest cleaner"),
        ("extractor", "XADD articles.ingest * data {}"),
        ("extractor", "XRANGE articles.ingest - +"),
        ("extractor", "XADD articles.indexed * data {}"),
        ("extractor", "XRANGE articles.dead - +"),
        ("indexer", "XADD articles.ingest * data {}"),
        ("indexer", "XADD articles.cleaned * data {}"),
        ("indexer", "XRANGE articles.dead - +"),
        ("notifier", "XADD articles.ingest * data {}"),
        ("notifier", "XADD articles.indexed * data {}"),
        ("notifier", "XRANGE articles.ingest - +"),
        ("notifier", "XRANGE articles.dead - +"),
        ("explorer", "XADD articles.cleaned * data {}"),
        ("explorer", "XADD articles.dead * data {}"),
        ("explorer", "XTRIM articles.ingest MAXLEN 0"),
        ("explorer", "XDEL articles.ingest 1-1"),
        ("explorer", "XREADGROUP GROUP cleaner thief STREAMS articles.ingest >"),
        ("explorer", "DEL articles.ingest"),
        ("explorer", "SET articles.ingest.cleaner.paused 1"),
        ("explorer", "GET somewhere.else"),
        *((user, "KEYS *") for user in USERS),
        *((user, "FLUSHALL") for user in USERS),
        *((user, "CONFIG SET appendonly no") for user in USERS),
        *((user, "ACL LIST") for user in USERS),
        *((user, "SET somewhere.else 1") for user in USERS),
        ("operator", "SHUTDOWN NOSAVE"),
    ],
)
def test_redis_refuses_a_user_what_is_not_its_work(stack: RunningStack, user: str, command: str):
    with stack.redis(user, client_name=TRESPASSER) as redis, pytest.raises(NoPermissionError):
        redis.execute_command(*command.split())


@pytest.mark.parametrize("key", ["articles.cleaned", "articles.dead"])
def test_a_script_does_not_widen_a_stages_rights(stack: RunningStack, key: str):
    with stack.redis("cleaner", client_name=TRESPASSER) as redis:
        script = redis.script_load(READ_IN_A_SCRIPT)
        with pytest.raises((NoPermissionError, ResponseError), match=r"(?i)permission|ACL"):
            redis.evalsha(script, 1, key)


@pytest.mark.parametrize(
    "login",
    [{}, {"password": "development-only"}, {"username": "operator", "password": "development-only"}],
    ids=["no password", "a default password", "a default password of the operator"],
)
def test_nobody_comes_in_without_the_password(stack: RunningStack, login: dict[str, str]):
    with (
        Redis(host="127.0.0.1", port=stack.port, **login) as redis,
        pytest.raises(
            (AuthenticationError, ResponseError),
            match=r"WRONGPASS|NOAUTH|invalid username|must be called with the client already authenticated",
        ),
    ):
        redis.xlen("articles.ingest")


@pytest.mark.parametrize("password", ["", "with space", "p@ss/word", "50%"], ids=repr)
def test_redis_does_not_start_with_a_password_that_an_address_cannot_hold(stack: RunningStack, password: str):
    given = f"COPYDESK_CLEANER_PASSWORD={password}"
    done = stack.compose("run", "--rm", "--no-deps", "-T", "--env", given, "redis", check=False)
    assert done.returncode == 1
    assert "copydesk: COPYDESK_CLEANER_PASSWORD" in done.stderr


def test_what_redis_confirms_is_on_disk(stack: RunningStack):
    with stack.redis("operator") as redis:
        settings = redis.config_get("append*", "maxmemory*")
    assert settings["appendonly"] == "yes"
    assert settings["appendfsync"] == "always"
    assert settings["maxmemory-policy"] == "noeviction"
    assert int(settings["maxmemory"]) == 512 * 1024**2


def test_no_service_was_refused_anything_that_it_tried(stack: RunningStack):
    """After all that the tests of this folder made the services do."""
    with stack.redis("operator") as redis:
        refused = [entry for entry in redis.acl_log() if TRESPASSER not in str(entry["client-info"])]
    assert [entry for entry in refused if entry["reason"] != "auth"] == []

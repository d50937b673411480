"""The whole job in containers: what is published by anyone can be found, and its way there can be read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from invented_articles import an_article
from running_stack import ROOT, RunningStack, eventually

USERS_SEED = ROOT / "seeds" / "000_832dcdeb64442dca.txt"


def test_the_tests_inside_the_stack_pass(stack: RunningStack):
    """They publish every seed and see each in the index; see inside/."""
    done = stack.compose("--profile", "test", "run", "--rm", "--no-deps", "-T", "tests", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_plain_redis_cli_is_a_publisher(stack: RunningStack):
    article_id, article = an_article(1, "by-redis-cli")
    stack.compose(
        "exec", "-T", "redis", "redis-cli", "--user", "publisher", "XADD", "articles.ingest", "*", "data", article
    )
    eventually(lambda: stack.changes_of([article_id])[article_id] == ["new"], "the article is in the index")


def test_the_host_publishes_as_the_publisher_and_hears_what_became_of_it(stack: RunningStack, tmp_path: Path):
    command = Path(sys.executable).with_name("copydesk")
    done = subprocess.run(
        [command, "publish", "--wait", str(USERS_SEED)], cwd=tmp_path, capture_output=True, text=True, check=False,
        timeout=120, env={"PATH": "/usr/bin:/bin", "COPYDESK_REDIS_URL": stack.url("publisher"), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [article_id] = done.stdout.split()
    assert stack.changes_of([article_id])[article_id][0] == "new"


def test_a_search_finds_the_seed_article(stack: RunningStack):
    stack.copydesk("publish", "--wait", f"seeds/{USERS_SEED.name}")
    found = json.loads(stack.copydesk("search", "--json", "putin", "budapest").stdout)
    assert "Putin" in found["hits"][0]["headline"]["text"]


def test_a_search_needs_no_indexer(stack: RunningStack):
    stack.compose("stop", "indexer")
    try:
        assert json.loads(stack.copydesk("search", "--json", "putin").stdout)["total"] >= 1
    finally:
        stack.compose("up", "--detach", "--wait", "--no-deps", "indexer")


def test_the_log_tells_an_articles_whole_story(stack: RunningStack):
    with stack.redis("publisher") as redis:
        redis.xadd(
            "articles.ingest", {"data": json.dumps({"article_id": "whole-story", "content": "It rained in Riga."})}
        )
    eventually(lambda: stack.changes_of(["whole-story"])["whole-story"], "the article is in the index")

    lines = [line for line in stack.composed_log() if "whole-story" in line]  # docker compose logs | grep whole-story

    told = [json.loads(line[line.index("{") :]) for line in lines]
    assert sorted((line["service"], line["event"]) for line in told) == [
        ("cleaner", "message_done"),
        ("extractor", "message_done"),
        ("indexer", "message_done"),
    ]
    assert len({line["correlation_id"] for line in told}) == 1


@pytest.mark.parametrize(
    ("data", "cause", "said"),
    [
        (b'{"content": ""}', "rejected", "(?i)empty|no text|nothing"),
        (b'{"headline": "no content"}', "invalid", "content"),
        (b'{"content": "caf\xe9"}', "invalid", "UTF-8"),
        (b'{"content": "later", "schema_version": 99}', "invalid", "newer"),
    ],
    ids=["empty", "without content", "not UTF-8", "of a newer release"],
)
def test_what_cannot_work_is_a_dead_letter_with_a_reason(stack: RunningStack, data: bytes, cause: str, said: str):
    with stack.redis("publisher") as redis:
        entry_id = redis.xadd("articles.ingest", {"data": data})
    letter = eventually(
        lambda: next((one for one in stack.dead_letters() if one["entry_id"] == entry_id), None), "a dead letter"
    )
    assert letter["cause"] == cause
    assert letter["service"] == "cleaner"
    assert re.search(said, letter["reason"])

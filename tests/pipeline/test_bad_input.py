"""Whatever is published ends in the index or among the dead letters, with a reason, and blocks or kills no stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from running_commands import Home, eventually

SHIP = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."
COOKIE_WALL = """<html><head><title>Before you continue</title></head><body><div id="consent">
<h2>We value your privacy</h2><p>We and our partners store and access cookies on your device.</p>
<button>Accept all</button> <button>Reject all</button> <a href="/settings">Cookie settings</a></div></body></html>"""


@pytest.fixture(scope="module")
def home(shared_home: Home) -> Iterator[Home]:
    """A home with a pipeline that runs, and whose services must be the same processes in the end."""
    with shared_home.up():
        before = services(shared_home)
        yield shared_home
        assert services(shared_home) == before, "a service was killed by what was published"


def services(home: Home) -> set[int]:
    return {pid for pid, line in home.processes().items() if "services." in line}


def add(home: Home, **fields: bytes | str) -> str:
    """Write an entry to the ingest stream; gives its id."""
    with redis.Redis(unix_socket_path=str(home.folder / "redis.sock")) as client:
        entry_id: Any = client.xadd("articles.ingest", fields)
    return str(entry_id.decode())


def the_letter(home: Home, entry_id: str) -> dict[str, Any]:
    """The dead letter of an ingest entry."""

    def letters() -> list[dict[str, Any]]:
        lines = home.run("dead-letters", "list", "--json").stdout.splitlines()
        return [letter for line in lines if (letter := json.loads(line))["entry_id"] == entry_id]

    eventually(letters, f"{entry_id} is among the dead letters")
    [letter] = letters()
    return letter


@pytest.mark.parametrize(
    ("data", "cause", "reason"),
    [
        (b'{"content": ""}', "rejected", "empty"),
        (b'{"content": "caf\xe9 closed"}', "invalid", "UTF-8"),
        (json.dumps({"content": "word " * 2_100_000}).encode(), "rejected", "bytes"),
        (b'{"title": "no content"}', "invalid", "content"),
        (b'{"content": "A ship.", "schema_version": 7}', "invalid", "newer release"),
        (json.dumps({"content": COOKIE_WALL}).encode(), "rejected", ""),
        (b"not JSON at all", "invalid", "JSON"),
        (b'["a list"]', "invalid", ""),
    ],
    ids=["empty", "not UTF-8", "10 MB", "without content", "future version", "cookie wall", "not JSON", "a list"],
)
def test_what_can_never_work_is_a_dead_letter_with_a_reason(data: bytes, cause: str, reason: str, home: Home):
    letter = the_letter(home, add(home, data=data))
    assert letter["cause"] == cause
    assert reason in letter["reason"]
    assert letter["service"] == "cleaner"
    assert len(letter["reason"]) < 500


def test_an_unknown_field_is_passed_over(home: Home):
    add(home, data=json.dumps({"content": SHIP, "article_id": "unknown-1", "spider": {"depth": 3}}))
    eventually(lambda: home.run("show", "unknown-1").returncode == 0, "it is in the index")


def test_an_article_that_is_not_english_is_indexed_and_marked(home: Home):
    story = Path("seeds/deutsche-meldung.txt").read_text("utf-8")
    add(home, data=json.dumps({"content": story, "article_id": "german-1"}))
    eventually(lambda: home.run("show", "german-1").returncode == 0, "it is in the index")
    article = home.json("show", "german-1")["article"]
    assert article["language"] == "de"
    assert any("not English" in note for note in article["notes"])


def test_an_entry_without_any_known_field_is_a_dead_letter(home: Home):
    assert the_letter(home, add(home, colour="blue"))["cause"] == "invalid"


def test_after_all_that_an_ordinary_article_goes_through(home: Home):
    assert home.run("publish", "-", "--wait", "--id", "ordinary-1", stdin=SHIP).returncode == 0


def test_a_dead_letter_is_shown_exported_discarded_and_gone(home: Home, tmp_path: Path):
    letter = the_letter(home, add(home, data=b'{"content": "\xff", "title": "gone"}'))
    dead_id = letter["dead_id"]
    assert letter["reason"] in " ".join(home.run("dead-letters", "show", dead_id).stdout.split())
    exported = tmp_path / "letters.jsonl"
    assert home.run("dead-letters", "export", str(exported)).returncode == 0
    assert any(json.loads(line)["dead_id"] == dead_id for line in exported.read_text("utf-8").splitlines())
    assert dead_id in home.run("dead-letters", "discard", dead_id, "--dry-run").stdout
    assert home.run("dead-letters", "discard", dead_id).stdout.split() == [dead_id]
    done = home.run("dead-letters", "show", dead_id)
    assert done.returncode == 1
    assert "replayed or discarded already?" in done.stderr


def test_a_replayed_letter_fails_for_the_same_reason_under_the_same_identity(home: Home):
    first = the_letter(home, add(home, data=b'{"title": "replayed"}'))
    assert home.run("dead-letters", "replay", first["dead_id"]).stdout.split() == [first["dead_id"]]

    def again() -> list[dict[str, Any]]:
        lines = home.run("dead-letters", "list", "--article", first["correlation_id"], "--json").stdout.splitlines()
        return [letter for line in lines if (letter := json.loads(line))["dead_id"] != first["dead_id"]]

    eventually(again, "it is dead again")
    assert (again()[0]["reason"], again()[0]["submission"]) == (first["reason"], first["submission"])

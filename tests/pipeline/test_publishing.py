"""Anyone can publish: files, folders, standard input, JSON Lines or a bare XADD; and see what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from running_commands import Home, eventually

SHIP = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."


@pytest.fixture(scope="module")
def home(shared_home: Home) -> Iterator[Home]:
    """A home with a pipeline that runs."""
    with shared_home.up():
        yield shared_home


def test_a_folder_is_published_and_each_article_is_in_the_index(home: Home):
    done = home.run("publish", "--wait", "seeds")
    assert done.returncode == 0, done.stderr
    assert "12 indexed (12 new)" in done.stderr
    for article_id in done.stdout.split():
        assert home.run("show", article_id).returncode == 0


def test_an_article_from_standard_input_keeps_what_its_publisher_says_of_it(home: Home):
    done = home.run(
        "publish", "-", "--wait", "--json", "--id", "ship-1", "--title", "A ship", "--source", "wire",
        "--url", "https://harbour.example/1", "--published", "2025-11-02", "--meta", "desk=home", stdin=SHIP,
    )  # fmt: skip
    [line] = done.stdout.splitlines()
    assert json.loads(line)["indexed"]["change"] == "new"
    article = home.json("show", "ship-1")["article"]
    assert (article["headline"], article["source"], article["metadata"]) == ("A ship", "wire", {"desk": "home"})
    assert article["published_at"]["value"] == "2025-11-02"


def test_a_changed_article_is_a_revision_and_an_unchanged_one_is_nothing_new(home: Home):
    changes = []
    for text in (SHIP, SHIP, f"{SHIP} It was late."):
        done = home.run("publish", "-", "--wait", "--json", "--id", "ship-2", stdin=text)
        changes.append(json.loads(done.stdout)["indexed"]["change"])
    assert changes == ["new", "unchanged", "revised"]
    assert len(home.json("show", "ship-2", "--history")) == 2


def test_a_bad_line_is_named_and_the_others_are_published(home: Home, tmp_path: Path):
    lines = [json.dumps({"article_id": "line-1", "content": SHIP}), '{"content"', json.dumps({"body": SHIP})]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), "utf-8")
    done = home.run("publish", "--wait", str(tmp_path / "wire.jsonl"))
    assert done.returncode == 1
    assert done.stdout.split() == ["line-1"]
    assert "wire.jsonl:2: not JSON" in done.stderr
    assert "wire.jsonl:3: unknown field 'body'" in done.stderr
    assert "1 indexed (1 new)" in done.stderr


def test_options_for_one_article_are_refused_for_many(home: Home):
    done = home.run("publish", "seeds", "--title", "All of them")
    assert done.returncode == 2
    assert "only for a single article" in done.stderr


def test_a_bare_xadd_is_a_publisher(home: Home):
    with redis.Redis(unix_socket_path=str(home.folder / "redis.sock")) as client:
        client.xadd("articles.ingest", {"data": json.dumps({"content": SHIP, "article_id": "bare-1"})})
        client.xadd("articles.ingest", {"content": SHIP, "article_id": "bare-2"})
    for article_id in ("bare-1", "bare-2"):
        eventually(lambda known_as=article_id: home.run("show", known_as).returncode == 0, f"{article_id} is indexed")


def test_the_logs_tell_an_articles_whole_story(home: Home):
    home.run("publish", "-", "--wait", "--id", "story-1", stdin=SHIP)
    told = [
        fields
        for service in ("cleaner", "extractor", "indexer")
        for line in (home.folder / "logs" / f"{service}.log").read_text("utf-8").splitlines()
        if (fields := json.loads(line)).get("article_id") == "story-1"
    ]
    assert [(fields["service"], fields["event"]) for fields in told] == [
        ("cleaner", "message_done"), ("extractor", "message_done"), ("indexer", "message_done"),
    ]  # fmt: skip
    assert len({fields["correlation_id"] for fields in told}) == 1


def test_watch_tells_of_articles_as_they_arrive(home: Home):
    with home.start("watch", "--limit", "1") as watching:
        # Published again until it is heard: the watcher tells nobody when it has begun.
        eventually(lambda: _published_and_heard(home, watching), "the watcher hears of it")
        assert "ship-3" in watching.said()


def _published_and_heard(home: Home, watching: object) -> bool:
    home.run("publish", "-", "--wait", "--id", "ship-3", stdin=SHIP)
    return "ship-3" in watching.said()  # type: ignore[attr-defined]


def test_status_and_trace_tell_where_things_are(home: Home):
    home.run("publish", "-", "--wait", "--id", "ship-4", stdin=SHIP)
    stages = {stage["stage"]: stage for stage in home.json("status")["stages"]}
    assert list(stages) == ["cleaner", "extractor", "indexer", "notifier"]
    assert all(stage["backlog"] == 0 and stage["replicas"] == 1 for stage in stages.values())
    found = home.json("trace", "ship-4")
    assert [place["state"] for place in found["places"]] == ["indexed"]
    assert found["index"]["change"] == "new"
    assert home.run("trace", "nobody-knows-me").returncode == 1

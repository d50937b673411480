"""An operator pauses a stage, sends articles through it again, and takes the index elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_commands import Home, eventually

SHIP = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."


@pytest.fixture(scope="module")
def home(shared_home: Home) -> Iterator[Home]:
    """A home with a pipeline that runs and the seeds in its index."""
    with shared_home.up():
        assert shared_home.run("publish", "--wait", "seeds").returncode == 0
        yield shared_home


def state_of(home: Home, article_id: str) -> list[str]:
    return [f"{place['stage']}: {place['state']}" for place in home.json("trace", article_id)["places"]]


def test_a_paused_stage_holds_articles_and_lets_them_go_when_it_is_resumed(home: Home):
    home.run("pause", "extractor", "--reason", "new model")
    home.run("publish", "-", "--id", "held-1", stdin=SHIP)
    # In work: a replica that was asking for messages when the stage was paused holds the one it was given.
    waits = (["extractor: queued"], ["extractor: in_work"])
    eventually(lambda: state_of(home, "held-1") in waits, "it waits for the extractor")
    assert "paused: new" in home.run("status").stdout
    assert home.run("resume", "extractor").returncode == 0
    eventually(lambda: state_of(home, "held-1") == ["index: indexed"], "it is indexed")
    assert home.run("resume", "extractor").returncode == 1


def test_articles_are_extracted_again_from_what_the_index_holds(home: Home):
    done = home.run("reprocess", "--not-by", "a model that never ran", "--in", "section:russia", "--dry-run")
    [article_id] = done.stdout.split()
    with home.start("watch", "--json", "--limit", "1") as watching:
        eventually(lambda: _again(home, watching), "the index announces it anew")
        assert json.loads(watching.said())["article_id"] == article_id


def _again(home: Home, watching: object) -> bool:
    # Repeated until it is heard: the watcher tells nobody when it has begun.
    assert home.run("reprocess", "--in", "section:russia").stderr == "1 sent to the extractor\n"
    return watching.said() != ""  # type: ignore[attr-defined]


def test_the_index_moves_to_another_home_as_json_lines(home: Home, tmp_path: Path):
    exported = home.run("export")
    articles = [json.loads(line)["article_id"] for line in exported.stdout.splitlines()]
    other = Home(tmp_path / "other")
    assert f"{len(articles)} new" in other.run("import", "-", stdin=exported.stdout).stderr
    assert other.run("import", "-", stdin=exported.stdout).returncode == 0
    counts = other.json("stats")
    assert (counts["articles"], counts["revisions"]) == (len(articles), len(articles))
    assert [hit["article_id"] for hit in other.json("search", "putin")["hits"]] == [
        hit["article_id"] for hit in home.json("search", "putin")["hits"]
    ]


def test_a_backup_can_be_asked_as_the_index(home: Home, tmp_path: Path):
    copy = tmp_path / "monday.sqlite"
    assert home.run("backup", str(copy)).returncode == 0
    assert home.run("backup", str(copy)).returncode == 2
    asked = Home(tmp_path / "other", COPYDESK_INDEXER_INDEX_PATH=str(copy))
    assert asked.json("search", "putin", "budapest")["total"] == 1


def test_near_copies_are_named_with_the_article(home: Home):
    [hit] = [hit for hit in home.json("search", "bridge")["hits"] if hit["also_in"]]
    assert "also in" in home.run("search", "bridge").stdout
    assert "ALSO IN" in home.run("show", hit["article_id"]).stdout


def test_the_doctor_finds_all_well(home: Home):
    findings = {finding["subject"]: finding["state"] for finding in home.json("doctor")}
    assert findings == {
        "Python": "good", "settings": "good", "Redis program": "good", "pipeline": "good", "language model": "good",
        "home": "good", "index": "good",
    }  # fmt: skip

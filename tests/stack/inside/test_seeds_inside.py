"""Runs in a container beside the services: docker compose --profile test run --rm tests"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path("seeds")
USERS_SEED = SEEDS / "000_832dcdeb64442dca.txt"
PATIENCE_S = 300


def copydesk(*arguments: str) -> str:
    done = subprocess.run(["copydesk", *arguments], capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def article_ids() -> list[str]:
    """The ids of all seeds, published and seen in the index."""
    return copydesk("publish", "--wait", str(SEEDS)).split()


def shown(article_id: str) -> dict[str, Any]:
    return json.loads(copydesk("show", "--json", article_id))


def test_every_seed_is_in_the_index(article_ids: list[str]):
    seeds = [path for path in SEEDS.iterdir() if path.suffix in (".txt", ".html")]
    assert len(article_ids) > len(seeds) > 5
    for article_id in article_ids:
        assert shown(article_id)["article"]["article_id"] == article_id


def test_the_seed_article_is_understood():
    [article_id] = copydesk("publish", "--wait", str(USERS_SEED)).split()
    article = shown(article_id)["article"]
    assert article["section"] == "Russia"
    assert [author["name"] for author in article["authors"]] == ["Yuliia Taradiuk"]
    assert len(article["body"].split("\n\n")) == 10
    people = {entity["name"] for entity in article["entities"] if entity["type"] == "PERSON"}
    assert {"Donald Trump", "Vladimir Putin", "Dmitry Peskov"} <= people
    assert "Dmitry Peskov" in {quote["speaker"]["name"] for quote in article["quotes"] if quote.get("speaker")}
    assert "2025-10-16" in {event["date"] for event in article["events"]}


def test_a_search_finds_what_was_published(article_ids: list[str]):
    found = json.loads(copydesk("search", "--json", "putin", "budapest"))
    assert found["total"] >= 1
    assert {hit["article_id"] for hit in found["hits"]} <= set(article_ids)


def test_nothing_is_left_in_the_pipeline(article_ids: list[str]):
    status = json.loads(copydesk("status", "--json"))
    assert {stage["stage"]: stage["backlog"] for stage in status["stages"]} == {
        "cleaner": 0, "extractor": 0, "indexer": 0, "notifier": 0,
    }  # fmt: skip

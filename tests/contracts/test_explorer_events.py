"""The event stream tells of every article once, in order, whoever comes, goes and comes back."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from index_builders import an_article, write
from running_explorer import PATIENCE_S, PrivateRedis, RunningExplorer, eventually, running

from services.indexer.saved_searches.saved_searches import add_saved_search
from shared.schemas.articles import ArticleIndexed


@dataclass(frozen=True)
class Event:
    """What a browser's EventSource makes of a block of lines."""

    kind: str
    id: str | None
    data: Any

    @property
    def article_id(self) -> str:
        return str(self.data["article_id"])


class Listener:
    """Reads a stream of events in a thread of its own."""

    def __init__(self, explorer: RunningExplorer, after: str | None = None, **asked: str) -> None:
        self.last_id = after
        self.ended = threading.Event()
        self.comments = 0
        self._events: queue.Queue[Event] = queue.Queue()
        self._client = httpx.Client(base_url=explorer.client.base_url, timeout=PATIENCE_S)
        headers = {"Last-Event-ID": after} if after is not None else {}
        request = self._client.build_request("GET", "/api/events", params=asked, headers=headers)
        self.response = self._client.send(request, stream=True)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def next(self) -> Event:
        return self._events.get(timeout=PATIENCE_S)

    def articles(self, number: int) -> list[str]:
        """The next events' articles."""
        return [self.next().article_id for _ in range(number)]

    def has_more(self) -> bool:
        return not self._events.empty()

    def hang_up(self) -> None:
        self.response.close()
        self._client.close()
        self._thread.join(PATIENCE_S)

    def _read(self) -> None:
        kind, data = "message", None
        try:
            for line in self.response.iter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    self.last_id = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    data = json.loads(value)
                elif line.startswith(":"):
                    self.comments += 1
                elif not line and data is not None:
                    self._events.put(Event(kind, self.last_id, data))
                    kind, data = "message", None
        except httpx.HTTPError:
            pass  # hung up
        finally:
            self.ended.set()


@contextmanager
def listening(explorer: RunningExplorer, after: str | None = None, **asked: str) -> Iterator[Listener]:
    listener = Listener(explorer, after, **asked)
    try:
        yield listener
    finally:
        listener.hang_up()


class Newsroom:
    """An explorer, and an indexer's work done by hand: written first, announced then."""

    def __init__(self, explorer: RunningExplorer, redis: PrivateRedis) -> None:
        self.explorer = explorer
        self.redis = redis
        self._written = 0

    def indexes(self, article_id: str, body: str = "Dmitry Peskov spoke.", change: str = "new") -> str:
        """The event's id."""
        self._written += 1
        write(
            self.explorer.index_path,
            an_article(body, article_id=article_id, revision=f"r{self._written}", submission=f"{self._written}-0"),
        )
        return self.announces(article_id, change)

    def announces(self, article_id: str, change: str = "new") -> str:
        event = ArticleIndexed(
            article_id=article_id, revision="r1", change=change, indexed_at="2025-11-03T12:00:00+00:00"
        )
        fields = {"data": event.model_dump_json(), "cid": f"cid-{article_id}"}
        return str(self.redis.client.xadd("articles.indexed", fields))


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with PrivateRedis() as redis:
        explorer = RunningExplorer(tmp_path_factory.mktemp("explorer"), redis.socket, heartbeat="PT0.2S")
        with running(explorer):
            newsroom = Newsroom(explorer, redis)
            newsroom.indexes("the-first")
            eventually(lambda: explorer.get("/ready").status_code == 200, "the explorer is ready")
            yield newsroom


def test_an_article_is_told_of_as_it_is_indexed(newsroom: Newsroom):
    with listening(newsroom.explorer) as listener:
        event_id = newsroom.indexes("told", "The ship came in.")
        event = listener.next()
        assert (event.kind, event.id, event.article_id) == ("indexed", event_id, "told")
        assert event.data["hit"]["snippet"]["text"] == "The ship came in."
        assert not listener.has_more()


def test_a_filter_lets_through_what_its_query_finds(newsroom: Newsroom):
    with listening(newsroom.explorer, q='budapest -gold "no need"') as listener:
        newsroom.indexes("filter-1", "There is no need for Budapest.")
        newsroom.indexes("filter-2", "There is no need for Paris.")
        newsroom.indexes("filter-3", "There is no need for gold in Budapest.")
        newsroom.indexes("filter-4", "In Budapest, no need was seen.")
        event = listener.next()
        start, end = event.data["hit"]["snippet"]["marks"][0]
        assert (event.article_id, event.data["hit"]["snippet"]["text"][start:end]) == ("filter-1", "no need")
        assert listener.articles(1) == ["filter-4"]


def test_whoever_comes_back_gets_what_was_missed_and_nothing_twice(newsroom: Newsroom):
    with listening(newsroom.explorer) as listener:
        newsroom.indexes("back-1")
        assert listener.articles(1) == ["back-1"]
        last = listener.last_id
    newsroom.indexes("back-2")
    newsroom.indexes("back-3")
    with listening(newsroom.explorer, after=last) as listener:
        newsroom.indexes("back-4")
        assert listener.articles(3) == ["back-2", "back-3", "back-4"]


def test_a_filter_moves_on_past_what_it_does_not_let_through(newsroom: Newsroom):
    with listening(newsroom.explorer, q="zebra") as listener:
        event_id = newsroom.indexes("unseen")
        eventually(lambda: listener.last_id == event_id, "the listener's last id moves on")
        assert not listener.has_more()


def test_what_is_older_than_the_memory_is_read_from_redis(newsroom: Newsroom):
    ids = [newsroom.announces("the-first") for _ in range(1500)]
    with listening(newsroom.explorer, after=ids[0]) as listener:
        assert [listener.next().id for _ in range(1499)] == ids[1:]
        later = newsroom.announces("the-first")
        assert listener.next().id == later


def test_a_saved_search_is_followed_by_its_name(newsroom: Newsroom):
    now = datetime(2025, 11, 3, tzinfo=UTC)
    add_saved_search(newsroom.explorer.index_path, "ships", "ship OR ferry", now)
    with listening(newsroom.explorer, search="ships", q="harbour") as listener:
        newsroom.indexes("one-ship", "A ship in the harbour.")
        newsroom.indexes("no-ship", "A crane in the harbour.")
        newsroom.indexes("at-sea", "A ferry at sea.")
        newsroom.indexes("one-ferry", "The harbour and its ferry.")
        assert listener.articles(2) == ["one-ship", "one-ferry"]
    assert newsroom.explorer.get("/api/events", params={"search": "boats"}).status_code == 404


def test_a_gap_is_told_where_events_are_no_longer_kept(newsroom: Newsroom):
    first = newsroom.indexes("gap-1")
    newsroom.indexes("gap-2")
    newsroom.redis.client.xtrim("articles.indexed", maxlen=1, approximate=False)
    with listening(newsroom.explorer, after="1-1") as listener:
        assert listener.next().kind == "gap"
        assert listener.articles(1) == ["gap-2"]
    with listening(newsroom.explorer, after=first) as listener:
        assert listener.next().kind == "gap"


def test_unchanged_articles_are_no_news_unless_they_are_asked_for(newsroom: Newsroom):
    with listening(newsroom.explorer) as some, listening(newsroom.explorer, change="unchanged") as others:
        newsroom.announces("the-first", "unchanged")
        newsroom.announces("the-first", "revised")
        assert some.next().data["change"] == "revised"
        assert others.next().data["change"] == "unchanged"
        assert not others.has_more()


def test_a_silent_stream_gives_signs_of_life(newsroom: Newsroom):
    with listening(newsroom.explorer) as listener:
        eventually(lambda: listener.comments >= 3, "three heartbeats")


@pytest.mark.parametrize(
    ("asked", "title"),
    [({"q": "(open"}, "The query cannot be read"), ({"after": "yesterday"}, "A parameter is wrong")],
)
def test_what_cannot_be_followed_is_refused_at_once(newsroom: Newsroom, asked: dict[str, str], title: str):
    response = newsroom.explorer.get("/api/events", params=asked)
    assert (response.status_code, response.json()["title"]) == (422, title)


def test_a_listener_who_leaves_leaves_nothing_behind(tmp_path: Path):
    with PrivateRedis() as redis:
        explorer = RunningExplorer(tmp_path, redis.socket, most_event_clients="2", heartbeat="PT0.2S")
        with running(explorer):
            with listening(explorer), listening(explorer):
                eventually(lambda: explorer.get("/api/events").status_code == 503, "a third one is refused")
                assert explorer.get("/api/events").json()["title"] == "Too much at once"
            eventually(lambda: _may_listen(explorer), "there is room again")


def _may_listen(explorer: RunningExplorer) -> bool:
    with listening(explorer) as listener:
        return listener.response.status_code == 200


def test_listeners_are_let_go_when_the_explorer_stops(tmp_path: Path):
    with PrivateRedis() as redis:
        explorer = RunningExplorer(tmp_path, redis.socket)
        explorer.start()
        with listening(explorer) as listener:
            assert explorer.stop() == 0
            assert listener.ended.wait(PATIENCE_S)
        assert explorer.lines("library_said") == []


def test_listeners_stay_while_redis_is_away_and_miss_nothing(tmp_path: Path):
    with PrivateRedis() as redis:
        explorer = RunningExplorer(tmp_path, redis.socket, heartbeat="PT0.2S")
        with running(explorer):
            newsroom = Newsroom(explorer, redis)
            with listening(explorer) as listener:
                newsroom.indexes("before")
                assert listener.articles(1) == ["before"]
                redis.stop()
                redis.start()
                newsroom.indexes("after")
                assert listener.articles(1) == ["after"]

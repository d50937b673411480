"""What the API answers about the index, on a real index; Redis is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from index_builders import NOON, a_quote, an_article, an_entity, an_event, write
from running_explorer import RunningExplorer, running

from services.indexer.saved_searches.saved_searches import add_saved_search

PESKOV = an_entity("Dmitry Peskov", local_id="e1")
BODY = "Dmitry Peskov spoke in Budapest. There is no need for it."


def a_story(number: int, **fields: object):
    """One of many articles, each of a day of its own."""
    day = f"2025-10-{number:02}"
    return an_article(
        f"{BODY} Story {number}.",
        article_id=f"story-{number}",
        submission=f"{number}-0",
        headline=f"Story {number}",
        published_at={"value": day, "known_by": "given"},
        entities=[PESKOV],
        quotes=[a_quote("There is no need", entity="e1"), a_quote("It carried grain", entity="e1")],
        events=[an_event(f"Peskov spoke of matter {number}", day)],
        **fields,
    )


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningExplorer]:
    """Twelve stories; the tests add later ones and take away nothing."""
    explorer = RunningExplorer(tmp_path_factory.mktemp("explorer"))
    write(explorer.index_path, *(a_story(number) for number in range(1, 13)))
    with running(explorer):
        yield explorer


def every_page(explorer: RunningExplorer, path: str, kind: str, *, between: object = None, **asked: object):
    """All items of all pages; ``between`` is called once, after the first page."""
    items, cursor = [], {}
    for _ in range(100):
        page = explorer.answer(path, **asked, **cursor)
        items += page[kind]
        if page["next"] is None:
            return items
        cursor = {"cursor": page["next"]}
        if callable(between):
            between()
            between = None
    raise AssertionError("the pages do not end")


def test_a_search_finds_articles_and_marks_why(explorer: RunningExplorer):
    found = explorer.answer("/api/search", q="budapest story-3", limit=1)
    [hit] = found["hits"]
    assert hit["article_id"] == "story-3"
    start, end = hit["snippet"]["marks"][0]
    assert hit["snippet"]["text"][start:end] == "Budapest"


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize("query", ["budapest", ""])
def test_pages_hold_still_while_articles_arrive(explorer: RunningExplorer, sort: str, query: str):
    before = {hit["article_id"] for hit in every_page(explorer, "/api/search", "hits", q=query, sort=sort, limit=100)}
    number = 13 + len(before) - 12
    late = a_story(min(number, 28), url=f"https://wire.example/{number}").model_copy(
        update={"article_id": f"late-{sort}-{query}"}
    )

    def arrives() -> None:
        write(explorer.index_path, late)

    hits = every_page(explorer, "/api/search", "hits", q=query, sort=sort, limit=5, between=arrives)
    found = [hit["article_id"] for hit in hits]
    assert len(found) == len(set(found))
    assert before <= set(found) <= before | {late.article_id}
    if sort == "newest":
        assert late.article_id not in found


def test_quotations_come_page_by_page(explorer: RunningExplorer):
    asked = {"speaker": "peskov", "q": "story before:2025-10-13"}
    whole = explorer.answer("/api/quotes", **asked, limit=100)
    pages = every_page(explorer, "/api/quotes", "quotes", **asked, limit=5)
    assert len(whole["quotes"]) == whole["total"] == 24
    assert pages == whole["quotes"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_timeline_comes_page_by_page(explorer: RunningExplorer, newest_first: bool):
    asked = {"newest_first": newest_first, "before": "2025-10-13"}
    whole = explorer.answer("/api/timeline", **asked, limit=100)["entries"]
    pages = every_page(explorer, "/api/timeline", "entries", **asked, limit=5)
    assert len(whole) == 12
    assert pages == whole
    assert (whole[0]["date"] == "2025-10-12") is newest_first


def test_many_events_of_one_day_come_page_by_page(tmp_path: Path):
    explorer = RunningExplorer(tmp_path)
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"]
    body = " ".join(f"The {word} ship came in and the {word} crew went home." for word in words)
    events = []
    for number, word in enumerate(words):
        sentence = {"start": number * 10, "end": number * 10 + 9}
        events.append(an_event(f"the {word} ship and {word} crew came", "2025-10-03") | {"sentence": sentence})
    write(explorer.index_path, an_article(body, events=events))
    with running(explorer):
        texts = [entry["text"] for entry in every_page(explorer, "/api/timeline", "entries", limit=2)]
    assert sorted(texts) == [f"the {word} ship and {word} crew came" for word in words]


def test_a_cursor_is_only_good_for_its_own_question(explorer: RunningExplorer):
    cursor = explorer.answer("/api/search", q="budapest", sort="newest", limit=2)["next"]
    for path, asked in (
        ("/api/search", {"q": "budapest", "sort": "oldest"}),
        ("/api/search", {"q": "peskov", "sort": "newest"}),
        ("/api/quotes", {"q": "budapest"}),
        ("/api/timeline", {"q": "budapest"}),
    ):
        response = explorer.get(path, params={**asked, "cursor": cursor})
        assert (response.status_code, response.json()["title"]) == (422, "The cursor does not fit")


def test_an_article_is_read_with_all_that_is_known_of_it(explorer: RunningExplorer):
    found = explorer.answer("/api/articles/story-2")
    assert found["article"]["body"] == f"{BODY} Story 2."
    assert found["article"]["quotes"][0]["text"] == "There is no need"
    [revision] = explorer.answer("/api/articles/story-2/history")["revisions"]
    assert revision["submission"] == "2-0"


@pytest.mark.parametrize("article_id", ["wire/2025/11", "a b?c#d%e&f", "köln/strße", "ends/status", "ends/history"])
def test_an_article_is_found_whatever_signs_its_id_holds(explorer: RunningExplorer, article_id: str):
    write(explorer.index_path, an_article(article_id=article_id, headline="Odd"))
    path = f"/api/articles/{quote(article_id, safe='')}"
    assert explorer.answer(path)["article"]["article_id"] == article_id
    assert explorer.answer(f"{path}/history")["article_id"] == article_id


def test_an_id_with_slashes_may_be_written_as_it_is(explorer: RunningExplorer):
    write(explorer.index_path, an_article(article_id="agency/5/a"))
    assert explorer.answer("/api/articles/agency/5/a")["article"]["article_id"] == "agency/5/a"


def test_an_article_is_found_by_its_url(explorer: RunningExplorer):
    write(explorer.index_path, an_article(article_id="by-url", url="https://harbour.example/1?a=b"))
    path = f"/api/articles/{quote('https://www.harbour.example/1/?a=b&utm_source=x', safe='')}"
    assert explorer.answer(path)["article"]["article_id"] == "by-url"


def test_an_article_in_the_index_has_a_status_even_without_redis(explorer: RunningExplorer):
    status = explorer.answer("/api/articles/story-1/status")
    assert (status["state"], status["change"], status["is_complete"]) == ("indexed", "new", False)


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/api/articles/nobody", 404, "the index has no article 'nobody'"),
        ("/api/articles/story-1?revision=other", 404, "the index has no revision 'other' of 'story-1'"),
        ("/api/nothing", 404, "the paths are listed at /docs"),
        ("/api/search?limit=101", 422, "limit: should be less than or equal to 100"),
        ("/api/search?limt=3", 422, "limt: there is none of this name"),
        ("/api/search?sort=best", 422, "sort: should be 'relevance', 'newest' or 'oldest'"),
        (f"/api/search?q={'a' * 1001}", 422, "q: string should have at most 1000 characters"),
        ("/api/search?cursor=abc", 422, "this is no cursor of this service"),
        ("/api/timeline?after=2025-13", 422, "'2025-13' is not a date: write 2025-10-20, or a month or year"),
        ("/api/rising?day=2025-02-30", 422, "day: '2025-02-30' is not a day, or too early to have days before it"),
        ("/api/mentioned-with", 422, "name: is missing"),
        ("/api/entities?type=SHIP", 422, None),
        ("/api/articles/story-1/status?submission=first", 422, None),
        ("/api/pipeline", 503, None),
        ("/api/articles/nobody/status", 503, None),
    ],
)
def test_an_error_says_what_is_wrong(explorer: RunningExplorer, path: str, status: int, detail: str | None):
    response = explorer.get(path)
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"].startswith("/docs#problem-")
    assert problem["instance"] == path.partition("?")[0]
    assert detail is None or problem["detail"] == detail


def test_a_query_error_points_at_the_place(explorer: RunningExplorer):
    problem = explorer.get("/api/search", params={"q": "putin pesron:x"}).json()
    assert problem["query"][problem["start"] : problem["end"]] == "pesron:"
    assert "did you mean person:" in problem["detail"]


def test_a_method_that_is_not_there_is_refused_with_those_that_are(explorer: RunningExplorer):
    response = explorer.client.delete("/api/search")
    assert (response.status_code, response.headers["allow"]) == (405, "GET")
    assert response.json()["title"] == "Not by this method"


def test_what_is_known_already_is_not_sent_again(explorer: RunningExplorer):
    first = explorer.get("/api/articles/story-1")
    again = explorer.get("/api/articles/story-1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = explorer.get("/api/articles/story-2", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_head_is_get_without_the_body(explorer: RunningExplorer):
    head, get = explorer.client.head("/api/articles/story-1"), explorer.get("/api/articles/story-1")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]
    assert explorer.client.head("/api/events").headers["content-type"].startswith("text/event-stream")


def test_answers_are_compressed_for_whoever_takes_that(explorer: RunningExplorer):
    plain = explorer.get("/api/search", params={"limit": 10}, headers={"Accept-Encoding": "identity"})
    packed = explorer.get("/api/search", params={"limit": 10}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.json() == plain.json()


def test_a_page_under_a_name_of_its_own_cannot_read_what_is_here(explorer: RunningExplorer):
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8400", ""):
        response = explorer.get("/api/search", headers={"Host": host})
        assert (response.status_code, response.json()["title"]) == (421, "Not under this name")
    for host in ("localhost", "LOCALHOST:8400", "[::1]:8400"):
        assert explorer.get("/api/search", headers={"Host": host}).status_code == 200


def test_no_page_of_another_origin_may_use_it(explorer: RunningExplorer):
    response = explorer.get("/api/search", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in response.headers


def test_every_request_is_one_log_line_that_its_answer_names(explorer: RunningExplorer):
    response = explorer.get("/api/search", headers={"X-Request-ID": "asked-by-me"})
    assert response.headers["x-request-id"] == "asked-by-me"
    line = explorer.line(request_id="asked-by-me")
    assert (line["service"], line["path"], line["status"]) == ("explorer", "/api/search", 200)
    explorer.client.head("/api/articles/a%2Fb", headers={"X-Request-ID": "head-of-mine"})
    line = explorer.line(request_id="head-of-mine")
    assert (line["method"], line["path"], line["status"]) == ("HEAD", "/api/articles/a/b", 404)
    harmful = explorer.get("/api/search", headers={"X-Request-ID": 'a"b' * 50})
    assert len(harmful.headers["x-request-id"]) == 32


def test_an_entity_is_shown_over_all_articles(explorer: RunningExplorer):
    [counted] = explorer.answer("/api/entities", name="peskov")["entities"]
    for path in (counted["id"], quote(counted["id"], safe=""), "Dmitry%20Peskov"):
        entity = explorer.answer(f"/api/entities/{path}")
        assert (entity["id"], entity["name"]) == (counted["id"], "Dmitry Peskov")
        assert entity["articles"] == counted["articles"]
        assert len(entity["latest"]) == 10
    assert explorer.answer("/api/articles/story-1")["known_entities"] == {"e1": counted["id"]}
    assert explorer.get("/api/entities/person/nobody-at-all").status_code == 404


def test_quotations_are_found_by_when_and_about_whom(explorer: RunningExplorer):
    assert explorer.answer("/api/quotes", after="2025-10-12", before="2025-10-13")["total"] == 2
    assert explorer.answer("/api/quotes", kind="denial")["total"] == 0
    assert explorer.answer("/api/quotes", about="peskov", to="tass")["total"] == 0
    response = explorer.get("/api/quotes", params={"after": "2025-02-30"})
    assert (response.status_code, response.json()["title"]) == (422, "A parameter is wrong")


def test_counts_tell_whom_the_articles_speak_of(explorer: RunningExplorer):
    assert explorer.answer("/api/entities", name="peskov")["entities"][0]["name"] == "Dmitry Peskov"
    [person] = explorer.answer("/api/facets", q="story")["counts"]["person"]
    assert explorer.answer("/api/search", q=person["filter"])["total"] == person["articles"]
    assert explorer.answer("/api/search", q="story", facets=True)["facets"]["counted"] >= 12
    assert explorer.answer("/api/stats")["articles"] >= 12
    assert explorer.answer("/api/rising", day="2025-10-12")["entities"] == []
    assert explorer.answer("/api/mentioned-with", name="peskov")["entities"] == []


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningExplorer]:
    """A saved search that found five articles as they came."""
    explorer = RunningExplorer(tmp_path_factory.mktemp("watched"))
    add_saved_search(explorer.index_path, "gold/silver", "gold OR silver", NOON, webhook="https://desk.example/secret")
    stories = [
        an_article(
            f"Gold rose on day {number}.", article_id=f"gold {number}", submission=f"{number}-0", headline="Gold"
        )
        for number in range(1, 6)
    ]
    write(explorer.index_path, *stories, an_article("Rain fell.", article_id="rain", submission="9-0"))
    with running(explorer):
        yield explorer


def test_saved_searches_are_listed_without_where_they_tell(watched: RunningExplorer):
    response = watched.get("/api/saved-searches")
    [search] = response.json()["searches"]
    assert (search["name"], search["query"], search["matches"]) == ("gold/silver", "gold OR silver", 5)
    assert "secret" not in response.text


def test_what_a_saved_search_found_comes_page_by_page(watched: RunningExplorer):
    found = every_page(watched, "/api/saved-searches/gold%2Fsilver/matches", "matches", limit=2)
    assert [match["article_id"] for match in found] == [f"gold {number}" for number in range(5, 0, -1)]


def test_what_a_saved_search_found_is_a_feed(watched: RunningExplorer):
    response = watched.get("/api/saved-searches/gold%2Fsilver/feed.atom", params={"limit": 3})
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.text)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == "gold/silver"
    assert [link.get("href") for link in feed.iterfind(f"{atom}link")] == [str(response.url.copy_with(query=None))]
    addresses = [link.get("href") for link in feed.iterfind(f"{atom}entry/{atom}link")]
    assert addresses == [f"{watched.client.base_url}/api/articles/gold%20{number}" for number in (5, 4, 3)]
    assert watched.get(addresses[0]).json()["article"]["body"] == "Gold rose on day 5."
    again = watched.get(str(response.url), headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


def test_a_search_that_is_not_saved_is_not_found(watched: RunningExplorer):
    for end in ("matches", "feed.atom"):
        response = watched.get(f"/api/saved-searches/nobody/{end}")
        assert (response.status_code, response.json()["detail"]) == (404, "there is no saved search 'nobody'")

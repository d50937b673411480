"""What a person sees, to the letter, at 80 columns."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from rich.console import Console, RenderableType

from cli.render.article import article_page
from cli.render.dead_letters import letters_table
from cli.render.found import search_results
from cli.render.layout import counted, shortened
from cli.render.pipeline_status import age, brief, pipeline_status
from services.indexer.queries import MarkedText, SearchHit, SearchResults
from shared.schemas.articles import ArticleExtracted
from shared.schemas.dead_letter import DeadLetter
from shared.streams.dead_letters import Dead
from shared.streams.durability import Promise
from shared.streams.inspect import ConsumerStatus, PipelineStatus, StageStatus
from shared.streams.pause import Pause

SOURCE = "Ships\n\nThe ship came in on Monday. “It was late,” Ann Lee said.\n\nRead more\n\nMenu"
BODY = "The ship came in on Monday. “It was late,” Ann Lee said."


def printed(page: RenderableType, width: int = 80) -> list[str]:
    """The lines of a page without colours and trailing spaces."""
    console = Console(width=width, file=io.StringIO(), highlight=False)
    console.print(page)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def span(text: str, within: str = BODY) -> dict[str, int]:
    start = within.index(text)
    return {"start": start, "end": start + len(text)}


def an_article() -> ArticleExtracted:
    sentence = span("The ship came in on Monday.")
    return ArticleExtracted.model_validate(
        {
            "article_id": "a1", "revision": "r", "headline": "Ships", "section": "Harbour", "reading_minutes": 1,
            "authors": [{"name": "Bo Roe", "role": "Reporter"}],
            "outlet": {"name": "The Harbour Post", "known_by": "inferred"},
            "published_at": {"value": "2025-11-03", "known_by": "given"},
            "body": BODY, "source_text": SOURCE,
            "blocks": [
                {**span("Ships\n\n", SOURCE), "role": "headline", "reason": "stands first"},
                {**span(f"{BODY}\n\n", SOURCE), "role": "body", "reason": "sentences"},
                {**span("Read more\n\n", SOURCE), "role": "navigation", "reason": "standing words: 'Read more'"},
                {**span("Menu", SOURCE), "role": "navigation", "reason": "standing words: 'Menu'"},
            ],
            "entities": [
                {"entity_id": "e1", "name": "Ann Lee", "type": "PERSON", "aliases": ["Lee"],
                 "roles": [{**span("Ann Lee"), "text": "harbour master"}], "mentions": [span("Ann Lee")]},
            ],
            "quotes": [
                {"type": "direct", "parts": [span("It was late,")], "text": "It was late,",
                 "cue": {**span("said"), "text": "said"}, "speaker": {**span("Ann Lee"), "name": "Ann Lee"}},
            ],
            "events": [
                {**span("came in"), "predicate": "came in", "date": "2025-11-03", "clause": sentence,
                 "sentence": sentence, "text": "The ship came in on Monday"},
            ],
        }
    )  # fmt: skip


def test_an_article_shows_the_story_who_what_when_and_what_was_removed():
    assert printed(article_page(an_article())) == [
        "HARBOUR · 1 min read",
        "Ships",
        "Bo Roe, Reporter · The Harbour Post (inferred) · 2025-11-03",
        "",
        "THE STORY  1 paragraph, 12 words",
        "  The ship came in on Monday. “It was late,” Ann Lee said.",
        "",
        "WHO AND WHAT  1 person",
        "  Ann Lee  harbour master  1×, also “Lee”",
        "",
        "WHO SAID WHAT  1 quotation, 0 reported statements",
        "  Ann Lee said",
        "    “It was late,”",
        "",
        "WHAT HAPPENED WHEN  1 dated event",
        "  2025-11-03  The ship came in on Monday.",
        "",
        "KEPT APART FROM THE STORY  as fields of their own",
        "  headline  Ships",
        "            stands first",
        "",
        "REMOVED, AND WHY  72% of 80 characters are the story",
        "  navigation  Read more / Menu",
        "              standing words",
    ]


def test_a_wide_terminal_has_the_reason_beside_the_words():
    [line] = [line for line in printed(article_page(an_article(), width=120), width=120) if "Menu" in line]
    assert re.split(r"\s{2,}", line.strip()) == ["navigation", "Read more / Menu", "standing words"]


def test_a_hit_shows_where_and_when_and_the_place_in_the_text():
    found = SearchHit(
        article_id="a1", headline=MarkedText("Ships", ((0, 5),)), snippet=MarkedText("… came in on Monday …"),
        score=1.0, published_at="2025-11-03", published_latest=None, outlet="The Harbour Post", section="Harbour",
        language="en", url=None, **_fields_of_later_releases(),
    )  # fmt: skip
    assert printed(search_results(SearchResults(query="ship", total=1, more_than_total=False, hits=(found,)))) == [
        "1.  Ships",
        "    The Harbour Post · 2025-11-03 · Harbour · a1",
        "    … came in on Monday …",
        "",
        "1 article found",
    ]


def _fields_of_later_releases() -> dict[str, Any]:
    known = {"article_id", "headline", "snippet", "score", "published_at", "published_latest", "outlet", "section",
             "language", "url"}  # fmt: skip
    return {name: () for name in SearchHit.__dataclass_fields__ if name not in known}


def a_stage(name: str, **fields: Any) -> StageStatus:
    usual: dict[str, Any] = {
        "stage": name, "stream": f"articles.{name}", "is_known": True, "backlog": 0, "pending": 0, "waiting": 0,
        "next_try_in": None, "oldest_age": None, "rate_per_s": 0.0, "settled": {}, "dead": 0, "pause": None,
        "consumers": (ConsumerStatus("one", 0, timedelta(0)), ConsumerStatus("one-claims", 0, timedelta(0))),
    }  # fmt: skip
    return StageStatus(**usual | fields)


def test_the_status_fits_into_80_columns():
    status = PipelineStatus(
        (
            a_stage("cleaner", settled={"done": 1_234_567}),
            a_stage("extractor", backlog=12_345, pending=64, oldest_age=timedelta(minutes=5), rate_per_s=312.4,
                    pause=Pause("", "new model")),
            a_stage("indexer", backlog=3, waiting=3, next_try_in=timedelta(seconds=4), dead=12),
        ),
        Promise("on_disk"), None, "7.0.15",
    )  # fmt: skip
    assert printed(pipeline_status(status)) == [
        "stage      run  backlog  in work  retry  oldest  per s  done  dead  state",
        "cleaner      1        0        0      0       –      0  1.2M     0  idle",
        "extractor    1    12.3k       64      0   5 min    312     0     0  paused: new",
        "                                                                    model",
        "indexer      1        3        0      3       –      0     0    12  next retry",
        "                                                                    in 4 s",
        "",
        "Redis 7.0.15. What is confirmed is on disk.",
    ]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"is_known": False, "consumers": ()}, "never ran here"),
        ({"consumers": ()}, "not running"),
        ({"backlog": 9, "pending": 7, "consumers": (ConsumerStatus("one", 0, timedelta(0)),
                                                    ConsumerStatus("gone", 7, timedelta(seconds=9)))},
         "7 held by a silent replica"),
    ],
)  # fmt: skip
def test_the_status_says_who_is_missing(fields: dict[str, Any], state: str):
    shown = printed(pipeline_status(PipelineStatus((a_stage("notifier", **fields),), Promise("on_disk"), None, None)))
    said = " ".join(line[shown[0].index("state") :].strip() for line in shown[1 : shown.index("")])
    assert said == state


def test_a_dead_letter_shows_why():
    letter = DeadLetter(
        service="cleaner", service_version="1", stream="articles.ingest", entry_id="5-0", correlation_id="c",
        cause="rejected", reason="no body", attempts=1, dead_at="2025-11-02T10:00:00+00:00",
    )  # fmt: skip
    lines = printed(letters_table([Dead("7-0", letter, "c", "5-0", 20)]))
    assert lines[1].split() == ["7-0", "11-02", "10:00", "cleaner", "rejected", "unknown", "no", "body"]
    assert lines[-1] == "1 dead letter"


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("a ship  came\nin", 20, "a ship came in"),
        ("a ship came in on Monday", 16, "a ship came in…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, longest: int, short: str):
    assert shortened(text, longest) == short


def test_counts_and_ages_are_written_for_people():
    assert [counted(1, "article"), counted(1200, "article"), counted(2, "person", "people")] == [
        "1 article", "1,200 articles", "2 people",
    ]  # fmt: skip
    assert [brief(9_876), brief(12_345), brief(1_234_567)] == ["9,876", "12.3k", "1.2M"]
    assert [age(timedelta(seconds=seconds)) for seconds in (0.35, 12, 300, 10_000, 200_000)] == [
        "350 ms", "12 s", "5 min", "3 h", "2 d",
    ]  # fmt: skip

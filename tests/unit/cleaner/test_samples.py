"""The samples in seeds/: each stands for a kind of mess, and comes out as a reader would clean it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted

SEEDS = Path(__file__).parents[3] / "seeds"


@dataclass(frozen=True)
class Sample:
    file: str
    headline: str | None
    authors: tuple[str, ...]
    published: str | None
    first: str
    """Words of the body's first paragraph."""
    last: str
    """The body's last words."""
    paragraphs: int
    """Of the body, subheadings included."""
    absent: tuple[str, ...]
    """What must not stand in the body."""


SAMPLES = (
    Sample(
        "wire-ferry-strike.txt", None, ("Anneke Blom",), None,
        "Ferry crews in Lisbon walked off", "in favour of the crews.", 7,
        ("Reporting by", "Meridian Wire"),
    ),
    Sample(
        "ferry-deal-page.html", "Lisbon ferries to sail again after late-night deal", ("Inês Barroso",), "2026-03-13",
        "Ferries will cross the Tagus again", "the old one with two extra boats.", 7,
        ("partners store", "Share on", "Joana Neves", "Morning Tide", "Read next", "atlantic_fan", "takes the ferry"),
    ),
    Sample(
        "live-blog-storm.html", "Storm Odile: trains halted as wind reaches 148 km/h – as it happened",
        ("Callum Reid", "Priya Nair"), "2026-01-22",
        "18:40 Power back in half of Orkney", "the peak would come around noon.", 10,
        ("Most viewed", "Home", "Terms"),
    ),
    Sample(
        "interview-lighthouse-keeper.txt", "'The sea does not care about your calendar'", ("Jonas Ekberg",),
        "2026-02-14",
        "Maren Tiedemann, 58, has kept the light", "I have already bought a shelf.", 11,
        ("Tweet", "church organs", "newsletter", "edited for length"),
    ),
    Sample(
        "deutsche-meldung.txt", "Bremen testet nächtliche Straßenbahnen", ("Silke Harms",), "2026-02-03",
        "Ab dem 1. März fahren in Bremen", "bemängelte der Abgeordnete Nils Wiechert.", 4,
        ("Startseite", "Jan Petersen", "Weser", "Impressum"),
    ),
    Sample(
        "company-earnings.html", "Halden Robotics cuts forecast as orders slow", ("Deepa Raman",), "2026-02-05",
        "Halden Robotics cut its sales forecast", "weak orders from carmakers.", 8,
        ("HALD 41.20", "Write to", "Start your trial", "Copyright"),
    ),
    Sample(
        "court-ruling-hardwrapped.txt", "Judge halts quarry over rare newts", ("Walter Okafor",), "2025-11-18",
        "A county judge on Tuesday ordered the Brackwater quarry to stop blasting until April,",
        "if the pit stays shut through the winter.", 7,
        ("disap-", "Obituaries", "Reach Walter", "Bakery fire"),
    ),
    Sample(
        "election-night.txt", "Green mayor wins third term in Ghent by 212 votes", ("Lotte Verhaegen",), "2026-01-12",
        "Pieter Daens was re-elected mayor", "up from 68 percent six years ago.", 7,
        ("Skip to", "Wim Claes", "TWO HUNDRED", "candlelight", "Limited"),
    ),
    Sample(
        "science-glacier.html", "Swiss glacier lost a tenth of its ice in two summers, study finds", ("Matteo Ferri",),
        "2026-04-02",
        "The Val Torta glacier in eastern Switzerland", "in the first week of September.", 7,
        ("A. Caduff", "minute read", "Correction", "nonprofit", "mountains and water from Zurich"),
    ),
)  # fmt: skip


def cleaned(file: str) -> ArticleCleaned:
    return clean(ArticleSubmitted(content=(SEEDS / file).read_text("utf-8")))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_sample_comes_out_as_a_reader_would_clean_it(sample: Sample):
    article = cleaned(sample.file)
    assert article.headline == sample.headline
    assert tuple(author.name for author in article.authors) == sample.authors
    assert (article.published_at and article.published_at.value[:10]) == sample.published
    assert sample.first in article.body.split("\n\n")[0]
    assert article.body.endswith(sample.last)
    assert not [words for words in sample.absent if words in article.body]
    assert len(article.body.split("\n\n")) == sample.paragraphs


def test_a_dateline_gives_the_place_and_the_agency():
    article = cleaned("wire-ferry-strike.txt")
    assert (article.dateline, article.agency) == ("LISBON", "Meridian Wire")


def test_a_caption_and_its_credit_are_told_apart():
    (caption,) = cleaned("ferry-deal-page.html").captions
    assert caption.text == "A ferry leaves Cacilhas at dusk on Thursday."
    assert caption.credit == "Joana Neves/Tagus Courier"


def test_a_photo_label_is_not_part_of_the_caption():
    (caption,) = cleaned("election-night.txt").captions
    assert caption.text == "Supporters of Pieter Daens wait in front of the city hall."
    assert caption.credit == "Wim Claes/Scheldt Press"


def test_a_correction_is_kept_apart():
    (correction,) = cleaned("science-glacier.html").corrections
    assert correction.startswith("Correction, April 3:")


def test_another_language_is_no_error():
    article = cleaned("deutsche-meldung.txt")
    assert article.language == "de"
    assert article.section == "Verkehr"


def test_a_copy_is_cleaned_down_to_the_story_that_it_copies():
    lines = (SEEDS / "two-outlets-one-story.jsonl").read_text("utf-8").splitlines()
    wire, copy = (clean(ArticleSubmitted.model_validate(json.loads(line))) for line in lines)
    assert all(paragraph in wire.body for paragraph in copy.body.split("\n\n"))
    assert len(copy.body.split("\n\n")) == 4

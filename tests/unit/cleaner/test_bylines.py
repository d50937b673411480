"""Who signs a story: read from bylines of many forms, and told from everything else that looks like a name."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from services.cleaner.fields.byline_names import signature_of
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted

STORY = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” she told reporters. “We will look again in spring, and then decide what to do.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Example", ["Ann Example"]),
        ("BY ANN EXAMPLE AND BOB SAMPLE", ["Ann Example", "Bob Sample"]),
        ("By Ann Example and Bob Sample in Paris", ["Ann Example", "Bob Sample"]),
        ("By\xa0Ann Example, Bob Sample and Carla Muster", ["Ann Example", "Bob Sample", "Carla Muster"]),
        ("ByAnn Example", ["Ann Example"]),
        ("By Ann Example Updated Sep 5, 2024", ["Ann Example"]),
        ("By Ann Example and Bob Sample The Associated Press", ["Ann Example", "Bob Sample"]),
        ("Ann Example and AP", ["Ann Example", "AP"]),
        ("Ann Example   | Harbour Journal Sentinel", ["Ann Example"]),
        ("Ann Example@annexample", ["Ann Example"]),
        ("Ann Example Author", ["Ann Example"]),
        ("By April Example", ["April Example"]),
        ("Posted by harbour_fan on Friday December 19, 2025", ["harbour_fan"]),
        ("The Associated Press", ["The Associated Press"]),
        ("AFP, MANILA", ["AFP"]),
        ("By HPD Staff", ["HPD Staff"]),
        ("Harbour Lifestyle Desk / harbour.example / Updated: Dec 17, 2025", ["Harbour Lifestyle Desk"]),
        ("Ann Example, Staff Attorney, ELN Civil Justice Programme", ["Ann Example"]),
        ("Ann Example, Reporter, and BOB SAMPLE, Editor", ["Ann Example", "Bob Sample"]),
        ("Par Anne Exemple", ["Anne Exemple"]),
        ("Von Anna Beispiel", ["Anna Beispiel"]),
    ],
)
def test_the_names_of_a_byline_are_read(line: str, names: list[str]):
    signature = signature_of(line)
    assert signature is not None
    assert list(signature.names) == names


@pytest.mark.parametrize(
    "line",
    [
        "Photograph by Ann Example",
        "From Harbour Wiki",
        "National Security Reporter",
        "Edited by Bob Sample",
        "Webmaster",
        "by clicking the link below",
        "The council voted on Monday to keep the old bridge open for another year.",
        "x" * 5000,
    ],
)
def test_other_lines_sign_nothing(line: str):
    assert signature_of(line) is None


def page(*above: str, below: tuple[str, ...] = ()) -> ArticleCleaned:
    return clean(ArticleSubmitted(content="\n".join(["Menu", "News", "Sport", *above, *STORY, *below])))


def authors(article: ArticleCleaned) -> list[str]:
    return [author.name for author in article.authors]


def test_a_name_by_itself_under_the_headline_is_the_author():
    assert authors(page("Council keeps the old bridge open", "Ann Example", "Feb. 3, 2026")) == ["Ann Example"]


def test_bylines_of_other_stories_and_buttons_are_not_the_author():
    article = page(
        "Council keeps the old bridge open",
        "By Ann Example",
        "Feb. 3, 2026",
        below=(
            "Read next", "River rises in winter", "By Bob Sample", "Ferry fares to go up", "By Carla Muster",
            "Play Now", "Quick Links", "Always Enabled",
        ),
    )  # fmt: skip
    assert authors(article) == ["Ann Example"]


def test_two_names_on_two_lines_are_two_authors():
    assert authors(page("Council keeps the old bridge open", "By Ann Example", "By Carla Muster", "Feb. 3, 2026")) == [
        "Ann Example",
        "Carla Muster",
    ]


def test_an_agency_that_signs_is_the_agency_too():
    article = page("Council keeps the old bridge open", "By Reuters Staff", "Feb. 3, 2026")
    assert article.agency == "Reuters"


def test_a_page_that_nobody_signs_has_no_author():
    assert authors(page("Council keeps the old bridge open", "Feb. 3, 2026", below=("Menu", "Site Map"))) == []


def test_an_author_known_only_by_the_biography_is_found():
    biography = "Ann Example is a reporter at the Harbour Post. She covers roads and has a degree in history."
    article = page("Council keeps the old bridge open", "Feb. 3, 2026", below=(biography, "Read more"))
    assert authors(article) == ["Ann Example"]
    assert article.authors[0].biography == biography

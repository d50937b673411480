"""What cannot be an article is rejected with a reason for a person; what can, however odd, comes through."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from services.cleaner.limits import CleanLimits
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.streams.outcomes import Reject

STORY = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” the speaker told reporters. “We will look again in spring, and then decide.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
)


def cleaned(content: str, **fields: str) -> ArticleCleaned:
    return clean(ArticleSubmitted.model_validate({"content": content, **fields}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("  \n\t\n ", "empty"),
        ("%PDF-1.7\n%âãÏÓ\n1 0 obj", "a PDF file"),
        ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        ("\ufffd\ufffd\ufffd\ufffd\x00\x10JFIF\x00\x01", "not text"),
        ("PK\x03\x04\x14\x00\x06\x00", "a ZIP or Office file"),
        ("\x00\x01\x02\x03\x04\x05\x06\x07" * 50, "binary data"),
        ("Accept all\nManage cookies\nPrivacy policy", "only page furniture, mostly cookie notice"),
        ("<html><body><p></p></body></html>", "no text at all"),
        (
            "<html><body><div id='consent'><p>We use cookies to give you the best experience.</p>"
            "<button>Accept all</button><button>Reject all</button></div></body></html>",
            "cookie notice",
        ),
        (
            "<html><head><title>Log in</title></head><body><form><p>Log in</p><p>Register</p></form></body></html>",
            "furniture",
        ),
        ("<html><body><h1>404</h1><p>Page not found</p><a href='/'>Home</a></body></html>", "not found"),
    ],
)
def test_what_holds_no_article_is_rejected_with_the_reason(content, reason):
    with pytest.raises(Reject, match=reason):
        cleaned(content)


def test_an_article_over_the_limit_is_rejected_with_both_sizes():
    with pytest.raises(Reject, match="too large: 1,001 bytes, and at most 1,000 are accepted"):
        clean(ArticleSubmitted(content="x" * 1001), CleanLimits(max_content_bytes=1000))


def test_a_page_of_endless_elements_is_rejected():
    with pytest.raises(Reject, match="too complex"):
        clean(
            ArticleSubmitted(content="<p>" + "<b>x</b>" * 300, content_type="text/html"), CleanLimits(max_elements=200)
        )


def test_lone_surrogates_and_null_characters_do_no_harm():
    article = cleaned("\n\n".join(STORY).replace("bridge", "bri\ud800dge\x00"))
    assert "\ud800" not in article.source_text
    assert article.model_dump_json()


def test_windows_line_ends_and_double_spaces_are_read_like_others():
    article = cleaned("\r\n\r\n".join(STORY).replace(" ", "  "))
    assert article.body == "\n\n".join(STORY)
    assert "\r\n" in article.source_text


def test_broken_encoding_is_repaired_in_the_body_and_kept_in_the_source():
    article = cleaned("\n\n".join(STORY).replace("“", "â€œ"))
    assert "“It is safe for now," in article.body
    assert "â€œ" in article.source_text


def test_another_language_is_noted_and_no_error():
    article = cleaned(
        "Der Rat stimmte am Montag dafür, die alte Brücke ein weiteres Jahr offen zu halten.\n\n"
        "Ingenieure hatten im Frühjahr gewarnt, dass zwei ihrer Pfeiler vor dem Winter repariert werden müssten.\n\n"
        "Die Reparatur soll vier Millionen kosten und den ganzen Sommer dauern, teilte der Rat mit."
    )
    assert article.language == "de"
    assert article.notes == ("not English",)

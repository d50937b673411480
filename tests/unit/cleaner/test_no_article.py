"""Pages that stand in an article's place are rejected, and the reason says what to do."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleSubmitted
from shared.streams.outcomes import Reject

COOKIES = (
    "We value your privacy",
    "We and our 214 partners store and access information on your device, such as cookies, to show you personalised"
    " advertising and to measure it.",
    "You can accept all, reject all or manage your choices at any time in our privacy policy.",
    "Accept all",
)
NOT_FOUND = (
    "Page not found",
    "Sorry, the page you are looking for could not be found. It may have been moved or deleted.",
    "Go back to the home page or try a search.",
)
LOGIN = (
    "Sign in",
    "Enter your e-mail address and password to sign in to your Harbour Post account.",
    "Forgot your password?",
    "Don't have an account? Create one for free.",
)
ROBOTS = (
    "Please verify you are a human",
    "Access to this page has been denied because we believe you are using automation tools to browse the website.",
    "This may happen because JavaScript is disabled or blocked by an extension in your browser.",
)


@pytest.mark.parametrize("markup", [False, True], ids=["text", "html"])
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (COOKIES, "a cookie notice; scrape the page again"),
        (NOT_FOUND, "not found; check the address"),
        (LOGIN, "a login; scrape the page as somebody who is signed in"),
        (ROBOTS, "a check for robots; scrape the page as a browser does"),
    ],
    ids=["cookies", "not found", "login", "robots"],
)
def test_what_stands_in_an_articles_place_is_rejected(lines: tuple[str, ...], reason: str, markup: bool):
    content = "\n\n".join(lines)
    if markup:
        paragraphs = "".join(f"<p>{line}</p>" for line in lines[1:])
        content = f"<html><head><title>Harbour Post</title></head><body><h1>{lines[0]}</h1>{paragraphs}</body></html>"
    with pytest.raises(Reject, match=reason):
        clean(ArticleSubmitted(content=content))


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("", "was anything scraped"),
        ("%PDF-1.7\n%âãÏÓ\n1 0 obj", "publish the text that it holds"),
        ("<html><body><div id='root'></div></body></html>", "may need its scripts"),
        ("Home\nWorld\nPolitics\nSport\nCulture\nWeather\nContact\nAbout us", "was the whole page scraped"),
        ("word " * 1_000_000, "publish the article alone"),
    ],
    ids=["empty", "PDF", "scripts", "menu", "large"],
)
def test_a_rejection_says_what_to_do(content: str, advice: str):
    with pytest.raises(Reject, match=advice):
        clean(ArticleSubmitted(content=content))


@pytest.mark.parametrize(
    "story",
    [
        "The regulator fined the Harbour Post on Monday because its cookies were set before readers gave consent. The"
        " outlet said that it would appeal. Its partners had received the data of two million readers.",
        "Hackers stole the passwords of 40,000 account holders at the harbour bank, it said on Monday.",
        "A page was missing from the old chronicle when it came back from the restorers, the museum said on Monday.",
    ],
)
def test_news_about_cookies_and_passwords_is_news(story: str):
    assert clean(ArticleSubmitted(content=story)).body == story


@pytest.mark.parametrize(
    "alert",
    ["It rained in Riga.", "The council voted on Monday to keep the old bridge open for another year."],
)
def test_an_alert_of_one_sentence_is_an_article(alert: str):
    assert clean(ArticleSubmitted(content=alert)).body == alert

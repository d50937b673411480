"""Input made to hang or to crash a reader ends, in an article or in a rejection.

Two seconds are the aim: ``pytest --durations=0`` on this file says what each takes. The time limit below is for what
would take hours: it holds on a machine that is much busier than this work makes it.
"""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleSubmitted
from shared.streams.outcomes import Reject

HOSTILE = {
    "50,000 elements inside each other": "<div>" * 50_000 + "Deep inside." + "</div>" * 50_000,
    "inline elements inside each other": "<html><body>" + "<a><b>" * 30_000 + "Deep inside.",
    "a line of five million characters": "word " * 1_000_000,
    "a line as long as is accepted": "word " * 780_000,
    "one word as long as is accepted": "a" * 3_900_000,
    "a million lines": "a\n" * 1_900_000,
    "a million tags": "<p>" + "<b>x</b>" * 490_000,
    "half a million paragraphs": "<p>x</p>" * 450_000,
    "a hundred thousand table rows": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 130_000,
    "line breaks": "<br>" * 900_000,
    "open angle brackets": "<" * 3_000_000,
    "comments that never end": "<!--" * 900_000,
    "entities made of entities": '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    + "]><html><body>&a9;</body></html>",
    "a feed of entities": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>",
    "a tag of a hundred thousand attributes": "<p " + " ".join(f'a{n}="<"' for n in range(100_000)) + ">hello</p>",
    "a class name without end": '<p class="' + "a-" * 1_500_000 + '">Hello there.</p>',
    "JSON without end": '<script type="application/ld+json">' + "[" * 900_000 + "</script><p>Hello, my friend.</p>",
    "brackets": "(" * 1_000_000 + ")" * 1_000_000,
    "links that are never closed": "[x](" * 500_000,
    "emphasis that is never closed": "**a" * 900_000,
    "quotation marks": '"' * 2_000_000,
    "quoting of quoting": "> " * 1_900_000,
    "sentences without words": ". " * 1_900_000,
    "dates without end": "1/" * 1_900_000,
    "months without end": "jan " * 900_000,
    "names without end": "By " + "Aa " * 1_000_000,
    "a name of apostrophes": "Aa'" * 1_200_000,
    "bylines only": "By Ann Example\n" * 250_000,
    "headings only": "# a\n" * 900_000,
    "white space": " " * 3_900_000 + "x",
    "control characters": "\x01\x1f\x7f\x08" * 900_000,
    "null characters": "\x00" * 1_000 + "abc",
    "lone surrogates": "\ud800" * 1_000_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("content_type", ["text/plain", "text/html"])
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_ends_in_an_article_or_a_rejection(content, content_type):
    try:
        article = clean(ArticleSubmitted(content=content, content_type=content_type))
    except Reject:
        pass
    else:
        assert article.blocks[-1].end == len(article.source_text)
        assert article.model_dump_json()

"""Who said what to whom."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import DATE, NAME, QUIET, counted, heading, indented
from shared.schemas.articles import ArticleExtracted, Quote

_OPENING = "\"“„«‘'‹"


def quotations(article: ArticleExtracted) -> Iterator[RenderableType]:
    """The speaker with the reporting words, and below it what was said."""
    if not article.quotes:
        return
    direct = sum(quote.type != "indirect" for quote in article.quotes)
    reported = len(article.quotes) - direct
    yield heading("Who said what", f"{counted(direct, 'quotation')}, {counted(reported, 'reported statement')}")
    for quote in article.quotes:
        yield indented(attribution(quote))
        yield indented(said(quote.text, quote.type), 4)
        for remark in remarks(quote, article.quotes):
            yield indented(Text(remark, style=QUIET), 4)


def attribution(quote: Quote) -> Text:
    """Such as ``Dmitry Peskov told the Russian state news agency TASS``."""
    name = quote.speaker.name if quote.speaker else "(speaker not known)"
    text = Text.assemble((name, NAME if quote.speaker else QUIET))
    if quote.cue:
        text.append(f" {quote.cue.text}")
    if quote.addressee:
        text.append(f" {quote.addressee.text}")
    if quote.occasion and not (quote.addressee and quote.addressee.text.endswith(quote.occasion)):
        text.append(f" {quote.occasion}")
    if quote.date:
        text.append(f"  {quote.date}", style=DATE)
    return text


def remarks(quote: Quote, quotes: Sequence[Quote]) -> Iterator[str]:
    """What the article says of a statement: not made, in answer to another, disputed, in the headline, repeated."""
    if quote.cue and quote.cue.negated:
        yield "not said, as the article has it"
    if quote.answers is not None and quote.answers < len(quotes):
        yield f"in answer to {_named(quotes[quote.answers])}: {_begin(quotes[quote.answers].text)}"
    if quote.disputed:
        yield f"disputed: {' '.join(quote.disputed.split())}"
    if quote.in_headline:
        yield "quoted in the headline"
    if quote.repeats is not None and quote.repeats < len(quotes):
        yield "the same words as above"


def _named(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else "what was said"


def _begin(words: str) -> str:
    """The first words of a statement, enough to know it again."""
    return textwrap.shorten(words, 60, placeholder=" …")


def said(words: str, kind: str) -> Text:
    """What was said; reported statements lean, direct ones stand in quotation marks."""
    if kind == "direct" and not words.startswith(tuple(_OPENING)):
        words = f"“{words}”"
    return Text(words, style="italic" if kind == "indirect" else "")

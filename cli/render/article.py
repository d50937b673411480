"""An article as the desk hands it on: masthead, story, who, what was said, what happened, and what was taken away."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.blocks import set_apart, taken_out
from cli.render.layout import NAME, QUIET, counted, heading, indented, joined
from cli.render.people import people
from cli.render.quotations import quotations
from cli.render.times import events
from shared.schemas.articles import ArticleExtracted, KnownBy, Outlet, PublicationTime, ReadableArticle

_KNOWN_BY: dict[KnownBy, str] = {
    "given": "",  # by the publisher: nothing to explain
    "page": "from the page",
    "text": "from the text",
    "inferred": "inferred",
}


def article_page(article: ReadableArticle, *, paragraphs: int | None = None, width: int = 80) -> RenderableType:
    """Everything known of an article; with ``paragraphs`` in brief, with only so many of the body's."""
    found: list[RenderableType] = []
    if isinstance(article, ArticleExtracted):
        found += [*people(article), *quotations(article), *events(article)]
    story = [masthead(article), *_body(article, paragraphs)]
    if paragraphs is not None:
        return Group(*story, *taken_out(article, width), *found)
    return Group(*story, *found, *set_apart(article, width))


def masthead(article: ReadableArticle) -> RenderableType:
    """Headline, section, author, date, outlet, captions."""
    return Group(*_masthead(article))


def _masthead(article: ReadableArticle) -> Iterator[RenderableType]:
    reading = f"{article.reading_minutes} min read" if article.reading_minutes is not None else None
    above = joined([article.section and article.section.upper(), reading, article.language, article.agency])
    if above.plain:
        above.stylize(QUIET)
        yield above
    yield Text(article.headline or "(no headline)", style=NAME)
    authors = ["".join([author.name, f", {author.role}" if author.role else ""]) for author in article.authors]
    below = joined(["; ".join(authors), _outlet(article.outlet), _date(article.published_at), article.dateline])
    if below.plain:
        yield below
    if article.url:
        yield Text(article.url, style=QUIET)
    if article.standfirst:
        yield Text(f"\n{article.standfirst}", style="italic")
    for caption in article.captions:
        yield Text.assemble("\n", (f"Photo: {caption.text}", "italic"), (_credit(caption.credit), QUIET))
    for correction in article.corrections:
        yield Text(f"\n{correction}", style="italic")
    for note in article.notes:
        yield Text(f"\nNote: {note}", style="yellow")


def _credit(credit: str | None) -> str:
    return f"  © {credit.strip('()')}" if credit else ""


def _outlet(outlet: Outlet | None) -> Text | None:
    return Text.assemble(outlet.name, _how(outlet.known_by)) if outlet else None


def _date(published: PublicationTime | None) -> Text | None:
    if published is None:
        return None
    until = f" or {published.latest}" if published.latest else ""
    return Text.assemble(published.value.replace("T", " "), until, _how(published.known_by))


def _how(known_by: KnownBy) -> tuple[str, str]:
    words = _KNOWN_BY[known_by]
    return (f" ({words})" if words else "", QUIET)


def _body(article: ReadableArticle, paragraphs: int | None) -> Iterator[RenderableType]:
    every = article.body.split("\n\n") if article.body else []
    shown = every if paragraphs is None else every[:paragraphs]
    yield heading("The story", counted(len(every), "paragraph") + f", {counted(len(article.body.split()), 'word')}")
    yield indented(Text("\n\n".join(shown)))
    if len(shown) < len(every):
        yield indented(Text(f"\n… and {counted(len(every) - len(shown), 'more paragraph')}", style=QUIET))

"""One line for each article that has come to its end."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from cli.render.layout import BAD, GOOD, QUIET
from shared.schemas.articles import ArticleIndexed
from shared.streams.watch import Happened


def happened_line(happened: Happened) -> Text:
    """Time of day (local), what happened, the article, and its headline or the reason."""
    message = happened.message
    if isinstance(message, ArticleIndexed):
        at, about = message.indexed_at, message.headline or "(no headline)"
        word, style = str(message.change), GOOD
    else:
        at, about = message.dead_at, f"{message.service}: {message.reason}"
        word, style = "dead", BAD
    clock = datetime.fromisoformat(at).astimezone().strftime("%H:%M:%S")
    return Text.assemble(
        (clock, QUIET), " ", (f"{word:<11}", style), " ", (happened.article_id or "(no id)", QUIET), "  ", about
    )

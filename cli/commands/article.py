"""`copydesk show`: one article with all that is known of it."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.consoles import page, write_json
from cli.failures import Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json


def show(
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="Its identifier or its URL.")],
    revision: Annotated[str | None, typer.Option(help="An earlier one, as named by --history.")] = None,
    history: Annotated[bool, typer.Option("--history", help="List the article's revisions instead.")] = False,
    source: Annotated[bool, typer.Option("--source", help="Print the text as it was scraped.")] = False,
    body: Annotated[bool, typer.Option("--body", help="Print only the clean body.")] = False,
    as_json: Json = False,
) -> None:
    """Show an article: the story, who said what, what happened, and what was removed."""
    from services.indexer.queries import get_article

    with opened_index() as index:
        stored = get_article(index, article_id, revision=revision)
    if stored is None:
        wanted = f"revision {revision} of {article_id}" if revision else article_id
        raise Failure(f"the index has no {wanted}; `copydesk trace {article_id}` looks for it in the pipeline")
    if as_json:
        write_json(stored.history if history else stored)
        return
    if source or body:
        print(stored.article.source_text if source else stored.article.body)
        return
    console = page()
    if history:
        from cli.render.history import history_table

        console.print(history_table(stored.history))
        return
    from cli.render.article import article_page

    console.print(article_page(stored.article, width=console.width))
    if stored.also_in:
        from cli.render.found import other_copies

        console.print(other_copies(stored.also_in))


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=FIND, epilog="Example: copydesk show txt-0f3a… --history")(show)

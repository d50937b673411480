"""`copydesk trace`: where is my article, and why is it not in the index?"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.consoles import page, write_json
from cli.failures import Failure
from cli.operating import with_connection
from cli.options import OPERATE, Json

if TYPE_CHECKING:
    from shared.streams.trace import Trace


def trace(
    article_id: Annotated[
        str, typer.Argument(metavar="ARTICLE_ID", help="Or its correlation id, or the entry id of its submission.")
    ],
    limit: Annotated[int, typer.Option(min=1, help="Look at no more than this many entries of a stream.")] = 200_000,
    as_json: Json = False,
) -> None:
    """Show where an article is: waiting, in work, to be tried again, dead and why, or in the index."""
    from shared.streams.trace import trace as trace_of

    found: Trace | None = None
    unreachable: Failure | None = None
    try:
        found = with_connection(lambda connection: trace_of(connection, article_id, limit=limit))
    except Failure as failure:
        unreachable = failure
    stored = _in_index(article_id, found)
    if as_json:
        write_json((asdict(found) if found else {"places": None}) | {"index": stored})
    else:
        from cli.render.tracing import trace_page

        page().print(trace_page(article_id, found, stored))
    if unreachable is not None:
        raise unreachable
    if found is not None and not found.places and stored is None:
        raise Failure(f"neither the pipeline nor the index knows {article_id}")


def _in_index(article_id: str, found: Trace | None) -> dict[str, Any] | None:
    """What the index says of it; None where it has no such article, or there is no index to be read from here."""
    from services.indexer.queries import IndexUnavailable, get_article, open_index
    from services.indexer.settings import IndexerSettings

    places = found.places if found is not None else ()
    known_as = [article_id, *(place.article_id for place in places if place.article_id)]
    try:
        with open_index(IndexerSettings().index_path) as index:
            stored = next(filter(None, (get_article(index, one) for one in dict.fromkeys(known_as))), None)
    except IndexUnavailable:
        return None
    if stored is None:
        return None
    return {
        "article_id": stored.article.article_id,
        "revision": stored.article.revision,
        "change": stored.change,
        "indexed_at": stored.indexed_at,
        "headline": stored.article.headline,
    }


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk trace txt-4be0c2 --json")(trace)

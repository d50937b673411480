"""`copydesk saved-searches`: queries that are asked of every new article, and what they found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cli.commands.finding import WORDS, query_of
from cli.consoles import page, say, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit

searches = typer.Typer(
    help="Keep queries that are asked of every new article; see, follow and send on what they find.",
    no_args_is_help=True,
    epilog="Example: copydesk saved-searches add summits 'summit person:putin' --webhook https://desk.example/hook",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The saved search.")]


@searches.command(context_settings=WORDS, epilog="Example: copydesk saved-searches add summits summit person:putin")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words and filters, as for `copydesk search`.")],
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the notifier posts each match, as JSON.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Change the search of this name if there is one.")] = False,
) -> None:
    """Keep a query. It is asked of the articles that come from now on, once of each."""
    from datetime import UTC, datetime

    from services.indexer.saved_searches.saved_searches import add_saved_search
    from services.indexer.settings import IndexerSettings

    for word in words:
        if word.startswith("--"):
            raise Failure(f"there is no option {word.partition('=')[0]}; try --help", ExitCode.USAGE)
    with _index_errors(name):
        query = query_of(words)
        add_saved_search(IndexerSettings().index_path, name, query, datetime.now(UTC), webhook=webhook, replace=replace)
    say(f"{name} is kept; see what it finds with: copydesk saved-searches matches {name}")


@searches.command("list", epilog="Example: copydesk saved-searches list --json")
def list_searches(as_json: Json = False) -> None:
    """List the saved searches with how much they found."""
    from services.indexer.queries import saved_searches

    with opened_index() as index:
        found = saved_searches(index)
    if as_json:
        write_json(found)
        return
    from cli.render.saved_searches import searches_table

    page().print(searches_table(found))


@searches.command(epilog="Example: copydesk saved-searches show summits")
def show(name: Name, as_json: Json = False) -> None:
    """Show one saved search with its webhook, and whether it can be asked."""
    from services.indexer.queries import saved_search

    with opened_index() as index, _index_errors(name):
        found = saved_search(index, name)
    if as_json:
        write_json(found)
        return
    from cli.render.saved_searches import search_page

    page().print(search_page(found))


@searches.command(epilog="Example: copydesk saved-searches matches summits --json")
def matches(
    name: Name,
    limit: Limit = 20,
    before: Annotated[int | None, typer.Option(metavar="NUMBER", help="Only those before this match.")] = None,
    as_json: Json = False,
) -> None:
    """Show what a saved search found, the latest first."""
    from services.indexer.queries import matches as matches_of

    with opened_index() as index, _index_errors(name):
        found = matches_of(index, name, limit=limit, before=before)
    if as_json:
        write_json(found)
        return
    from cli.render.saved_searches import matches_page

    page().print(matches_page(found))


@searches.command(epilog="Example: copydesk saved-searches feed summits > summits.atom")
def feed(name: Name, limit: Limit = 50) -> None:
    """Write what a saved search found as an Atom feed, for any feed reader."""
    from services.indexer.queries import atom_feed, saved_search
    from services.indexer.queries import matches as matches_of

    with opened_index() as index, _index_errors(name):
        document = atom_feed(saved_search(index, name), matches_of(index, name, limit=limit))
    sys.stdout.buffer.write(document.encode())
    sys.stdout.buffer.flush()


@searches.command(epilog="Example: copydesk saved-searches remove summits --dry-run")
def remove(
    name: Name, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False
) -> None:
    """Forget a saved search and what it found. Notices that are under way still arrive."""
    from services.indexer.queries import saved_search
    from services.indexer.saved_searches.saved_searches import remove_saved_search
    from services.indexer.settings import IndexerSettings

    with opened_index() as index, _index_errors(name):
        found = saved_search(index, name).matches
    if not dry_run:
        with _index_errors(name):
            remove_saved_search(IndexerSettings().index_path, name)
    say(f"{name} {'would be' if dry_run else 'is'} removed, with {found:,} match{'' if found == 1 else 'es'}")


@contextmanager
def _index_errors(name: str) -> Iterator[None]:
    """Turns what goes wrong with the saved search `name` into how the command ends."""
    from services.indexer.connections import IndexNotWritable, IndexUnavailable
    from services.indexer.saved_searches.saved_searches import NoSuchSearch, SearchExists

    try:
        yield
    except NoSuchSearch:
        raise Failure(f"there is no saved search {name!r}; see: copydesk saved-searches list", ExitCode.USAGE) from None
    except SearchExists as error:
        raise Failure(f"{error}; change it with --replace", ExitCode.USAGE) from None
    except ValueError as error:
        raise Failure(str(error), ExitCode.USAGE) from None
    except (IndexNotWritable, IndexUnavailable) as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None


def register(app: typer.Typer) -> None:
    app.add_typer(searches, name="saved-searches", rich_help_panel=FIND)

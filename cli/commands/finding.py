"""`copydesk search`: questions to the index, and how questions are typed."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from cli.consoles import page, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit, Offset

# A word that begins with a minus sign is one to leave out, and no option.
WORDS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
Words = Annotated[list[str] | None, typer.Argument(metavar="QUERY", help="Words and filters; none: every article.")]
Query = Annotated[str, typer.Option("--in", metavar="QUERY", help="Only in articles that this query finds.")]


class Order(StrEnum):
    relevance = "relevance"
    newest = "newest"
    oldest = "oldest"


def search(
    words: Words = None,
    sort: Annotated[Order, typer.Option("--sort", help="Which come first.")] = Order.relevance,
    limit: Limit = 10,
    offset: Offset = 0,
    with_facets: Annotated[bool, typer.Option("--facets", help="Also say whom and what they are about.")] = False,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a table for spreadsheets instead of a page.")] = False,
) -> None:
    """Find articles.

    All words must occur; a phrase stands in quotes, -word leaves out, OR gives a choice, begin* matches beginnings.

    Filters: person: org: place: speaker: said: headline: source: section: author: lang: after: before: on: event-on:
    """
    from services.indexer.queries import facets
    from services.indexer.queries import search as search_index

    if as_csv and (as_json or with_facets):
        raise Failure("--csv goes with neither --json nor --facets", ExitCode.USAGE)
    query = typed_query(words)
    with opened_index() as index:
        results = search_index(index, query, limit=limit, offset=offset, sort=sort.value)
        counts = facets(index, query) if with_facets else None
    if as_json:
        write_json({"results": results, "facets": counts} if counts else results)
        return
    if as_csv:
        from cli.render.search_csv import search_csv

        sys.stdout.write(search_csv(results.hits))
        return
    from cli.render.found import facet_table, search_results

    console = page()
    console.print(search_results(results, offset))
    if counts:
        console.print(facet_table(counts))


def typed_query(words: list[str] | None) -> str:
    """The words after the command as one query; what looks like an option is none that there is."""
    for word in words or ():
        if word.startswith("--"):
            raise Failure(f"there is no option {word.partition('=')[0]}; try --help", ExitCode.USAGE)
    return query_of(words or ())


def query_of(words: Sequence[str]) -> str:
    """The query that was typed: one argument is taken as it is; among several, the shell has eaten the quotes."""
    return words[0] if len(words) == 1 else " ".join(_quoted_again(word) for word in words)


def _quoted_again(word: str) -> str:
    if '"' in word or not re.search(r"\s", word):
        return word
    found = re.fullmatch(r"(-?(?:[a-z-]+:)?)(.*)", word, re.DOTALL)
    assert found  # both parts may be empty
    return f'{found[1]}"{found[2]}"'


def register(app: typer.Typer) -> None:
    app.command(
        rich_help_panel=FIND,
        context_settings=WORDS,
        epilog="Example: copydesk search putin budapest after:2025-10",
    )(search)

"""`copydesk quotes`: who said what, to whom, about whom, when."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cli.commands.finding import WORDS, Query, Words, typed_query
from cli.consoles import page, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit, Offset


class QuoteType(StrEnum):
    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"


class Kind(StrEnum):
    """What saying it so amounts to, by the word that reports it."""

    claim = "claim"
    denial = "denial"
    accusation = "accusation"
    criticism = "criticism"
    praise = "praise"
    promise = "promise"
    order = "order"
    question = "question"
    warning = "warning"
    prediction = "prediction"
    admission = "admission"
    agreement = "agreement"
    proposal = "proposal"
    belief = "belief"
    finding = "finding"


def quotes(
    words: Words = None,
    speaker: Annotated[str | None, typer.Option(help="Who said it, by any of their names.")] = None,
    to: Annotated[str | None, typer.Option(help="To whom.")] = None,
    about: Annotated[str | None, typer.Option(help="Whom or what the words mention: a person, body or place.")] = None,
    after: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day, month or year or later.")] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="Said before this day, month or year.")] = None,
    type_: Annotated[QuoteType | None, typer.Option("--type", help="Direct, indirect or mixed.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(metavar="KIND", help=f"By the word that reports it: {', '.join(Kind)}.")
    ] = None,
    within: Query = "",
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a table for spreadsheets instead of a page.")] = False,
) -> None:
    """Find what people said. The words are those that were said.

    What was said on a day that the article does not tell counts as said when it was published.
    """
    from services.indexer.queries import QueryError, find_quotes

    if as_csv and as_json:
        raise Failure("--csv does not go with --json", ExitCode.USAGE)
    with opened_index() as index:
        try:
            results = find_quotes(
                index,
                speaker=speaker,
                said=typed_query(words) or None,
                query=within,
                quote_type=type_.value if type_ else None,
                to=to,
                about=about,
                after=after,
                before=before,
                kind=kind.value if kind else None,
                limit=limit,
                offset=offset,
            )
        except QueryError:
            raise
        except ValueError as error:
            raise Failure(str(error), ExitCode.USAGE) from error
    if as_json:
        write_json(results)
        return
    if as_csv:
        from cli.render.quotes_csv import quotes_csv

        sys.stdout.write(quotes_csv(results.quotes))
        return
    from cli.render.found import quote_results

    page().print(quote_results(results, offset))


def register(app: typer.Typer) -> None:
    app.command(
        rich_help_panel=FIND,
        context_settings=WORDS,
        epilog="Example: copydesk quotes --speaker peskov --to tass meeting",
    )(quotes)

"""`copydesk entities`: who and what the articles speak of, over all articles, and a person's corrections."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cli.commands.finding import Query
from cli.consoles import page, say, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit

if TYPE_CHECKING:
    import sqlite3

    from services.indexer.entities.decision_log import Decision


class ListedByDefault(TyperGroup):
    """`copydesk entities peskov` lists; so does everything that begins with no other command's name."""

    # Typer brings a click of its own in some releases, and uses the installed one in others: Any is both's context.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


entities = typer.Typer(
    cls=ListedByDefault,
    help="Show who and what is written about most; show one, and correct which names are one's.",
    epilog="Example: copydesk entities --type person",
)

Type = Annotated[str | None, typer.Option("--type", help="Only PERSON, ORG, GPE, LOC, FAC, NORP, ...")]
Entity = Annotated[str, typer.Argument(metavar="ID", help="Such as person/dmitry-peskov, or a name if it is clear.")]


@entities.command("list", epilog="Example: copydesk entities peskov")
def list_entities(
    name: Annotated[str | None, typer.Argument(help="Only those one of whose names has these words.")] = None,
    together_with: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="Mentioned with this one.")
    ] = None,
    type_: Type = None,
    within: Query = "",
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List who and what is written about most."""
    from services.indexer.queries import entity_counts, mentioned_with

    kind = type_.upper() if type_ else None
    if together_with is not None:
        if name is not None:
            raise Failure("give a NAME or --with, not both", ExitCode.USAGE)
        with opened_index() as index:
            together = mentioned_with(index, together_with, query=within, entity_type=kind, limit=limit)
        if as_json:
            write_json(together)
            return
        from cli.render.counts import together_table

        page().print(together_table(together))
        return
    with opened_index() as index:
        found = entity_counts(index, name=name, entity_type=kind, query=within, limit=limit)
    if as_json:
        write_json(found)
        return
    from cli.render.counts import entity_table

    page().print(entity_table(found))


@entities.command(epilog="Example: copydesk entities show person/dmitry-peskov")
def show(entity: Entity, limit: Limit = 10, as_json: Json = False) -> None:
    """Show one: its names and why they are its, its roles with their days, its newest articles."""
    from services.indexer.entities.entity_rows import NoSuchEntity
    from services.indexer.entities.known_entities import known_entity

    with opened_index() as index:
        try:
            found = known_entity(index, entity, limit=limit)
        except NoSuchEntity as error:
            raise Failure(str(error)) from None
    if as_json:
        write_json(found)
        return
    from cli.render.entities import entity_page

    page().print(entity_page(found))


@entities.command(epilog="Example: copydesk entities merge person/dmitry-peskov person/dimitri-peskow")
def merge(
    entity: Entity, other: Annotated[str, typer.Argument(metavar="OTHER_ID", help="Who is the same; it goes into ID.")]
) -> None:
    """Say that two are one; the first gives the name. It holds for all articles to come."""
    from services.indexer.entities.entity_decisions import merge as merge_entities

    with _deciding() as (connection, now):
        decision = merge_entities(connection, entity, other, now)
    _report(decision)


@entities.command(
    epilog='Example: copydesk entities alias org/international-atomic-energy-agency "UN nuclear watchdog"'
)
def alias(entity: Entity, name: Annotated[str, typer.Argument(help="Another name, also one not seen yet.")]) -> None:
    """Say that a name is this one's wherever it stands alone, even a surname."""
    from services.indexer.entities.entity_decisions import add_alias

    with _deciding() as (connection, now):
        decision = add_alias(connection, entity, name, now)
    _report(decision)


@entities.command(epilog="Example: copydesk entities split person/john-smith --article 4711 --as footballer")
def split(
    entity: Entity,
    alias_: Annotated[str | None, typer.Option("--alias", metavar="NAME", help="This name is not its.")] = None,
    articles: Annotated[
        list[str] | None, typer.Option("--article", metavar="ARTICLE_ID", help="These mean somebody else of the name.")
    ] = None,
    roles: Annotated[
        list[str] | None, typer.Option("--role", help="Whom articles call so is the other one, such as striker.")
    ] = None,
    label: Annotated[str | None, typer.Option("--as", help="What tells the other one apart, in its ID.")] = None,
) -> None:
    """Say that two are not one: a name that is not its, or articles that mean somebody else of the same name.

    What those articles call the other one, and no other article does, tells the two apart in the articles to come;
    --role says it yourself.
    """
    from services.indexer.entities.entity_decisions import split_off, take_alias

    if (alias_ is None) == (not articles and not roles):
        raise Failure("give either --alias, or --article or --role", ExitCode.USAGE)
    with _deciding() as (connection, now):
        if alias_ is not None:
            decision = take_alias(connection, entity, alias_, now)
        else:
            decision = split_off(connection, entity, articles or (), now, label=label, roles=roles or ())
    _report(decision)


@entities.command(epilog="Example: copydesk entities history --json > decisions.jsonl")
def history(as_json: Json = False) -> None:
    """List what people decided; --json gives what `copydesk entities import` takes."""
    from services.indexer.entities.known_entities import decisions_on_entities

    with opened_index() as index:
        found = decisions_on_entities(index)
    if as_json:
        for decision in found:
            write_json(decision)
        return
    from cli.render.entities import decisions_table

    page().print(decisions_table(found))


@entities.command(epilog="Example: copydesk entities undo 3")
def undo(number: Annotated[int, typer.Argument(help="As `copydesk entities history` lists it.")]) -> None:
    """Take a decision back, for all articles that came since too."""
    from services.indexer.entities.entity_decisions import undo as undo_decision

    with _deciding() as (connection, now):
        undo_decision(connection, number, now)
    say(f"decision {number} is taken back")


@entities.command("import", epilog="Example: copydesk entities import decisions.jsonl")
def import_(file: Annotated[Path, typer.Argument(help="What `history --json` wrote; - is standard input.")]) -> None:
    """Take over the decisions of another index; those in force already change nothing."""
    from services.indexer.entities.entity_decisions import take_over

    try:
        lines = sys.stdin.buffer.readlines() if file == Path("-") else file.read_bytes().splitlines()
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}", ExitCode.USAGE) from None
    with _deciding() as (connection, now):
        taken = take_over(connection, lines, now)
    for number, why in taken.faults:
        say(f"line {number}: {why}")
    say(f"{taken.new} taken over, {taken.known} known already")
    if taken.faults:
        raise Failure(f"{len(taken.faults)} not taken over")


def _report(decision: Decision) -> None:
    from cli.render.entities import decision_line

    print(decision_line(decision))
    say(f"to take it back: copydesk entities undo {decision.number}")


@contextmanager
def _deciding() -> Iterator[tuple[sqlite3.Connection, str]]:
    from datetime import UTC, datetime

    from services.indexer.connections import IndexNotWritable, IndexUnavailable
    from services.indexer.entities.entity_decisions import DecisionError
    from services.indexer.entities.entity_rows import NoSuchEntity
    from services.indexer.one_change import one_change
    from services.indexer.settings import IndexerSettings

    settings = IndexerSettings()
    try:
        with one_change(settings.index_path, settings.busy_timeout) as connection:
            yield connection, datetime.now(UTC).isoformat(timespec="seconds")
    except (DecisionError, NoSuchEntity) as error:
        raise Failure(str(error)) from None
    except (IndexNotWritable, IndexUnavailable) as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None


def register(app: typer.Typer) -> None:
    app.add_typer(entities, name="entities", rich_help_panel=FIND)

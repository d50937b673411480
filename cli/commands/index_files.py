"""`copydesk export`, `import` and `backup`: the index's articles as files, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.commands.finding import WORDS, Words, query_of
from cli.consoles import say
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import OPERATE

if TYPE_CHECKING:
    from shared.schemas.articles import ArticleExtracted


def export(
    words: Words = None,
    all_revisions: Annotated[
        bool, typer.Option("--all-revisions", help="Earlier revisions too, oldest first.")
    ] = False,
    parquet: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a Parquet file instead; needs pyarrow.")
    ] = None,
) -> None:
    """Write articles with all that was extracted to standard output, as JSON Lines of ArticleExtracted.

    A Parquet file is for analysis; what `copydesk import` takes are the JSON Lines.
    """
    from services.indexer.upkeep.export_articles import export_articles

    with opened_index() as index:
        articles = export_articles(index, query=query_of(words or ()), earlier_revisions=all_revisions)
        exported = _write_lines(articles) if parquet is None else _write_parquet(articles, parquet)
    say(f"{exported:,} exported")


def _write_lines(articles: Iterable[ArticleExtracted]) -> int:
    exported = 0
    for article in articles:
        sys.stdout.buffer.write(article.model_dump_json().encode() + b"\n")
        exported += 1
    sys.stdout.buffer.flush()
    return exported


def _write_parquet(articles: Iterable[ArticleExtracted], file: Path) -> int:
    try:
        from services.indexer.upkeep.write_parquet import write_parquet
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise Failure('Parquet files need pyarrow; install it with: pip install "copydesk[parquet]"') from None
    try:
        return write_parquet(articles, file)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}") from None


def import_(
    file: Annotated[Path, typer.Argument(help="What `copydesk export` wrote; .gz is unpacked, - is standard input.")],
) -> None:
    """Take exported articles into the index, each once; a pipeline may run meanwhile."""
    from datetime import UTC, datetime

    from cli.submissions import opened
    from services.indexer.connections import IndexNotWritable, IndexUnavailable
    from services.indexer.settings import IndexerSettings
    from services.indexer.upkeep.import_articles import import_articles
    from services.indexer.writing.sqlite_index import SqliteIndex

    settings = IndexerSettings()
    try:
        index = SqliteIndex(
            settings.index_path,
            durability=settings.durability,
            busy_timeout=settings.busy_timeout,
            revisions_kept=settings.revisions_kept,
            near_copy_share=settings.near_copy_share,
            announces=False,
        )
        try:
            with opened(file) as lines:
                imported = import_articles(index, lines, datetime.now(UTC))
        finally:
            index.close()
    except (IndexNotWritable, IndexUnavailable) as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}", ExitCode.USAGE) from None
    for number, why in imported.faults:
        say(f"line {number}: {why}")
    say(", ".join(f"{number:,} {change}" for change, number in sorted(imported.changes.items())) or "nothing imported")
    if imported.faults:
        raise Failure(f"{len(imported.faults)} not imported")


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it appears whole or not at all.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace FILE if it is there.")] = False,
) -> None:
    """Copy the index as it is at this moment; readers and writers go on."""
    from services.indexer.connections import IndexUnavailable
    from services.indexer.settings import IndexerSettings
    from services.indexer.upkeep.backup import backup as back_up

    try:
        size = back_up(IndexerSettings().index_path, target, replace=replace)
    except FileExistsError:
        raise Failure(f"{target} is there already: pass --replace to replace it", ExitCode.USAGE) from None
    except IndexUnavailable as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None
    except OSError as error:
        raise Failure(f"{target}: {error.strerror or error}") from None
    say(f"wrote {target} ({size / 1e6:,.1f} MB)")


def register(app: typer.Typer) -> None:
    app.command(
        rich_help_panel=OPERATE, context_settings=WORDS, epilog="Example: copydesk export section:russia > russia.jsonl"
    )(export)
    app.command("import", rich_help_panel=OPERATE, epilog="Example: copydesk import russia.jsonl")(import_)
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk backup monday.sqlite")(backup)

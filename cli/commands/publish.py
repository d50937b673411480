"""`copydesk publish`: articles from files, folders and standard input onto the ingest stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.consoles import say, talk, write_json
from cli.failures import ExitCode, Failure
from cli.options import RUN, Json

if TYPE_CHECKING:
    from cli.outcomes import End
    from cli.submitted_fields import Given, Submission
    from shared.streams.connection import Connection
    from shared.streams.publish import Published


class FileFormat(StrEnum):
    auto = "auto"
    text = "text"
    html = "html"
    json = "json"
    jsonl = "jsonl"


def publish(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|DIR|-...", help="What to publish; - is standard input.")],
    format_: Annotated[FileFormat, typer.Option("--format", help="What the files are.")] = FileFormat.auto,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until each article is indexed or dead.")] = False,
    source: Annotated[str | None, typer.Option(help="The outlet or feed, where an article does not say.")] = None,
    language: Annotated[
        str | None, typer.Option(help="The language, where an article does not say: en, pt-BR.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where the article was found (one article only).")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline (one article only).")] = None,
    published_at: Annotated[
        str | None, typer.Option("--published", metavar="DAY|TIME", help="When it was published (one article only).")
    ] = None,
    article_id: Annotated[str | None, typer.Option("--id", help="Its identifier (one article only).")] = None,
    metadata: Annotated[
        list[str] | None, typer.Option("--meta", metavar="NAME=VALUE", help="Kept with each article; repeatable.")
    ] = None,
    ignore_unknown: Annotated[
        bool, typer.Option("--ignore-unknown", help="Drop JSON fields that an article does not have.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Publish articles: text, HTML, or JSON Lines of ArticleSubmitted.

    Prints the identifier of each article as soon as Redis has it safe. What cannot be read is named on standard error,
    the rest goes on, and the exit code is 1.
    """
    from cli.operating import with_connection
    from cli.submissions import find_files
    from cli.submitted_fields import Given

    of_one = {"url": url, "title": title, "published_at": published_at, "article_id": article_id}
    always = {name: value for name, value in of_one.items() if value is not None}
    otherwise: dict[str, Any] = {"source": source, "language": language, "metadata": _pairs(metadata or [])}
    given = Given(always, {name: value for name, value in otherwise.items() if value}, ignore_unknown)
    reading = _Reading(find_files(paths), format_.value, given)
    with_connection(lambda connection: _publish(connection, reading, wait=wait, as_json=as_json))
    if reading.unreadable:
        raise Failure(f"{reading.unreadable} not published")


@dataclass
class _Reading:
    """Goes through the files; what cannot be read is named and counted."""

    files: list[Path]
    format: Any
    given: Given
    unreadable: int = 0
    read: int = 0
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Submission]:
        from cli.submissions import read_submissions
        from cli.submitted_fields import Unreadable

        for file in self.files:
            for one in read_submissions(file, self.format, self.given):
                if isinstance(one, Unreadable):
                    self.unreadable += 1
                    say(f"{one.origin}: {one.reason}")
                    continue
                if one.note:
                    say(f"{one.origin}: {one.note}")
                self.read += 1
                if self.read > 1 and self.given.always:
                    names = ", ".join(self.given.always)
                    raise Failure(f"{names}: only for a single article, and there are more", ExitCode.USAGE)
                yield one

    @property
    def articles(self) -> int | None:
        """How many there are to be, where the files' names tell."""
        from cli.submissions import format_by_name

        kinds = [self.format if self.format != "auto" else format_by_name(file) for file in self.files]
        return len(kinds) if all(kind in ("text", "html") for kind in kinds) else None


async def _publish(connection: Connection, reading: _Reading, *, wait: bool, as_json: bool) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from cli.publishing import Hearers, publish_all, publish_and_wait
    from shared.streams.durability import read_promise

    console = talk()
    promise = await read_promise(connection.client)
    if promise.level != "on_disk":
        say(promise.sentence)
    look = (
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[why]}"),
    )
    with Progress(*look, console=console, disable=not console.is_terminal, transient=True) as progress:
        sent = progress.add_task("published", total=reading.articles, why="")
        ended = progress.add_task("arrived", total=reading.articles, why="", visible=wait)

        def on_published(published: Published, submission: Submission) -> None:
            progress.update(sent, advance=1, why="")
            if not as_json:
                print(published.article_id, flush=True)
            elif not wait:
                write_json(_record(published) | {"origin": submission.origin})

        def on_end(end: End) -> None:
            progress.update(ended, advance=1, why="")
            if as_json:
                write_json(_record(end.published) | {"indexed" if end.is_indexed else "dead": end.message})
            elif not end.is_indexed:
                say(f"{end.published.article_id}: {end.message.reason}")  # type: ignore[union-attr]

        def on_wait(why: str) -> None:
            if console.is_terminal:
                progress.update(sent, why=why)
            else:
                say(why)

        hearers = Hearers(on_published, on_end, on_wait)
        if not wait:
            await publish_all(connection, reading, hearers)
            return
        outcomes = await publish_and_wait(connection, reading, hearers)
    say(outcomes.summary())
    if any(not end.is_indexed for end in outcomes.ends):
        raise Failure("not all articles reached the index: see `copydesk dead-letters list`")


def _record(published: Published) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(published)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise Failure(f"--meta {pair!r}: write it as name=value", ExitCode.USAGE)
        pairs[name] = value
    return pairs


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=RUN, epilog="Example: copydesk publish --wait --source tass page.html")(publish)

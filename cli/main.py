"""The `copydesk` command: global options, the list of commands, and how a command ends.

The modules in `cli.commands` import what they need inside their functions: `copydesk --help` is to answer at once, and
spaCy, FastStream and rich together take seconds to import.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cli.commands import (
    article,
    counting,
    dead_letters,
    demo,
    doctor,
    entities,
    finding,
    index_files,
    publish,
    quotations,
    saved_searches,
    schema,
    stages,
    status,
    steering,
    timeline,
    trace,
    up,
    watch,
)
from cli.failures import ExitCode, Failure

app = typer.Typer(
    name="copydesk",
    help="A newsroom's copy desk as software: from messy scrapes to a searchable record of who said what, when, about "
    "whom.",
    epilog="Example: copydesk demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    *(demo, up, publish),
    *(finding, quotations, timeline, entities, counting, article, saved_searches),
    *(watch, status, trace, dead_letters, steering, index_files, doctor),
    *(stages, schema),
):
    module.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(version("copydesk"))
        raise typer.Exit


@app.callback()
def copydesk(
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="COPYDESK_HOME", help="Folder of the embedded Redis, the index and the logs. \\[default: .copydesk]"
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    if home is not None:
        # The settings read it here, and so do the services that a command starts.
        os.environ["COPYDESK_HOME"] = str(home)


def main() -> NoReturn:
    """The console script."""
    try:
        app()
    except Failure as failure:
        print(f"copydesk: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    sys.exit(ExitCode.DONE)

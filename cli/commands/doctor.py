"""`copydesk doctor`: is everything here that Copydesk needs?"""

from __future__ import annotations

from dataclasses import asdict

import typer

from cli.consoles import page, write_json
from cli.failures import Failure
from cli.options import OPERATE, Json


def doctor(as_json: Json = False) -> None:
    """Check Python, Redis, the language model, the home folder, the index and the settings."""
    from cli.checkup import examine

    findings = examine()
    if as_json:
        write_json([asdict(finding) for finding in findings])
    else:
        from cli.render.findings import findings_table

        page().print(findings_table(findings))
    if any(finding.state == "bad" for finding in findings):
        raise Failure("something is missing; see above")


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk doctor --json")(doctor)

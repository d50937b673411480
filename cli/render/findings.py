"""What a checkup found."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from cli.checkup import Finding
from cli.render.layout import BAD, GOOD, NAME, WARNING, columns

_SIGNS = {"good": ("ok", GOOD), "note": ("note", WARNING), "bad": ("bad", BAD)}


def findings_table(findings: Iterable[Finding]) -> RenderableType:
    table = columns(None, None, 1)
    for finding in findings:
        sign, style = _SIGNS[finding.state]
        table.add_row(Text(sign, style=style), Text(finding.subject, style=NAME), finding.detail)
    return table

"""Where an article is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import BAD, GOOD, NAME, QUIET, WARNING, joined, listing
from cli.render.pipeline_status import age
from shared.streams.trace import Place, Trace

_STYLES = {"queued": "", "in_work": WARNING, "waiting": WARNING, "dead": BAD, "indexed": GOOD}


def trace_page(wanted: str, trace: Trace | None, stored: Mapping[str, Any] | None) -> RenderableType:
    """``trace`` is None where Redis could not be asked; ``stored`` where the index has no such article."""
    parts: list[RenderableType] = []
    if trace is None:
        parts.append(Text("Redis does not answer: what is on its way cannot be seen.", style=WARNING))
    elif trace.places:
        table = listing("when", "stage", "state", "what is known")
        for place in trace.places:
            table.add_row(
                Text(f"{place.since:%Y-%m-%d %H:%M:%S}", style=QUIET),
                Text(place.stage, style=NAME),
                Text(place.state.replace("_", " "), style=_STYLES[place.state]),
                _known(place),
            )
        parts.append(table)
    else:
        parts.append(Text(f"Nothing is on its way as {wanted}.", style=QUIET))
    if stored is not None:
        about = joined([stored["article_id"], stored["headline"], stored["change"], stored["indexed_at"]])
        parts += ["", Text("In the index: ", style=GOOD).append_text(about)]
    if trace is not None and not trace.is_complete:
        parts += ["", Text("A stream was too long to be looked through to its end: see --limit.", style=WARNING)]
    return Group(*parts)


def _known(place: Place) -> Text:
    held = f"held by {place.consumer}" if place.consumer else None
    return joined(
        [
            place.reason,
            held,
            f"for {age(place.idle)}" if place.idle is not None else None,
            f"delivered {place.deliveries} times" if place.deliveries and place.deliveries > 1 else None,
            f"attempt {place.attempt}" if place.attempt > 1 else None,
            f"next try at {place.next_try:%H:%M:%S}" if place.next_try else None,
            Text(f"{place.stream}/{place.entry_id}", style=QUIET),
        ]
    )

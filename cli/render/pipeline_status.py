"""How the pipeline is doing, on one page."""

from __future__ import annotations

from datetime import timedelta

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import BAD, GOOD, NAME, QUIET, WARNING, listing
from shared.streams.inspect import PipelineStatus, StageStatus

# Short, for the table is to fit into 80 columns: running replicas; unsettled messages, and how many of them are in work
# or wait for another try; the age of the oldest; messages settled a second; those done so far; dead letters.
_NUMBERS = ("run", "backlog", "in work", "retry", "oldest", "per s", "done", "dead")


def pipeline_status(status: PipelineStatus) -> RenderableType:
    table = listing("stage", *_NUMBERS, "state", right=_NUMBERS)
    for column in table.columns[:-1]:
        column.no_wrap = True
    for stage in status.stages:
        table.add_row(
            Text(stage.stage, style=NAME),
            str(stage.replicas),
            brief(stage.backlog),
            brief(stage.pending),
            brief(stage.waiting),
            age(stage.oldest_age) if stage.oldest_age is not None else "–",
            f"{stage.rate_per_s:,.0f}" if stage.rate_per_s is not None else "–",
            brief(stage.settled.get("done", 0)),
            Text(brief(stage.dead), style=BAD if stage.dead else ""),
            _state(stage),
        )
    return Group(table, "", Text(_server(status), style=QUIET))


def brief(number: int) -> str:
    """The number in at most five characters or so: ``9,876``, ``12.3k``, ``1.2M``."""
    if number < 10_000:
        return f"{number:,}"
    return f"{number / 1000:.1f}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def age(time: timedelta) -> str:
    """Such as ``350 ms``, ``12 s``, ``5 min``, ``3 h``, ``2 d``."""
    seconds = time.total_seconds()
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _state(stage: StageStatus) -> Text:
    if stage.pause is not None:
        return Text(f"paused{f': {stage.pause.reason}' if stage.pause.reason else ''}", style=WARNING)
    if not stage.replicas:
        return Text("not running" if stage.is_known else "never ran here", style=BAD if stage.backlog else QUIET)
    if held := sum(consumer.pending for consumer in stage.consumers if consumer.is_silent):
        return Text(f"{brief(held)} held by a silent replica", style=WARNING)
    if stage.next_try_in is not None:
        return Text(f"next retry in {age(stage.next_try_in)}", style=WARNING)
    return Text("busy" if stage.backlog else "idle", style=GOOD)


def _server(status: PipelineStatus) -> str:
    version = f"Redis {status.redis_version}. " if status.redis_version else ""
    memory = ""
    if status.memory is not None:
        most = f" of {status.memory.most_bytes / 1e6:,.0f}" if status.memory.most_bytes else ""
        memory = f"It uses {status.memory.used_bytes / 1e6:,.1f}{most} MB. "
    return f"{version}{memory}{status.promise.sentence}"

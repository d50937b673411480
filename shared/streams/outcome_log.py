"""The one outcome line of each delivery, and the same four words as metrics."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import structlog

from shared import metrics
from shared.logs import lines_together
from shared.streams.settlement import Settlement
from shared.streams.topology import Stage

log = structlog.get_logger()


def record(settled: Sequence[Settlement], stage: Stage, took_s: float) -> None:
    """Log and count what was settled; ``took_s`` is the time from reading the batch to its settlement."""
    if not settled:
        return
    duration_ms = round(took_s * 1000, 1)
    with lines_together(log) as lines:
        for settlement in settled:
            _write_line(lines, settlement, duration_ms)
    for outcome, messages in Counter(settlement.outcome for settlement in settled).items():
        metrics.MESSAGES.labels(stage.name, outcome).inc(messages)
    for settlement in settled:
        if settlement.cause is not None:
            metrics.DEAD_LETTERS.labels(stage.name, settlement.cause).inc()
    metrics.AGE_SECONDS.labels(stage.name).observe(age_s(settled[0].entry.entry_id, time.time()))


def _write_line(lines: Any, settlement: Settlement, duration_ms: float) -> None:
    entry = settlement.entry
    known = {
        "stream": entry.stream,
        "entry_id": entry.entry_id,
        "article_id": settlement.article_id,
        "correlation_id": entry.correlation_id,
        "attempt": entry.attempt,
        "duration_ms": duration_ms,
    }
    if settlement.outcome == "done":
        lines.info("message_done", **known)
    elif settlement.outcome == "skipped":
        lines.info("message_skipped", **known, reason=settlement.reason)
    elif settlement.outcome == "retried":
        wait_s = round(settlement.wait.total_seconds(), 2) if settlement.wait is not None else None
        lines.warning("message_retried", **known, reason=settlement.reason, wait_s=wait_s)
    else:
        lines.error("message_dead_lettered", **known, cause=settlement.cause, reason=settlement.reason)


def age_s(entry_id: str, now_s: float) -> float:
    """Seconds since the entry was written, by the time in its id; never negative, as clocks differ."""
    return max(0.0, now_s - int(entry_id.partition("-")[0]) / 1000)

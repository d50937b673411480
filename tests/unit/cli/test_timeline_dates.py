"""Dates of events as people write them."""

from __future__ import annotations

import pytest

from cli.render.timeline_dates import plain_date


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2025-10-16", "16 October 2025"),
        ("2025-10", "October 2025"),
        ("2025", "2025"),
        ("0999", "0999"),
        ("2025-10-16T14:30", "16 October 2025, 14:30"),
        ("2025-10-16T14:30:00Z", "16 October 2025, 14:30 UTC"),
        ("2025-10-16T14:30+02:00", "16 October 2025, 14:30 (+02:00)"),
        ("2025-10-16/2025-10-18", "16–18 October 2025"),
        ("2025-09-30/2025-10-04", "30 September – 4 October 2025"),
        ("2025-12-29/2026-01-04", "29 December 2025 – 4 January 2026"),
        ("2025-10-01/2025-12-31", "October – December 2025"),
        ("2024-02-01/2024-02-29", "February 2024"),
        ("2023-02-01/2023-02-28", "February 2023"),
        ("2024-02-01/2024-02-28", "1–28 February 2024"),
        ("2013/2026", "2013–2026"),
        ("2025/2025", "2025"),
        ("2025-03/2025-05", "March – May 2025"),
        ("2025-10-16/2025-11", "16 October 2025 to November 2025"),
        ("2025-W42", "2025-W42"),
        ("", ""),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(written: str, plain: str):
    assert plain_date(written) == plain

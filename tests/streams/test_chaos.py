"""Everything at once, for as long as a test may take; `chaos.py` is the same for hours."""

from __future__ import annotations

import os

import pytest
from chaos import Chaos, Plan
from redis_servers import server_binaries

PLANS = {
    "practice stages": Plan(
        articles=1500, service_kills=6, redis_kills=2, pauses=1, cuts=1, fills=1, group_losses=1, poison=12, seed=7
    ),
    "the real services": Plan(
        services="real", articles=400, service_kills=4, redis_kills=1, pauses=1, cuts=1, fills=0, group_losses=1,
        poison=12, seed=7,
    ),
}  # fmt: skip


@pytest.mark.timeout(300)
@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
async def test_every_article_is_accounted_for_after_chaos(plan: Plan, monkeypatch: pytest.MonkeyPatch):
    if not server_binaries():
        pytest.fail("no redis-server") if os.environ.get("CI") else pytest.skip("no redis-server on this machine")
    monkeypatch.setenv("COPYDESK_KEEP_EVENTS", "100000")  # the driver changes it
    report = await Chaos(plan, print).run()
    assert report.is_clean, report

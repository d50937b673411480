"""Everything at once, for as long as a test may take; `chaos.py` is the same for hours."""

from __future__ import annotations

import os

import pytest
from chaos import Chaos, Plan
from redis_servers import server_binaries


@pytest.mark.timeout(300)
async def test_every_article_is_accounted_for_after_chaos():
    if not server_binaries():
        pytest.fail("no redis-server") if os.environ.get("CI") else pytest.skip("no redis-server on this machine")
    plan = Plan(
        articles=1500, service_kills=6, redis_kills=2, pauses=1, cuts=1, fills=1, group_losses=1, poison=12, seed=7
    )
    report = await Chaos(plan, print).run()
    assert report.is_clean(plan), report

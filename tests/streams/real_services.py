"""The services themselves as processes, with an index of their own."""

from __future__ import annotations

import json
import sys
from typing import Any

from redis_servers import RedisServer
from stage_processes import QUICK, StageProcesses

from services.indexer.queries import open_index
from services.indexer.upkeep.check import check


class RealServices(StageProcesses):
    """``python -m services.cleaner`` and so on, with the practice stages' impatience."""

    def __init__(self, server: RedisServer, **delivery: Any) -> None:
        super().__init__(server)
        # A model takes seconds to load; a batch may, too, where the machine is busy.
        self._delivery = QUICK | {"handling_limit": 60.0} | delivery

    def _launch(self, stage: str, port: int | None, delivery: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
        environment = {
            f"COPYDESK_{stage.upper()}_DELIVERY": json.dumps(self._delivery | delivery),
            f"COPYDESK_{stage.upper()}_HEALTH": json.dumps({"port": port}),
            "COPYDESK_INDEXER_INDEX_PATH": str(self.database),
        }
        return [sys.executable, "-m", f"services.{stage}"], environment

    def indexed(self) -> dict[str, int]:
        """Article id to the number of its articles in the index, which must be one."""
        return dict(self._rows("SELECT article_id, count(*) FROM articles GROUP BY article_id"))

    def revisions(self) -> dict[str, str]:
        """Article id to the revision that the index shows."""
        return dict(self._rows("SELECT article_id, revision FROM articles"))

    def repeated_revisions(self) -> int:
        """Revisions that one submission has brought more than once."""
        ((all_rows, different),) = self._rows(
            "SELECT count(*), count(DISTINCT article || '/' || submission_ms || '-' || submission_seq) FROM revisions"
        ) or [(0, 0)]
        return int(all_rows) - int(different)

    def problems(self) -> tuple[str, ...]:
        """What a thorough check of the index finds wrong."""
        with open_index(self.database) as index:
            return check(index, thorough=True).problems

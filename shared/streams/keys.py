"""The names of all keys in Redis, under the prefix from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from shared.streams.topology import DEAD, Stage, Stream


@dataclass(frozen=True)
class Keys:
    """On Redis Cluster the prefix must hold a hash tag such as ``{copydesk}:``: one script touches several keys."""

    prefix: str = ""

    def stream(self, stream: Stream) -> str:
        return self.prefix + stream.name

    @property
    def dead(self) -> str:
        return self.stream(DEAD)

    def waiting(self, stream: Stream) -> str:
        """The waiting room: a stream of the entries that wait for their next try."""
        return f"{self.prefix}{stream.name}.waiting"

    def due(self, stream: Stream) -> str:
        """A sorted set: entry of the waiting room to the time (ms since 1970, Redis' clock) of its next try."""
        return f"{self.prefix}{stream.name}.due"

    def settled(self, stage: Stage) -> str:
        """The entry id before which the stage has settled everything; where a lost consumer group starts again."""
        return f"{self.prefix}{stage.source.name}.{stage.name}.settled"

    def ahead(self, stage: Stage) -> str:
        """A sorted set: what the stage has settled beyond that, each entry id with its milliseconds."""
        return f"{self.prefix}{stage.source.name}.{stage.name}.ahead"

    def counts(self, stage: Stage) -> str:
        """A hash: outcome (done, skipped, retried, dead_lettered) to how many messages the stage has settled so."""
        return f"{self.prefix}{stage.source.name}.{stage.name}.counts"

    def paused(self, stage: Stage) -> str:
        """Exists while the stage is paused; says since when and why."""
        return f"{self.prefix}{stage.source.name}.{stage.name}.paused"

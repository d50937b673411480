"""Two releases side by side: one writes a message's version 1, the other reads and writes version 2."""

from __future__ import annotations

from typing import Literal

import pytest
from eventually import eventually
from in_process import running_stage
from redis_servers import RedisServer

from shared.schemas import upcasts
from shared.schemas.message import Message
from shared.streams.connection import open_connection
from shared.streams.dead_letters import list_dead, replay
from shared.streams.entries import message_fields
from shared.streams.handler import Delivered, Handler, one_by_one
from shared.streams.topology import INGEST, Stage, Stream


class Old(Message):
    schema_version: Literal[1] = 1
    text: str


class New(Message):
    """Version 2 has a new name for it, so it is a new version."""

    schema_version: Literal[2] = 2
    words: str
    added_later: str | None = None


class Read(Message):
    schema_version: Literal[1] = 1
    words: str


OUT = Stream("articles.read", Read, is_log=True)
# Both releases read the same stream as the same group.
OLD_RELEASE = Stage("reader", Stream(INGEST.name, Old), OUT)
NEW_RELEASE = Stage("reader", Stream(INGEST.name, New), OUT)


def old_handler() -> Handler[Old, Read]:
    def read(delivered: Delivered[Old]) -> Read:
        return Read(words=delivered.message.text)

    return one_by_one(read)


def new_handler() -> Handler[New, Read]:
    def read(delivered: Delivered[New]) -> Read:
        return Read(words=delivered.message.words)

    return one_by_one(read)


@pytest.fixture(autouse=True)
def upcast_to_version_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upcasts, "UPCASTS", {(New, 1): lambda fields: {"words": fields["text"]}})


def write(server: RedisServer, message: Message) -> None:
    flat = message_fields(message)
    server.client.xadd(INGEST.name, dict(zip(flat[::2], flat[1::2], strict=True)))


def what_was_read(server: RedisServer) -> list[str]:
    return [Read.model_validate_json(fields[b"data"]).words for _, fields in server.client.xrange(OUT.name)]


async def test_the_new_release_reads_what_the_old_one_wrote(server: RedisServer):
    write(server, Old(text="from the old release"))
    write(server, New(words="from the new one"))
    async with running_stage(server, NEW_RELEASE, new_handler()):
        await eventually(lambda: len(what_was_read(server)) == 2, "both are read")
    assert what_was_read(server) == ["from the old release", "from the new one"]


async def test_what_an_old_release_cannot_read_waits_for_the_new_one(server: RedisServer):
    write(server, New(words="too new"))
    async with open_connection(server.settings) as connection:
        async with running_stage(server, OLD_RELEASE, old_handler()):
            await eventually(lambda: server.client.xlen("articles.dead"), "it is put aside")
        (dead,) = [dead async for dead in list_dead(connection)]
        assert dead.letter.reason.startswith("written by a newer release: schema version 2, this reader reads up to 1")
        async with running_stage(server, NEW_RELEASE, new_handler()):
            await replay(connection, dead)
            await eventually(lambda: what_was_read(server) == ["too new"], "it is read after all")
    assert server.client.xlen("articles.dead") == 0


async def test_a_field_that_came_later_does_not_disturb_the_old_release(server: RedisServer):
    server.client.xadd(INGEST.name, {"data": '{"schema_version": 1, "text": "x", "added_later": "y"}'})
    async with running_stage(server, OLD_RELEASE, old_handler()):
        await eventually(lambda: what_was_read(server) == ["x"], "it is read")

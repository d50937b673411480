"""What one hop of delivery costs, against the least that Python can do: a raw redis-py pipeline, in the same run.

Both read a backlog of messages in batches of 64, validate each, write it to the next stream and acknowledge it. The
plumbing adds the lease, atomic settlement, retries, dead letters, metrics, and a log line for each message.

    python benches/delivery.py [--messages 20000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from pydantic import SecretStr

from shared.garbage_collection import collect_garbage_less_often
from shared.logs import configure_logs
from shared.schemas.articles import ArticleSubmitted
from shared.settings import DeliverySettings, LogSettings, RedisSettings, ServiceSettings
from shared.streams.handler import Delivered
from shared.streams.service import build_service
from shared.streams.topology import Stage, Stream

BATCH = 64
SOURCE = Stream("bench.source", ArticleSubmitted)
TARGET = Stream("bench.target", ArticleSubmitted, is_log=True)
STAGE = Stage("bench", SOURCE, TARGET)
VARIANTS = ("raw pipeline", "delivery", "delivery, logs to /dev/null")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--messages", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--variant", help=argparse.SUPPRESS)
    arguments.add_argument("--socket", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.variant:
        used = measure_raw(given) if given.variant == VARIANTS[0] else asyncio.run(measure_delivery(given))
        sys.stderr.write(json.dumps(used))
        return
    with private_redis() as socket:
        print(f"{'':32}{'CPU µs/message':>16}{'messages/s':>14}{'against raw':>14}")
        for size in (1_000, 6_000):
            compare(given, socket, size)


def compare(given: argparse.Namespace, socket: str, size: int) -> None:
    measured: dict[str, list[tuple[float, float]]] = {variant: [] for variant in VARIANTS}
    for _ in range(given.rounds):
        for variant in VARIANTS:
            fill(socket, given.messages, size)
            command = [sys.executable, __file__, "--variant", variant, "--socket", socket]
            command += ["--messages", str(given.messages)]
            with Path(os.devnull).open("wb") as nowhere:
                done = subprocess.run(command, stdout=nowhere, stderr=subprocess.PIPE, check=True)
            measured[variant].append(tuple(json.loads(done.stderr)))
    raw = statistics.median(cpu for cpu, _ in measured[VARIANTS[0]])
    for variant, rounds in measured.items():
        cpu = statistics.median(cpu for cpu, _ in rounds)
        took = statistics.median(took for _, took in rounds)
        print(
            f"{f'{variant}, {size // 1000} KB':32}{cpu / given.messages * 1e6:16.1f}"
            f"{given.messages / took:14,.0f}{cpu / raw:13.2f}x"
        )


def fill(socket: str, messages: int, size: int) -> None:
    client = redis.Redis(unix_socket_path=socket)
    client.flushall()
    client.xgroup_create(SOURCE.name, STAGE.name, "0", mkstream=True)
    payload = ArticleSubmitted(content="x" * (size - 100), article_id="a" * 20).model_dump_json(exclude_none=True)
    for first in range(0, messages, 1000):
        pipeline = client.pipeline(transaction=False)
        for number in range(first, min(first + 1000, messages)):
            pipeline.xadd(SOURCE.name, {"data": payload, "cid": f"c{number}", "v": "1"})
        pipeline.execute()
    client.close()


def measure_raw(given: argparse.Namespace) -> tuple[float, float]:
    """CPU and wall seconds of the plainest loop; what is lost when it dies half-way is lost."""
    client = redis.Redis(unix_socket_path=given.socket)
    client.ping()
    cpu, wall = time.process_time(), time.perf_counter()
    left = given.messages
    while left:
        ((_, entries),) = client.xreadgroup(STAGE.name, "raw", {SOURCE.name: ">"}, count=BATCH)
        pipeline = client.pipeline(transaction=False)
        for _, fields in entries:
            article = ArticleSubmitted.model_validate_json(fields[b"data"])
            data = article.model_dump_json(exclude_none=True)
            pipeline.xadd(TARGET.name, {"data": data, "cid": fields[b"cid"], "v": fields[b"v"]})
        pipeline.xack(SOURCE.name, STAGE.name, *[entry_id for entry_id, _ in entries])
        pipeline.execute()
        left -= len(entries)
    return time.process_time() - cpu, time.perf_counter() - wall


async def measure_delivery(given: argparse.Namespace) -> tuple[float, float]:
    level = "info" if given.variant == VARIANTS[2] else "warning"
    configure_logs(LogSettings(level=level, format="json"), service=STAGE.name)
    began: tuple[float, float] | None = None
    handled = 0
    all_handled = asyncio.Event()
    loop = asyncio.get_running_loop()

    def pass_on(batch: Sequence[Delivered[ArticleSubmitted]]) -> list[Any]:
        nonlocal began, handled
        if began is None:
            began = time.process_time(), time.perf_counter()
        handled += len(batch)
        if handled >= given.messages:
            loop.call_soon_threadsafe(all_handled.set)
        return [delivered.message for delivered in batch]

    collect_garbage_less_often()
    settings = ServiceSettings(
        redis=RedisSettings(url=SecretStr(f"unix://{given.socket}")), delivery=DeliverySettings(batch_size=BATCH)
    )
    app = build_service(STAGE, pass_on, settings, version="bench")
    await app.start()
    await all_handled.wait()
    await app.stop()  # settles the last batch
    assert began is not None
    return time.process_time() - began[0], time.perf_counter() - began[1]


@contextmanager
def private_redis() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="copydesk-bench-")
    socket = f"{folder}/redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        client = redis.Redis(unix_socket_path=socket)
        while True:
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.01)
        yield socket
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

"""The whole pipeline, as `copydesk up` runs it: how soon, how fast, how much memory; against bare `nlp.pipe`.

Starts a pipeline in a home of its own and measures, in this order: the memory of each process at rest; the time from
publishing one article to its being in the index, when idle; articles a second for the English seeds repeated, each
under an identifier of its own, and the memory and processor time meanwhile; then `nlp.pipe`, with the same language
model and the same bodies, in this process, when the pipeline has ended.

    python benches/pipeline.py [--repeat 500] [--extractors 1] [--singles 50]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from cli.publishing import Hearers, publish_and_wait
from cli.submissions import find_files, read_submissions
from cli.submitted_fields import Submission
from services.cleaner.clean import clean
from services.extractor.language_model import load_language_model
from services.indexer.queries import get_article, open_index
from shared.settings import HomeSettings, RedisSettings
from shared.streams.connection import open_connection

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SERVICES = ("cleaner", "extractor", "indexer")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--repeat", type=int, default=500, help="how often each seed is published")
    arguments.add_argument("--extractors", type=int, default=1)
    arguments.add_argument("--singles", type=int, default=50, help="articles published one by one when idle")
    given = arguments.parse_args()

    seeds = english_seeds()
    many = [renamed(seed, f"{number}-{copy}") for copy in range(given.repeat) for number, seed in enumerate(seeds)]
    print(f"{len(seeds)} English seeds × {given.repeat}, {given.extractors} extractor(s), {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder, pipeline(folder, given.extractors) as pids:
        os.environ["COPYDESK_HOME"] = folder
        asyncio.run(through(seeds))  # once, so that every lazy part is loaded
        at_rest = {name: resident_mb(pid) for name, pid in pids.items()}
        latencies = [asyncio.run(latency_ms(renamed(seeds[0], f"single-{number}"))) for number in range(given.singles)]
        before_s = {name: processor_s(pid) for name, pid in pids.items()}
        with highest_memory(pids) as peaks:
            took_s = asyncio.run(through(many))
        used_s = {name: processor_s(pid) - before_s[name] for name, pid in pids.items()}

    print("\npublished to searchable, idle: " + spread(latencies))
    print(f"\n{'process':<14}{'at rest':>10}{'at most':>10}{'processor':>12}")
    for name in pids:
        print(
            f"{name:<14}{at_rest[name]:>7.0f} MB{peaks[name]:>7.0f} MB{used_s[name] / len(many) * 1e3:>9.2f} ms/article"
        )
    bare_s, bare_used_s = bare_pipe([clean(seed.article).body for seed in seeds] * given.repeat)
    print(f"{'nlp.pipe':<34}{bare_used_s / len(many) * 1e3:>9.2f} ms/article")
    print(f"\nwhole pipeline  {len(many) / took_s:>8.1f} articles/s ({len(many):,} in {took_s:.1f} s)")
    print(f"bare nlp.pipe   {len(many) / bare_s:>8.1f} articles/s")
    print(f"ratio           {bare_s / took_s:>8.2f}")
    print(f"ratio of processor time, nlp.pipe to extractor: {bare_used_s / extractor_s(used_s):.2f}")


def extractor_s(used_s: dict[str, float]) -> float:
    return sum(seconds for name, seconds in used_s.items() if name.startswith("extractor"))


def english_seeds() -> list[Submission]:
    found = [one for path in find_files([SEEDS]) for one in read_submissions(path) if isinstance(one, Submission)]
    return [one for one in found if clean(one.article).language == "en"]


def renamed(submission: Submission, article_id: str) -> Submission:
    """The same article under another identifier, so that the index has something to write."""
    return Submission(submission.article.model_copy(update={"article_id": article_id}), submission.origin)


@contextmanager
def pipeline(folder: str, extractors: int) -> Iterator[dict[str, int]]:
    """A running pipeline; gives the process id of each of its parts."""
    command = [sys.executable, "-c", "from cli.main import main; main()", "--home", folder, "up", "--raw"]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    process = subprocess.Popen(
        [*command, "--extractors", str(extractors)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=settings,
    )
    try:
        names = [f"extractor-{number + 1}" for number in range(extractors)] if extractors > 1 else ["extractor"]
        for name in ("cleaner", *names, "indexer"):
            log = Path(folder, "logs", f"{name}.log")
            wait_until(lambda log=log: log.exists() and "service_started" in log.read_text("utf-8"))
        yield {Path(name).name: pid for name, pid in children_of(process.pid)}
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def children_of(parent: int) -> Iterator[tuple[str, int]]:
    numbers: dict[str, int] = {}
    for task in sorted(Path(f"/proc/{parent}/task").iterdir()):
        for pid in map(int, (task / "children").read_text().split()):
            line = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            name = next((service for service in SERVICES if f"services.{service}" in line), None)
            if name is None and "redis-server" in line:
                name = "redis"
            if name is not None:
                numbers[name] = numbers.get(name, 0) + 1
                yield (name if numbers[name] == 1 else f"{name} {numbers[name]}"), pid


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the pipeline did not start within two minutes")
        time.sleep(0.05)


async def through(submissions: Sequence[Submission]) -> float:
    """Seconds from publishing the first to having the last in the index."""
    began = time.perf_counter()
    async with open_connection(redis_settings()) as connection:
        outcomes = await publish_and_wait(connection, submissions, Hearers())
    took_s = time.perf_counter() - began
    assert all(end.is_indexed for end in outcomes.ends), outcomes.summary()
    return took_s


async def latency_ms(submission: Submission) -> float:
    async with open_connection(redis_settings()) as connection:
        await asyncio.sleep(0.05)  # idle: whatever followed the one before is over
        began = time.perf_counter()
        outcomes = await publish_and_wait(connection, [submission], Hearers())
        took_s = time.perf_counter() - began
    with open_index(HomeSettings().index_path) as index:
        assert get_article(index, outcomes.ends[0].published.article_id) is not None
    return took_s * 1e3


def redis_settings() -> RedisSettings:
    return RedisSettings(url=SecretStr(f"unix://{HomeSettings().socket_path}"))


def bare_pipe(bodies: list[str]) -> tuple[float, float]:
    """Seconds, and processor seconds, that the language model alone takes for the bodies."""
    model = load_language_model(None)
    for _ in model.nlp.pipe(bodies[:50]):  # what is loaded lazily
        pass
    began, used = time.perf_counter(), time.process_time()
    with model.memory_zone():
        for _ in model.nlp.pipe(bodies, batch_size=32):
            pass
    return time.perf_counter() - began, time.process_time() - used


@contextmanager
def highest_memory(pids: dict[str, int]) -> Iterator[dict[str, float]]:
    """The largest resident size of each process, looked at ten times a second."""
    peaks = {name: resident_mb(pid) for name, pid in pids.items()}
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            for name, pid in pids.items():
                peaks[name] = max(peaks[name], resident_mb(pid))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield peaks
    finally:
        over.set()
        looking.join()


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return (
        f"median {statistics.median(ordered):.0f} ms, 95% below {ordered[int(len(ordered) * 0.95)]:.0f} ms, "
        f"from {ordered[0]:.0f} to {ordered[-1]:.0f} ms ({len(ordered)} articles)"
    )


if __name__ == "__main__":
    main()

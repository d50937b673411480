"""The pipeline's processes live exactly as long as the command that started them, and come back when they die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from running_commands import Command, Home, eventually

STORY = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."


@pytest.fixture(scope="module")
def running(shared_home: Home) -> Iterator[Command]:
    """A pipeline that runs in the shared home."""
    with shared_home.up() as command:
        yield command


@pytest.mark.parametrize("service", ["cleaner", "extractor", "indexer"])
def test_a_killed_service_is_started_again_and_works(service: str, running: Command, shared_home: Home):
    before = shared_home.pid_of(f"services.{service}")
    os.kill(before, signal.SIGKILL)
    running.wait_for(f"The {service} was killed by signal 9: it starts again in 0.5 s")
    done = shared_home.run("publish", "--wait", "-", stdin=f"{STORY} The {service} was killed.")
    assert done.returncode == 0, done.stderr
    assert shared_home.pid_of(f"services.{service}") != before


def test_a_killed_redis_is_started_again_with_everything_in_it(running: Command, shared_home: Home):
    assert shared_home.run("publish", "--wait", "--id", "before-1", "-", stdin=STORY).returncode == 0
    os.kill(shared_home.pid_of("redis-server"), signal.SIGKILL)
    running.wait_for("The redis was killed by signal 9")
    eventually(lambda: shared_home.run("status").returncode == 0, "Redis answers again")
    assert [place["state"] for place in shared_home.json("trace", "before-1")["places"]] == ["indexed"]
    assert shared_home.run("publish", "--wait", "-", stdin=f"{STORY} Redis was killed.").returncode == 0


def test_a_second_pipeline_in_one_home_is_refused_by_name(running: Command, shared_home: Home):
    done = shared_home.run("up")
    assert done.returncode == 1
    assert f"`copydesk up` (process {running.process.pid}) already runs the pipeline of" in done.stderr
    assert shared_home.run("status").returncode == 0


def test_the_demo_uses_a_pipeline_that_runs_already(running: Command, shared_home: Home):
    done = shared_home.run("demo")
    assert done.returncode == 0, done.stderr
    assert "runs already: publishing to it" in done.stderr
    assert shared_home.run("status").returncode == 0


def test_a_killed_command_leaves_nothing_behind_and_the_next_one_starts(home: Home):
    with home.start("up") as command:
        command.wait_for("Copydesk runs")
        assert len(home.processes()) == 8  # the command, the guard, Redis and five services
        command.process.kill()
    eventually(lambda: not home.processes(), "every process has ended", within_s=15)
    with home.up():
        assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "a closed terminal"])
def test_it_ends_in_good_order_as_on_ctrl_c(signal_number: signal.Signals, home: Home):
    with home.start("up") as command:
        command.wait_for("Copydesk runs")
        command.process.send_signal(signal_number)
        assert command.process.wait(60) == 0, command.said()
        assert not home.processes()


def test_a_second_ctrl_c_ends_it_at_once(home: Home):
    with home.start("up") as command:
        command.wait_for("service started")
        os.kill(home.pid_of("services.cleaner"), signal.SIGSTOP)  # it cannot end in good order now
        command.interrupt()
        eventually(lambda: not any("services.indexer" in line for line in home.processes().values()), "the others end")
        command.interrupt()
        assert command.process.wait(10) == 0, command.said()
        assert not home.processes()


def test_several_extractors_run_side_by_side(home: Home):
    with home.up("--extractors", "2") as command:
        for name in ("extractor-1", "extractor-2"):
            log = home.folder / "logs" / f"{name}.log"
            eventually(lambda log=log: log.exists() and "service_started" in log.read_text("utf-8"), f"{name} is up")
        assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0, command.said()


def test_a_service_that_cannot_start_is_given_up_with_its_last_words(home: Home):
    done = Home(home.folder, COPYDESK_EXTRACTOR_LANGUAGE_MODEL="no_such_model").run("up")
    assert done.returncode == 1
    assert "The extractor cannot be started: it ends (exit status" in done.stderr
    assert "no_such_model" in done.stderr

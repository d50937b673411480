"""The pipeline's processes live exactly as long as the command that started them, and come back when they die."""

from __future__ import annotations

import os
import signal

from running_commands import Home, eventually

STORY = "Harbour\n\nThe ship came in on Monday, the harbour master said. It carried grain and coal for the town."


def test_a_killed_service_is_started_again_and_works(home: Home):
    with home.up() as command:
        for service in ("cleaner", "extractor", "indexer"):
            os.kill(home.pid_of(f"services.{service}"), signal.SIGKILL)
            command.wait_for(f"The {service} was killed by signal 9: it starts again in 0.5 s")
        done = home.run("publish", "--wait", "-", stdin=STORY)
        assert done.returncode == 0, done.stderr


def test_a_killed_redis_is_started_again_with_everything_in_it(home: Home):
    with home.up() as command:
        assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0
        os.kill(home.pid_of("redis-server"), signal.SIGKILL)
        command.wait_for("The redis was killed by signal 9")
        eventually(lambda: home.run("status").returncode == 0, "Redis answers again")
        [event] = [home.run("watch", "--from-start", "--limit", "1").stdout]
        assert "new" in event
        assert home.run("publish", "--wait", "-", stdin=f"{STORY} It was late.").returncode == 0


def test_when_the_command_is_killed_its_processes_end_too(home: Home):
    with home.start("up") as command:
        command.wait_for("Copydesk runs")
        assert len(home.processes()) == 6  # the command, the guard, Redis and three services
        command.process.kill()
        eventually(lambda: not home.processes(), "every process has ended", within_s=15)


def test_the_pipeline_starts_again_after_its_command_was_killed(home: Home):
    with home.start("up") as command:
        command.wait_for("Copydesk runs")
        command.process.kill()
    eventually(lambda: not home.processes(), "every process has ended", within_s=15)
    with home.up():
        assert home.run("publish", "--wait", "-", stdin=STORY).returncode == 0


def test_a_second_pipeline_in_one_home_is_refused_by_name(home: Home):
    with home.up() as command:
        done = home.run("up")
        assert done.returncode == 1
        assert f"`copydesk up` (process {command.process.pid}) already runs the pipeline of" in done.stderr
        assert len([line for line in home.processes().values() if "redis-server" in line]) == 1


def test_the_demo_uses_a_pipeline_that_runs_already(home: Home):
    with home.up():
        done = home.run("demo")
        assert done.returncode == 0, done.stderr
        assert "runs already: publishing to it" in done.stderr
        assert home.run("status").returncode == 0


def test_sigterm_and_a_closed_terminal_end_it_as_ctrl_c_does(home: Home):
    for number in (signal.SIGTERM, signal.SIGHUP):
        with home.start("up") as command:
            command.wait_for("Copydesk runs")
            command.process.send_signal(number)
            assert command.process.wait(60) == 0, command.said()
            assert not home.processes()


def test_several_extractors_share_the_work(home: Home):
    with home.up("--extractors", "2"):
        lines = home.processes().values()
        assert len([line for line in lines if "services.extractor" in line]) == 2
        assert home.run("publish", "--wait", "seeds").returncode == 0


def test_a_service_that_cannot_start_is_given_up_with_its_last_words(home: Home):
    done = Home(home.folder, COPYDESK_EXTRACTOR_LANGUAGE_MODEL="no_such_model").run("up")
    assert done.returncode == 1
    assert "The extractor ends (exit status" in done.stderr
    assert "no_such_model" in done.stderr

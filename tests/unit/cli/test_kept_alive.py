"""A process that dies is started again, ever more slowly; one that cannot start is given up."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from cli.kept_alive import Died, KeptAlive, Program, after_death


@pytest.mark.parametrize(
    ("deaths_in_a_row", "delay_s"), [(1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (7, 30.0), (100, 30.0)]
)
def test_a_process_that_has_been_up_is_always_started_again(deaths_in_a_row: int, delay_s: float):
    assert after_death(deaths_in_a_row, -9, was_ever_up=True) == delay_s


def test_a_process_that_was_never_up_is_given_up_after_three_tries():
    assert [after_death(deaths, 1, was_ever_up=False) for deaths in (1, 2, 3)] == [0.5, 1.0, None]


def test_a_process_with_wrong_settings_is_given_up_at_once():
    assert after_death(1, 2, was_ever_up=False) is None


async def run(code: str, **options: str) -> tuple[list[str], list[Died]]:
    """What a program of Python code says, and how it dies, until it is given up."""
    lines: list[str] = []
    deaths: list[Died] = []
    program = Program("test", (sys.executable, "-c", code), os.environ, **options)
    kept = KeptAlive(program, os.getpgrp(), lambda name, line: lines.append(f"{name}: {line}"), deaths.append)
    await asyncio.wait_for(kept.run(), 30)
    return lines, deaths


async def test_what_it_said_last_is_told_when_it_is_given_up():
    lines, deaths = await run("print('one'); print('two'); raise SystemExit(2)")
    assert lines == ["test: one", "test: two"]
    assert [(died.status, died.starts_again_in_s, died.last_lines) for died in deaths] == [(2, None, ("one", "two"))]


async def test_a_process_that_says_it_is_up_is_not_given_up(tmp_path: Path):
    # It ends with the status of wrong settings: were it not known to be up, it would be given up the first time.
    code = f"""
import pathlib, sys
starts = pathlib.Path({str(tmp_path / "starts")!r})
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
if len(starts.read_text()) == 1:
    print("I am up now")
sys.exit(2)
"""
    deaths: list[Died] = []
    program = Program("test", (sys.executable, "-c", code), os.environ, says_when_up="am up")
    kept = KeptAlive(program, os.getpgrp(), lambda name, line: None, lambda died: (deaths.append(died), kept.stop()))
    await asyncio.wait_for(kept.run(), 30)
    assert deaths[0].starts_again_in_s == 0.5


async def test_a_line_longer_than_any_log_line_does_no_harm():
    lines, _ = await run("print('x' * 3_000_000); print('end'); raise SystemExit(2)")
    assert lines[-1] == "test: end"

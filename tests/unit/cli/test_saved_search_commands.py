"""Saved searches from the command line, without a pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.failures import ExitCode, Failure
from cli.main import app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(app, ["saved-searches", *arguments])


def why_not(done: Result) -> tuple[ExitCode, str]:
    assert isinstance(done.exception, Failure)
    return done.exception.code, str(done.exception)


def test_a_search_is_kept_listed_changed_and_removed(run: Run):
    assert run("add", "summits", "summit", "person:Vladimir Putin", "-gold").exit_code == 0
    assert run("add", "summits", "summit", "--replace", "--webhook", "https://desk.example/hook").exit_code == 0
    [kept] = json.loads(run("list", "--json").stdout)
    assert (kept["name"], kept["query"], kept["webhook"]) == ("summits", "summit", "https://desk.example/hook")
    assert "desk.example" in run("list").stdout
    assert "found    0 articles" in run("show", "summits").stdout
    assert json.loads(run("matches", "summits", "--json").stdout) == []
    assert "<title>summits</title>" in run("feed", "summits").stdout
    assert "would be removed" in run("remove", "summits", "--dry-run").stderr
    assert len(json.loads(run("list", "--json").stdout)) == 1
    assert run("remove", "summits").exit_code == 0
    assert "no saved searches" in run("list").stdout


def test_a_query_is_kept_as_it_was_typed(run: Run):
    run("add", "summits", "summit", "person:Vladimir Putin", "-gold")
    assert json.loads(run("show", "summits", "--json").stdout)["query"] == 'summit person:"Vladimir Putin" -gold'


def test_what_is_wrong_is_said_and_nothing_is_kept(run: Run):
    run("add", "summits", "summit")
    assert why_not(run("add", "summits", "ferries")) == (
        ExitCode.USAGE,
        "there is a saved search 'summits' already; change it with --replace",
    )
    code, said = why_not(run("add", "other", "ferries ("))
    assert code == ExitCode.USAGE
    assert said.splitlines()[1:] == ["  ferries (", "          ^"]
    assert "no web address" in why_not(run("add", "other", "ferries", "--webhook", "desk.example"))[1]
    assert "there is no option --webhok" in why_not(run("add", "other", "ferries", "--webhok", "x"))[1]
    assert [one["name"] for one in json.loads(run("list", "--json").stdout)] == ["summits"]


@pytest.mark.parametrize("command", ["show", "matches", "feed", "remove"])
def test_a_search_that_is_not_there_is_a_usage_error(run: Run, command: str):
    run("add", "summits", "summit")
    assert why_not(run(command, "ferries"))[0] == ExitCode.USAGE


def test_without_an_index_there_is_nothing_to_list(run: Run):
    assert why_not(run("list"))[0] == ExitCode.UNREACHABLE

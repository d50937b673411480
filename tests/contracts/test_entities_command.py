"""`copydesk entities` from the first look to a correction and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from index_builders import an_entity, write
from test_known_entities import a_role, naming
from typer.testing import CliRunner

from cli.failures import Failure
from cli.main import app


@pytest.fixture
def copydesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command on an index of four articles; gives what it wrote to standard output."""
    path = tmp_path / "index.sqlite"
    write(
        path,
        naming(
            "a1",
            an_entity("Dmitry Peskov", roles=(a_role("Kremlin spokesman", "Kremlin"),)),
            an_entity("Kremlin", "ORG"),
        ),
        naming("a2", an_entity("Dmitri Peskov", roles=(a_role("Kremlin spokesman", "Kremlin"),))),
        naming("a3", an_entity("Dimitri Peskow")),
        naming("a4", an_entity("John Smith", roles=(a_role("Arsenal striker"),))),
    )
    monkeypatch.setenv("COPYDESK_INDEXER_INDEX_PATH", str(path))

    def run(*arguments: str, stdin: str | None = None) -> str:
        done = CliRunner().invoke(app, ["entities", *arguments], input=stdin, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_without_a_command_entities_are_listed(copydesk):
    assert "person/john-smith" in copydesk()
    (found,) = json.loads(copydesk("peskow", "--json"))
    assert (found["id"], found["articles"]) == ("person/dimitri-peskow", 1)
    assert [one["id"] for one in json.loads(copydesk("--with", "kremlin", "--json"))] == ["person/dmitri-peskov"]


def test_an_entity_is_shown_with_why_its_names_are_its(copydesk):
    page = " ".join(copydesk("show", "person/dmitry-peskov").split())
    assert "spelt otherwise, and both are" in page
    assert "“kremlin spokesperson” (a1, a2)" in page


def test_a_correction_is_made_listed_taken_elsewhere_and_taken_back(copydesk):
    copydesk("merge", "person/dmitry-peskov", "person/dimitri-peskow")
    copydesk("alias", "person/dmitry-peskov", "Peskov")
    copydesk("split", "person/john-smith", "--article", "a4", "--as", "footballer")
    shown = json.loads(copydesk("show", "person/dimitri-peskow", "--json"))
    assert (shown["name"], shown["articles"], len(shown["decisions"])) == ("Dmitry Peskov", 3, 2)
    decisions = copydesk("history", "--json")
    assert len(decisions.splitlines()) == 3
    assert copydesk("import", "-", stdin=decisions) == ""
    assert "(person/peskov) is another name of Dmitry Peskov" in " ".join(copydesk("history").split())
    for number in ("1", "2", "3"):
        copydesk("undo", number)
    assert json.loads(copydesk("show", "person/dimitri-peskow", "--json"))["articles"] == 1


def test_what_cannot_be_decided_says_why(copydesk):
    with pytest.raises(Failure, match="there is no entity person/nobody"):
        copydesk("merge", "person/john-smith", "person/nobody")
    with pytest.raises(Failure, match="give either --alias, or --article or --role"):
        copydesk("split", "person/john-smith")
    with pytest.raises(Failure, match="1 not taken over"):
        copydesk("import", "-", stdin="{}\n")

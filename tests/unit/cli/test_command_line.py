"""What a caller sees of any command: exit codes, where data and talk go, and help that ends with an example."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def copydesk(*arguments: str, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    return subprocess.run(
        [sys.executable, "-c", "from cli.main import main; main()", "--home", str(home), *arguments],
        input=stdin, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT, env=environment,
    )  # fmt: skip


COMMANDS = [
    *("demo", "up", "publish", "search", "quotes", "timeline", "entities", "rising", "stats", "show"),
    *("watch", "status", "trace", "pause", "resume", "reprocess", "export", "import", "backup", "doctor"),
    *("clean", "extract", "schema export"),
    *(f"entities {command}" for command in ("list", "show", "merge", "alias", "split", "history", "undo", "import")),
    *(f"saved-searches {command}" for command in ("add", "list", "show", "matches", "feed", "remove")),
    *(f"dead-letters {command}" for command in ("list", "show", "replay", "discard", "export")),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(command: str, tmp_path: Path):
    done = copydesk(*command.split(), "--help", home=tmp_path)
    assert done.returncode == 0
    assert f"Example: copydesk {command.split()[0]}" in done.stdout


def test_help_imports_no_heavy_package(tmp_path: Path):
    code = "import sys; import cli.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"spacy", "faststream", "redis", "trafilatura", "pydantic", "numpy"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["search", "ships"], 3, "there is no index at"),
        (["status"], 3, "does not answer"),
        (["trace", "a1"], 3, "does not answer"),
        (["dead-letters", "list"], 3, "does not answer"),
        (["publish", "no-such-file.txt"], 2, "does not exist"),
        (["search", "--limt=3", "ships"], 2, "there is no option --limt"),
        (["dead-letters", "replay"], 2, "name DEAD_IDs, choose by options, or pass --all"),
        (["dead-letters", "discard", "1-0", "--all"], 2, "not both"),
        (["dead-letters", "list", "--stage", "printer"], 2, "cleaner, extractor, indexer"),
        (["dead-letters", "list", "--older-than", "soon"], 2, "is no age"),
        (["schema", "export", "ArticleLost"], 2, "ArticleSubmitted"),
        (["clean"], 2, "name a FILE"),
        (["no-such-command"], 2, "No such command"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_and_ends_with_its_code(
    arguments: list[str], code: int, said: str, tmp_path: Path
):
    done = copydesk(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout if arguments[0] != "trace" else "") == (code, "")
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_json_lines_are_cleaned_and_a_bad_one_is_named(tmp_path: Path):
    story = (
        "Harbour\n\nThree ships came in on Monday, the harbour master said. They carried grain and coal for the town."
    )
    lines = [
        json.dumps({"article_id": "a1", "content": story}),
        "{",
        json.dumps({"article_id": "a3", "content": story}),
    ]
    done = copydesk("clean", "--jsonl", home=tmp_path, stdin="\n".join(lines))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("line 2: not JSON")
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == ["a1", "a3"]


def test_a_page_is_cleaned_without_any_server(tmp_path: Path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Harbour\n\nThree ships came in on Monday, the harbour master said. They carried grain.\n\nRead more"
    )
    done = copydesk("clean", str(page), "--json", home=tmp_path)
    assert done.returncode == 0
    assert "Three ships came in on Monday" in json.loads(done.stdout)["body"]


def test_a_cleaned_page_can_be_written_as_a_page(tmp_path: Path):
    page, written = tmp_path / "page.txt", tmp_path / "cleaned.html"
    page.write_text(
        "Harbour\n\nThree ships came in on Monday, the harbour master said. They carried grain.\n\nRead more"
    )
    done = copydesk("clean", str(page), "--html", str(written), home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {written}\n")
    assert "Three ships came in on Monday" in written.read_text()
    assert copydesk("clean", str(page), "--html", str(tmp_path), home=tmp_path).returncode == 1


def test_an_article_that_is_rejected_says_why(tmp_path: Path):
    (tmp_path / "empty.txt").write_text("")
    done = copydesk("clean", str(tmp_path / "empty.txt"), home=tmp_path)
    assert done.returncode == 1
    assert "is rejected" in done.stderr


def test_a_schema_can_be_given_to_any_other_program(tmp_path: Path):
    done = copydesk("schema", "export", "ArticleSubmitted", home=tmp_path)
    assert json.loads(done.stdout)["required"] == ["content"]


def test_a_reader_that_goes_away_hears_no_complaint(tmp_path: Path):
    code = "import sys; sys.argv = ['copydesk', 'schema', 'export']\nfrom cli.main import main\nmain()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""

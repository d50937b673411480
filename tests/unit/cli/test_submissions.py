"""Whatever is on disk becomes articles, and what cannot is named with its place and the rest goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cli.failures import Failure
from cli.submissions import find_files, read_submissions
from cli.submitted_fields import Given, Submission, Unreadable


def read(path: Path, given: Given | None = None) -> list[Submission | Unreadable]:
    return list(read_submissions(path, given=given))


def contents(path: Path) -> list[str]:
    return [one.article.content for one in read(path) if isinstance(one, Submission)]


def test_a_text_file_is_one_article(tmp_path: Path):
    (tmp_path / "ship.txt").write_text("A ship came in.", "utf-8")
    [submission] = read(tmp_path / "ship.txt")
    assert isinstance(submission, Submission)
    assert submission.article.content == "A ship came in."
    assert submission.article.content_type == "auto"
    assert submission.note is None


def test_a_file_that_is_called_html_is_html(tmp_path: Path):
    (tmp_path / "ship.html").write_text("<p>A ship came in.</p>", "utf-8")
    [submission] = read(tmp_path / "ship.html")
    assert isinstance(submission, Submission)
    assert submission.article.content_type == "text/html"


def test_a_guessed_encoding_is_noted(tmp_path: Path):
    (tmp_path / "ship.txt").write_bytes("Käpt’n".encode("windows-1252"))
    [submission] = read(tmp_path / "ship.txt")
    assert isinstance(submission, Submission)
    assert submission.article.content == "Käpt’n"
    assert submission.note == "not UTF-8, read as windows-1252"


def test_a_bad_line_is_named_and_the_lines_after_it_are_read(tmp_path: Path):
    lines = [
        '{"content": "one"}',
        '{"content": "two"',
        "",
        "[1]",
        '{"title": "no content"}',
        '{"content": "six", "published_at": "yesterday"}',
        '{"content": "seven"}',
    ]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), "utf-8")
    found = read(tmp_path / "wire.jsonl")
    assert [one.article.content for one in found if isinstance(one, Submission)] == ["one", "seven"]
    reasons = {one.origin.rpartition(":")[2]: one.reason for one in found if isinstance(one, Unreadable)}
    assert reasons["2"].startswith("not JSON: ")
    assert reasons["4"] == "an article is a JSON object, not [1]"
    assert reasons["5"] == "'content' is missing"
    assert reasons["6"] == ("'published_at': 'yesterday' is not a date: write 2025-11-02 or 2025-11-02T14:30:00+02:00")


def test_a_mistyped_field_is_an_error_with_a_suggestion(tmp_path: Path):
    (tmp_path / "ship.json").write_text('{"content": "one", "publised_at": "2025-11-02"}', "utf-8")
    [problem] = read(tmp_path / "ship.json")
    assert isinstance(problem, Unreadable)
    assert problem.reason.startswith("unknown field 'publised_at' (did you mean 'published_at'?)")


def test_unknown_fields_are_dropped_when_asked(tmp_path: Path):
    (tmp_path / "ship.json").write_text('{"content": "one", "spider": "x"}', "utf-8")
    [submission] = read(tmp_path / "ship.json", Given(ignore_unknown=True))
    assert isinstance(submission, Submission)


def test_a_json_file_may_hold_a_list(tmp_path: Path):
    (tmp_path / "ships.json").write_text(json.dumps([{"content": "one"}, {"content": "two"}]), "utf-8")
    assert contents(tmp_path / "ships.json") == ["one", "two"]


def test_a_packed_file_is_unpacked(tmp_path: Path):
    with gzip.open(tmp_path / "ships.jsonl.gz", "wt") as file:
        file.write('{"content": "one"}\n{"content": "two"}\n')
    assert contents(tmp_path / "ships.jsonl.gz") == ["one", "two"]


def test_a_packed_file_that_is_cut_short_gives_what_it_holds_and_an_error(tmp_path: Path):
    whole = gzip.compress("".join(f'{{"content": "{number * 7919}"}}\n' for number in range(10_000)).encode())
    (tmp_path / "ships.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    found = read(tmp_path / "ships.jsonl.gz")
    assert isinstance(found[0], Submission)
    assert isinstance(found[-1], Unreadable)


@pytest.mark.parametrize("name", ["export", "export.log"])
def test_json_lines_are_recognised_under_any_name(tmp_path: Path, name: str):
    (tmp_path / name).write_text('{"content": "one"}\n{"content": "two"}\n', "utf-8")
    assert contents(tmp_path / name) == ["one", "two"]


def test_text_is_read_under_any_name(tmp_path: Path):
    (tmp_path / "scrape").write_text("{Sic}\nA ship came in.", "utf-8")
    assert contents(tmp_path / "scrape") == ["{Sic}\nA ship came in."]


def test_the_command_line_fills_in_or_replaces(tmp_path: Path):
    (tmp_path / "ship.json").write_text('{"content": "one", "source": "wire", "title": "Ship"}', "utf-8")
    given = Given(always={"title": "A ship"}, otherwise={"source": "me", "language": "en"})
    [submission] = read(tmp_path / "ship.json", given)
    assert isinstance(submission, Submission)
    assert (submission.article.source, submission.article.title, submission.article.language) == (
        "wire", "A ship", "en",
    )  # fmt: skip


def test_a_folder_stands_for_the_articles_in_it(tmp_path: Path):
    for name in ("b.txt", "a.html", "deep/c.jsonl", "d.png", ".hidden/e.txt", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])] == [
        "a.html", "b.txt", "deep/c.jsonl",
    ]  # fmt: skip


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path):
    with pytest.raises(Failure, match="holds no article"):
        find_files([tmp_path])
    with pytest.raises(Failure, match="does not exist"):
        find_files([tmp_path / "ship.txt"])


def test_a_file_that_may_not_be_read_is_an_error_of_its_own(tmp_path: Path):
    [problem] = read(tmp_path / "gone.txt")
    assert isinstance(problem, Unreadable)
    assert problem.reason == "No such file or directory"

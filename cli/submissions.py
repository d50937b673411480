"""What `copydesk publish` reads: files, folders and standard input become submitted articles."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Literal

from cli.failures import ExitCode, Failure
from cli.submitted_fields import Given, Submission, Unreadable, submission_of
from cli.text_files import decode

Format = Literal["auto", "text", "html", "json", "jsonl"]

_FORMATS: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
STANDARD_INPUT = Path("-")


def find_files(arguments: Iterable[Path]) -> list[Path]:
    """The files to read, in order; a folder stands for the articles in it, at any depth.

    Raises Failure when a path is missing, or a folder holds nothing that could be an article.
    """
    files: list[Path] = []
    for argument in arguments:
        if argument.is_dir():
            found = sorted(path for path in argument.rglob("*") if _could_be_articles(path, argument))
            if not found:
                known = " ".join(_FORMATS)
                raise Failure(f"{argument} holds no article: looked for files ending in {known}", ExitCode.USAGE)
            files.extend(found)
        elif argument == STANDARD_INPUT or argument.exists():
            files.append(argument)
        else:
            raise Failure(f"{argument} does not exist", ExitCode.USAGE)
    return files


def _could_be_articles(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    is_about_the_folder = path.stem.upper() == "README"
    return not hidden and not is_about_the_folder and format_by_name(path) != "auto" and path.is_file()


def format_by_name(path: Path) -> Format:
    """What the file's name says that it holds; a final ``.gz`` is passed over."""
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return _FORMATS.get(name.suffix.lower(), "auto")


def read_submissions(
    path: Path, format_: Format = "auto", given: Given | None = None
) -> Iterator[Submission | Unreadable]:
    """Every article of one file (``-`` is standard input); JSON Lines are read as they come, not all at once."""
    given = given or Given()
    origin = "standard input" if path == STANDARD_INPUT else str(path)
    kind = format_by_name(path) if format_ == "auto" else format_
    try:
        with opened(path) as stream:
            start = stream.readline() if kind == "auto" else b""
            if kind == "jsonl" or (kind == "auto" and _is_json_object(start)):
                yield from _from_json_lines(chain([start] if start else [], stream), origin, given)
            elif kind == "json":
                yield from _from_json(stream.read(), origin, given)
            else:
                yield _from_page(start + stream.read(), origin, given, is_html=kind == "html")
    except (OSError, EOFError) as error:  # EOFError: a gzip file that is cut short
        yield Unreadable(origin, getattr(error, "strerror", None) or str(error))


def opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    """The file's bytes, unpacked where its name says that it is packed; ``-`` is standard input."""
    if path == STANDARD_INPUT:
        return os.fdopen(os.dup(0), "rb")  # a copy, so that leaving the `with` does not close standard input
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb")


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _from_page(data: bytes, origin: str, given: Given, is_html: bool) -> Submission | Unreadable:
    text, encoding = decode(data)
    note = None if encoding.startswith("utf") and " " not in encoding else f"not UTF-8, read as {encoding}"
    # A file called .txt may well hold HTML: only a name that says HTML is believed.
    fields = {"content": text, "content_type": "text/html" if is_html else "auto"}
    return submission_of(fields, origin, given, note)


def _from_json(data: bytes, origin: str, given: Given) -> Iterator[Submission | Unreadable]:
    try:
        value = json.loads(data)
    except ValueError as error:
        yield Unreadable(origin, f"not JSON: {error}")
        return
    if isinstance(value, list):
        for number, fields in enumerate(value, 1):
            yield submission_of(fields, f"{origin}, article {number}", given)
    else:
        yield submission_of(value, origin, given)


def _from_json_lines(lines: Iterable[bytes], origin: str, given: Given) -> Iterator[Submission | Unreadable]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{origin}:{number}"
        try:
            fields = json.loads(line)
        except ValueError as error:
            yield Unreadable(place, f"not JSON: {error}")
        else:
            yield submission_of(fields, place, given)

"""The processes' log lines on disk, one file each, so that one can look afterwards at what a quiet command did."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TextIO

_LARGEST_BYTES = 10_000_000


class LogFiles:
    """Append-only files in one folder; each is set aside as ``.1`` when it has grown past 10 MB."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, TextIO] = {}

    def write(self, name: str, line: str) -> None:
        """Add a line to the file called ``name``."""
        file = self._files.get(name)
        if file is None or file.tell() > _LARGEST_BYTES:
            file = self._files[name] = self._opened(name, file)
        file.write(f"{line}\n")

    def _opened(self, name: str, full: TextIO | None) -> TextIO:
        path = self._folder / f"{name}.log"
        if full is not None:
            full.close()
            path.replace(path.with_suffix(".log.1"))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Line by line, so that what a killed command's services said is there to be read.
        return path.open("a", encoding="utf-8", buffering=1)

    def __enter__(self) -> LogFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()

"""How a command ends when it cannot do what was asked: a sentence for a person and an exit code for a script."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    DONE = 0
    FAILED = 1
    USAGE = 2
    UNREACHABLE = 3
    INTERRUPTED = 130
    """128 + SIGINT, as a shell reports it."""


class Failure(Exception):
    """Ends the command. The message says what happened, to what, and what to do next."""

    def __init__(self, message: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(message)
        self.code = code

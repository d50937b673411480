"""Asks the index from an event loop: a few threads, one read connection each, and no question for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from services.explorer.problems import BUSY, NO_INDEX, TOO_SLOW, Problem
from services.indexer.queries import Index, IndexUnavailable, TookTooLong, open_index

T = TypeVar("T")


class IndexPool:
    """Open it, ask it, close it. The index may appear, and be exchanged for another file, while it is in use."""

    def __init__(self, path: Path, *, readers: int, most_waiting: int, limit: timedelta) -> None:
        self._path = path
        self._limit = limit
        self._most = readers + most_waiting
        self._asked = 0
        self._threads = ThreadPoolExecutor(readers, thread_name_prefix="index")
        self._own = threading.local()
        self._opened: set[Index] = set()

    async def ask(self, question: Callable[[Index], T]) -> T:
        """The answer. Raises Problem when there is no index, too many ask, or it takes longer than the limit.

        What the question itself raises is raised here.
        """
        if self._asked >= self._most:
            raise Problem(
                BUSY, f"{self._asked} questions are being answered or wait already", headers={"Retry-After": "1"}
            )
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, question)
        except IndexUnavailable as error:
            raise Problem(NO_INDEX, str(error), headers={"Retry-After": "5"}) from error
        except TookTooLong:
            seconds = self._limit.total_seconds()
            raise Problem(TOO_SLOW, f"it was broken off after {seconds:g} s; ask for less") from None
        finally:
            self._asked -= 1

    def close(self) -> None:
        """Wait for the questions that are being answered, and close the index."""
        self._threads.shutdown(cancel_futures=True)
        for index in self._opened:
            index.close()

    def _answer(self, question: Callable[[Index], T]) -> T:
        index = self._index_of_this_thread()
        try:
            with index.within(self._limit):
                return question(index)
        except IndexUnavailable:
            self._forget(index)  # the next question opens it anew
            raise

    def _index_of_this_thread(self) -> Index:
        index: Index | None = getattr(self._own, "index", None)
        file = self._file()
        if index is not None and self._own.file != file:
            self._forget(index)  # a backup was put in its place
            index = None
        if index is None:
            index = open_index(self._path)
            self._own.index, self._own.file = index, file
            self._opened.add(index)
        return index

    def _forget(self, index: Index) -> None:
        self._opened.discard(index)
        self._own.index = None
        index.close()

    def _file(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

"""Opens the index for a reading command, and turns its errors into how a command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.failures import ExitCode, Failure

if TYPE_CHECKING:
    from services.indexer.queries import Index


@contextmanager
def opened_index() -> Iterator[Index]:
    """The index that the settings name. Raises Failure when there is none, or the query inside cannot be read."""
    from services.indexer.queries import IndexUnavailable, QueryError, open_index
    from services.indexer.settings import IndexerSettings

    try:
        with open_index(IndexerSettings().index_path) as index:
            yield index
    except IndexUnavailable as error:
        raise Failure(str(error), ExitCode.UNREACHABLE) from None
    except QueryError as error:
        raise Failure(str(error), ExitCode.USAGE) from None

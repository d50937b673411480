"""A day that the calendar does not have is the asker's mistake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from services.explorer.problems import BAD_PARAMETER, ParameterError, about_errors
from services.indexer.queries import QueryError


@contextmanager
def bad_dates_named() -> Iterator[None]:
    """Turns the index's ValueError for what is no date into a problem that says so."""
    try:
        yield
    except QueryError:
        raise
    except ValueError as error:
        raise about_errors(BAD_PARAMETER, [ParameterError(where="", message=str(error))]) from None

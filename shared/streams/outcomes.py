"""How a handler says what became of a message: it returns, skips, rejects, or raises anything else to be retried."""

from __future__ import annotations


class Skip(Exception):
    """There is nothing to do: the message is counted and acknowledged. The argument says why."""


class Reject(Exception):
    """This message can never work: it goes to the dead letters now. The argument tells a person what is wrong."""

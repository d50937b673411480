"""Reading the lists in this folder, which are written as plain text so that a diff shows what was added."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Words separated by white space."""
    return frozenset(text.split())


def names(text: str) -> frozenset[str]:
    """Names separated by commas; a line break is as good as a comma."""
    return frozenset(name.strip() for name in text.replace("\n", ",").split(",") if name.strip())

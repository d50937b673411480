"""Tells in which language a text is written."""

from __future__ import annotations

import py3langid

_LOOKED_AT = 1000
_SHORTEST = 40
"""Characters below which the identifier guesses more than it knows."""


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, or None where it is too short to tell."""
    sample = text[:_LOOKED_AT]
    if len(sample.strip()) < _SHORTEST:
        return None
    code, _ = py3langid.classify(sample)
    return str(code)

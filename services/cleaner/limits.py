"""How much the cleaner takes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanLimits:
    """Above these an article is rejected, or read with less effort."""

    max_content_bytes: int = 4_000_000
    """UTF-8 bytes; larger articles are rejected."""
    max_lines: int = 20_000
    """Lines that are judged one by one; what follows them is kept as one block of other text."""

"""How much the cleaner takes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanLimits:
    """Above these an article is rejected, or read with less effort."""

    max_content_bytes: int = 4_000_000
    """UTF-8 bytes; larger articles are rejected."""
    max_elements: int = 60_000
    """HTML elements; pages with more are rejected. Of 388 news pages the largest has 5,516."""
    max_attributes: int = 2_000
    """Attributes of one HTML tag; pages with more are rejected. Of 388 news pages the largest has 202."""
    max_extracted_elements: int = 15_000
    """HTML elements above which the extractor, which takes longest, is not asked."""
    max_extracted_characters: int = 500_000
    """Visible characters above which the extractor is not asked."""
    max_lines: int = 8_000
    """Lines that are judged one by one; what follows them is kept as one block of other text."""

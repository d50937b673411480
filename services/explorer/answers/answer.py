"""What all answers have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

NEXT = "Cursor of the next page; null when this is the last."


class Answer(BaseModel):
    """Read off whatever has the same attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

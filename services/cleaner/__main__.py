"""`python -m services.cleaner`: run the cleaner until it is told to stop."""

from __future__ import annotations

from services.cleaner.app import create_app
from shared.streams.process import run

if __name__ == "__main__":
    run(create_app)

"""Runs the notifier: `python -m services.notifier`."""

from services.notifier.app import create_app
from shared.streams.process import run

if __name__ == "__main__":
    run(create_app)

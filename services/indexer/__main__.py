"""``python -m services.indexer`` runs one indexer."""

from services.indexer.app import create_app
from shared.streams.process import run

if __name__ == "__main__":
    run(create_app)

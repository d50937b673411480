"""`python -m services.extractor`: run the extractor until it is told to stop."""

from __future__ import annotations

import sys

from services.extractor.app import create_app
from services.extractor.language_model import NoLanguageModel
from shared.streams.process import MISUSED, run

if __name__ == "__main__":
    try:
        run(create_app)
    except NoLanguageModel as missing:
        print(f"The extractor cannot start: {missing}", file=sys.stderr)
        sys.exit(MISUSED)

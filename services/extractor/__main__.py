"""`python -m services.extractor`: run the extractor until it is told to stop."""

from __future__ import annotations

import os
import sys

from shared.streams.process import MISUSED, run


def main() -> None:
    # A replica is a process: numpy, which reads this when it is loaded, would take the other replicas' cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from services.extractor.app import create_app
    from services.extractor.language_model import NoLanguageModel

    try:
        run(create_app)
    except NoLanguageModel as missing:
        print(f"The extractor cannot start: {missing}", file=sys.stderr)
        sys.exit(MISUSED)


if __name__ == "__main__":
    main()

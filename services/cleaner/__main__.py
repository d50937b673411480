"""`python -m services.cleaner`: run the cleaner until it is told to stop."""

from __future__ import annotations

import os

from shared.streams.process import run


def main() -> None:
    # A replica is a process: numpy, which reads this when it is loaded, would take the other replicas' cores. Its
    # threads also wait in a loop for each other, which doubles the processor time of a page.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from services.cleaner.app import create_app

    run(create_app)


if __name__ == "__main__":
    main()

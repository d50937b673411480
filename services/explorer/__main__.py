"""`python -m services.explorer`."""

from __future__ import annotations

from services.explorer.app import create_service
from shared.http.process import run_http

if __name__ == "__main__":
    run_http(create_service)

#!/bin/sh
# Writes requirements/*.txt anew from pyproject.toml: pinned and hashed for every supported Python, without any address.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "copydesk: this needs uv (pip install uv)" >&2; exit 1; }
for extra in cleaner extractor indexer explorer notifier cli tests dev; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --extra "$extra" pyproject.toml --output-file "requirements/$extra.txt" "$@"
done

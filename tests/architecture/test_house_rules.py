"""The rules of CONTRIBUTING.md that a machine can hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("shared", "services", "cli")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
LONGEST_MODULE = 400

# The delivery plumbing reads every exception a handler may raise, and nobody else does; the command line and the
# process entry turn what is left into a message and an exit code. Over HTTP, what is left becomes an answer 500.
MAY_CATCH_EVERYTHING = {"shared/streams", "shared/http"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_says_what_it_is_responsible_for(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "a module starts with one sentence on its purpose"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_has_one_subject(path: Path):
    assert path.stem not in NAMES_THAT_SAY_NOTHING, "name a file for what it holds or does"
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines: find the subject to split by"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_the_delivery_plumbing_catches_everything(path: Path):
    if relative(path.parent) in MAY_CATCH_EVERYTHING:
        return
    broad = [node.lineno for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _catches_everything(node)]
    assert not broad, f"lines {broad}: name the exceptions that are expected here"


def _catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(
        one is None or (isinstance(one, ast.Name) and one.id in {"Exception", "BaseException"}) for one in caught
    )


IMPORT_EVERYTHING = """
import importlib, sys
def forbid(event, args):
    if event == "socket.connect" or (event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")):
        if "__pycache__" not in str(args[0]):
            raise RuntimeError(f"{event} {args!r} while importing")
sys.dont_write_bytecode = True
sys.addaudithook(forbid)
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_module_neither_connects_nor_writes(package: str):
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.is_relative_to(ROOT / package) and path.stem != "__main__"
    ]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_import_contracts_hold():
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

"""The words by which names, bylines, credits and biographies are told from other lines."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

NOT_A_NAME = frozenset(_LISTS["not_a_name"])
BYLINE_WORDS = frozenset(_LISTS["byline"])
CREDIT_WORDS = frozenset(_LISTS["credit"])
BIOGRAPHY_WORDS = frozenset(_LISTS["biography"])
JOB_WORDS = frozenset(_LISTS["job"])
COMMON_WORDS = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())
"""What web pages write in lower case, as ``tools/list_common_words.py`` counted it."""

"""Who may submit, and how often."""

from __future__ import annotations

import pytest
from pydantic import SecretStr, ValidationError

from services.explorer.api_keys import Allowance, ApiKeys
from services.explorer.problems import KEY_NEEDED, SUBMITTING_IS_OFF, TOO_MANY, Problem
from services.explorer.settings import ExplorerSettings

KEYS = ApiKeys({"wire": SecretStr("w" * 20), "desk": SecretStr("d" * 20)})


def test_a_key_tells_its_holder():
    assert KEYS.holder("d" * 20) == "desk"


@pytest.mark.parametrize("key", [None, "", "d" * 19, "d" * 21, "desk", "desk:" + "d" * 20, "\ud800"])
def test_any_other_key_is_refused(key: str | None):
    with pytest.raises(Problem) as raised:
        KEYS.holder(key)
    assert raised.value.kind is KEY_NEEDED


def test_where_there_are_no_keys_nobody_may():
    with pytest.raises(Problem) as raised:
        ApiKeys({}).holder("")
    assert raised.value.kind is SUBMITTING_IS_OFF


def test_an_allowance_is_used_up_and_comes_back():
    now = 100.0
    allowance = Allowance(60, lambda: now)
    for _ in range(60):
        allowance.take("wire")
    with pytest.raises(Problem) as raised:
        allowance.take("wire")
    assert raised.value.kind is TOO_MANY
    assert raised.value.headers["Retry-After"] == "1"
    now += 2
    allowance.take("wire")
    allowance.take("wire")
    with pytest.raises(Problem):
        allowance.take("wire")


def test_one_who_sends_too_much_holds_nobody_else_up():
    allowance = Allowance(1, lambda: 0.0)
    allowance.take("wire")
    allowance.take("desk")
    with pytest.raises(Problem):
        allowance.take("wire")


def test_what_is_saved_up_is_bounded():
    now = 0.0
    allowance = Allowance(2, lambda: now)
    allowance.take("wire")
    now += 3600
    for _ in range(2):
        allowance.take("wire")
    with pytest.raises(Problem):
        allowance.take("wire")


def test_keys_are_named_in_one_setting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COPYDESK_EXPLORER_API_KEYS", "wire:0123456789abcdef, desk:fedcba:9876543210")
    keys = ExplorerSettings().api_keys
    assert {name: key.get_secret_value() for name, key in keys.items()} == {
        "wire": "0123456789abcdef",
        "desk": "fedcba:9876543210",
    }
    assert "0123456789abcdef" not in repr(ExplorerSettings())


@pytest.mark.parametrize("keys", ["0123456789abcdef", "wire:short", ":0123456789abcdef"])
def test_a_key_that_cannot_be_meant_so_stops_the_start(monkeypatch: pytest.MonkeyPatch, keys: str):
    monkeypatch.setenv("COPYDESK_EXPLORER_API_KEYS", keys)
    with pytest.raises(ValidationError) as raised:
        ExplorerSettings()
    assert keys.partition(":")[2] not in str(raised.value) or not keys.partition(":")[2]


def test_the_index_is_the_indexers_unless_it_is_said_otherwise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COPYDESK_HOME", "/home/of/copydesk")
    assert str(ExplorerSettings().index_path) == "/home/of/copydesk/index.sqlite"
    monkeypatch.setenv("COPYDESK_INDEXER_INDEX_PATH", "/var/index")
    assert str(ExplorerSettings().index_path) == "/var/index"
    monkeypatch.setenv("COPYDESK_EXPLORER_INDEX_PATH", "/var/copy")
    assert str(ExplorerSettings().index_path) == "/var/copy"

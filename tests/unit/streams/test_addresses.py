"""The kinds of Redis address that are understood."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from shared.settings import RedisSettings
from shared.streams.broker import open_broker, sentinel_of, with_protocol_2
from shared.streams.connection import address_shown


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://localhost", "redis://localhost?protocol=2"),
        ("redis://u:p@h:6380/3?ssl_cert_reqs=none", "redis://u:p@h:6380/3?ssl_cert_reqs=none&protocol=2"),
        ("redis://h?protocol=3", "redis://h?protocol=2"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock?protocol=2"),
        ("unix:///run/redis.sock?db=2", "unix:///run/redis.sock?db=2&protocol=2"),
    ],
)
def test_redis_is_always_asked_for_protocol_2(url: str, expected: str):
    assert with_protocol_2(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://h", None),
        ("redis+sentinel://a,b:26380/mymaster", ("redis://sentinel/0", [("a", 26379), ("b", 26380)], "mymaster")),
        ("rediss+sentinel://u:p@a:1/m/4", ("rediss://u:p@sentinel/4", [("a", 1)], "m")),
    ],
)
def test_sentinel_addresses_name_the_sentinels_and_the_master(url: str, expected: object):
    assert sentinel_of(url) == expected


@pytest.mark.parametrize("url", ["redis+sentinel://a:26379", "redis+sentinel:///mymaster"])
def test_a_sentinel_address_without_host_or_master_is_refused(url: str):
    with pytest.raises(ValueError, match="a Sentinel address is"):
        sentinel_of(url)


@pytest.mark.parametrize("url", ["redis://h", "rediss://u:p@h", "unix:///x.sock", "redis+sentinel://a/m"])
def test_every_kind_of_address_gives_a_broker_without_connecting(url: str):
    open_broker(RedisSettings(url=SecretStr(url)), graceful_timeout_s=1)


def test_an_address_is_shown_without_its_password():
    shown = address_shown(RedisSettings(url=SecretStr("rediss://user:secret@host:6380/1")))
    assert shown == "rediss://host:6380/1"

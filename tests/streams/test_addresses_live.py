"""Redis over TLS and behind Sentinel: the addresses that production has, on servers that are really so."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from conftest import MakeServer
from eventually import eventually
from in_process import running_stages
from pydantic import SecretStr
from redis_servers import RedisServer, server_binaries

from shared.schemas.articles import ArticleSubmitted
from shared.settings import RedisSettings
from shared.streams.connection import Unreachable, open_connection
from shared.streams.publish import publish
from shared.streams.topology import CLEANED


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


async def one_article_passes(server: RedisServer, address: str) -> None:
    """The cleaner and a publisher both use the address."""
    settings = RedisSettings(url=SecretStr(address))
    async with open_connection(settings) as connection:
        assert [one async for one in publish(connection, [ArticleSubmitted(content="x")])]
    async with running_stages(server, "cleaner", redis=settings):
        await eventually(lambda: server.client.xlen(CLEANED.name) == 1, "it is cleaned")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    certificate, key = tmp_path / "server.pem", tmp_path / "server.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


async def test_redis_over_tls(make_server: MakeServer, certificate: tuple[Path, Path]):
    port, (own, key) = free_port(), certificate
    try:
        server = make_server(
            None, tls_port=str(port), tls_cert_file=str(own), tls_key_file=str(key), tls_auth_clients="no"
        )
    except AssertionError as error:
        if "tls" in str(error).lower():
            pytest.skip("this redis-server is built without TLS")
        raise
    await one_article_passes(server, f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={own}")


async def test_a_certificate_that_nobody_vouches_for_is_refused(
    make_server: MakeServer, certificate: tuple[Path, Path]
):
    port, (own, key) = free_port(), certificate
    make_server(None, tls_port=str(port), tls_cert_file=str(own), tls_key_file=str(key), tls_auth_clients="no")
    with pytest.raises(Unreachable, match="certificate"):
        async with open_connection(RedisSettings(url=SecretStr(f"rediss://127.0.0.1:{port}/0"))):
            pass


@pytest.fixture
def sentinel(make_server: MakeServer, tmp_path: Path) -> Iterator[tuple[RedisServer, int]]:
    """A Redis on TCP that a Sentinel calls ``desk``, and the Sentinel's port."""
    redis_port, sentinel_port = free_port(), free_port()
    server = make_server(None, bind="127.0.0.1", **{"port": str(redis_port)})
    configuration = tmp_path / "sentinel.conf"
    configuration.write_text(
        f"port {sentinel_port}\nbind 127.0.0.1\ndir {tmp_path}\nsentinel monitor desk 127.0.0.1 {redis_port} 1\n"
    )
    process = subprocess.Popen([str(server_binaries()[0]), str(configuration), "--sentinel"], stdout=subprocess.DEVNULL)
    yield server, sentinel_port
    process.kill()
    process.wait()


async def test_redis_behind_sentinel(sentinel: tuple[RedisServer, int]):
    server, port = sentinel

    def knows_the_master() -> bool:
        try:
            with redis.Redis(port=port, decode_responses=True) as asked:
                return asked.execute_command("SENTINEL GET-MASTER-ADDR-BY-NAME", "desk") is not None
        except redis.ConnectionError:
            return False

    await eventually(knows_the_master, "Sentinel is up")
    await one_article_passes(server, f"redis+sentinel://127.0.0.1:{port}/desk")

"""A service as a process: what it answers over HTTP, how it ends, and with which status."""

from __future__ import annotations

import socket
import subprocess
import urllib.error
import urllib.request

from eventually import eventually
from practice_stages import PracticeStages
from redis_servers import RedisServer


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def asked(port: int, path: str) -> tuple[int, str]:
    """Status and body; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""


async def ended(process: subprocess.Popen[bytes]) -> int:
    await eventually(lambda: process.poll() is not None, "the process ends")
    return process.returncode


async def test_a_service_tells_that_it_lives_and_reads_and_what_it_did(server: RedisServer, stages: PracticeStages):
    port = free_port()
    stages.start("cleaner", port=port)
    await eventually(lambda: asked(port, "/ready")[0] == 200, "it is ready")
    assert asked(port, "/live") == (200, '{"ok": true, "fault": null}')
    server.client.xadd("articles.ingest", {"content": "x"})

    def counted() -> bool:
        return 'copydesk_messages_total{outcome="done",stage="cleaner"} 1.0' in asked(port, "/metrics")[1]

    await eventually(counted, "the message is counted")
    assert asked(port, "/nothing")[0] == 404


async def test_a_service_without_redis_is_alive_but_not_ready(server: RedisServer, stages: PracticeStages):
    port = free_port()
    server.kill()
    stages.start("cleaner", port=port)
    await eventually(lambda: asked(port, "/ready")[0] == 503, "it is not ready")
    assert asked(port, "/live")[0] == 200
    server.start()
    await eventually(lambda: asked(port, "/ready")[0] == 200, "it is ready when Redis is")


async def test_a_service_stops_while_it_waits_for_redis(server: RedisServer, stages: PracticeStages):
    server.kill()
    cleaner = stages.start("cleaner")
    await eventually(lambda: stages.log_of("cleaner"), "it says that it waits")
    cleaner.terminate()
    assert await ended(cleaner) == 0
    assert stages.log_of("cleaner")[0]["event"] == "redis_unreachable"


async def test_a_port_that_is_taken_stops_the_start(stages: PracticeStages):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        cleaner = stages.start("cleaner", port=taken.getsockname()[1])
        assert await ended(cleaner) == 2
    assert stages.log_of("cleaner")[0]["event"] == "port_refused"


async def test_a_wrong_setting_stops_the_start(stages: PracticeStages):
    cleaner = stages.start("cleaner", batch_size=0)
    assert await ended(cleaner) == 2
    assert "batch_size" in (stages.server.folder / "cleaner.log").read_text()


async def test_a_wrong_password_stops_the_start(server: RedisServer, stages: PracticeStages):
    server.client.config_set("requirepass", "secret")
    cleaner = stages.start("cleaner")
    assert await ended(cleaner) == 1
    assert [line["event"] for line in stages.log_of("cleaner")] == ["start_failed"]


async def test_a_second_signal_ends_a_busy_service_at_once(server: RedisServer, stages: PracticeStages):
    server.client.xadd("articles.ingest", {"content": "cleaner: slow 1.8"})
    cleaner = stages.start("cleaner")
    await eventually(lambda: server.client.exists("articles.ingest.cleaner.settled"), "it runs")
    cleaner.terminate()
    await eventually(lambda: stages.log_of("cleaner")[-1]["event"] == "service_stopping", "it stops in good order")
    cleaner.terminate()
    assert await ended(cleaner) == 143

"""What a container may do, should someone get into it."""

from __future__ import annotations

import json
import subprocess

import pytest
from running_stack import PROJECT, SERVICES, RunningStack

CONTAINERS = ("redis", *SERVICES)
MOST_MEMORY_BYTES = 1024**3

TRY_TO_WRITE = """
import os
for folder in ("/app", "/app/shared", "/opt/venv", "/etc", "/usr/local/bin"):
    try:
        open(os.path.join(folder, "written"), "w")
        print("wrote to", folder)
    except OSError:
        pass
"""


@pytest.mark.parametrize("service", CONTAINERS)
def test_a_container_has_no_more_rights_than_it_needs(stack: RunningStack, service: str):
    [container] = stack.containers(service)
    rights = container["HostConfig"]
    assert rights["ReadonlyRootfs"] is True
    assert rights["CapDrop"] == ["ALL"]
    assert not rights["CapAdd"]
    assert not rights["Privileged"]
    assert "no-new-privileges:true" in rights["SecurityOpt"]
    assert 0 < rights["Memory"] <= MOST_MEMORY_BYTES
    assert 0 < rights["PidsLimit"] <= 128
    assert container["Config"]["User"] not in ("", "root", "0")


@pytest.mark.parametrize("service", CONTAINERS)
def test_a_container_comes_back_by_itself_and_says_when_it_is_well(stack: RunningStack, service: str):
    [container] = stack.containers(service)
    assert container["HostConfig"]["RestartPolicy"]["Name"] == "always"
    assert container["State"]["Health"]["Status"] == "healthy"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_write_neither_to_its_code_nor_to_the_system(stack: RunningStack, service: str):
    assert stack.in_container(service, "import os; print(os.getuid())") == "10001"
    assert stack.in_container(service, TRY_TO_WRITE) == ""


def test_only_the_indexer_and_who_reads_for_others_have_the_index(stack: RunningStack):
    for service in SERVICES:
        [container] = stack.containers(service)
        volumes = [mount["Name"] for mount in container["Mounts"] if mount["Type"] == "volume"]
        assert volumes == ([f"{PROJECT}_index"] if service in ("indexer", "explorer") else [])


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_reach_the_streams_and_no_more_than_it_needs(stack: RunningStack, service: str):
    [container] = stack.containers(service)
    # The notifier alone has a way out, to the webhooks; the explorer has a published port.
    further = {"notifier": [f"{PROJECT}_outside"], "explorer": [f"{PROJECT}_host"]}.get(service, [])
    assert sorted(container["NetworkSettings"]["Networks"]) == [*further, f"{PROJECT}_streams"]
    [network] = json.loads(subprocess.check_output(["docker", "network", "inspect", f"{PROJECT}_streams"]))
    assert network["Internal"] is True


def test_redis_is_published_to_this_machine_only(stack: RunningStack):
    [container] = stack.containers("redis")
    published = container["NetworkSettings"]["Ports"]["6379/tcp"]
    assert published == [{"HostIp": "127.0.0.1", "HostPort": str(stack.port)}]


def test_the_api_is_published_to_this_machine_only(stack: RunningStack):
    [container] = stack.containers("explorer")
    published = container["NetworkSettings"]["Ports"]["8400/tcp"]
    assert published == [{"HostIp": "127.0.0.1", "HostPort": str(stack.http_port)}]


def test_only_the_explorer_knows_the_keys_of_the_api(stack: RunningStack):
    for service in SERVICES:
        [container] = stack.containers(service)
        assert (stack.api_key in "\n".join(container["Config"]["Env"])) is (service == "explorer")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_knows_only_its_own_password(stack: RunningStack, service: str):
    [container] = stack.containers(service)
    environment = "\n".join(container["Config"]["Env"])
    known = {user for user, password in stack.passwords.items() if password in environment}
    assert known == {service}

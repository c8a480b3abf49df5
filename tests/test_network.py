"""Nothing of the product needs the network: the guard that every test runs under does its work."""

import socket
import subprocess
import sys

import pytest
from sitecustomize import NetworkUsedError


def test_the_guard_refuses_the_outside_world():
    with pytest.raises(NetworkUsedError, match=r"203\.0\.113\.1"):
        socket.create_connection(("203.0.113.1", 80), timeout=1)


def test_the_guard_is_in_child_processes_too():
    code = "import socket; socket.getaddrinfo('example.invalid', 80)"
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "NetworkUsedError" in child.stderr


def test_the_whole_road_runs_without_the_network(demo_workspace):
    # Made under the guard: exports, load, dbt, audit, publication.
    assert (demo_workspace / "warehouse" / "CURRENT").exists()

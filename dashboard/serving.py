"""Start the Streamlit server for a workspace and wait until it answers."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from warehouse.workspace import Workspace

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
_TRIES = 20
# Whether pages show names and phones; kept here, where nothing of Streamlit is imported.
CONTACTS, HIDDEN = "REGULARS_CONTACTS", "hidden"


class ServingError(Exception):
    """The dashboard could not be started; the text says why."""


def serve(
    workspace: Workspace, port: int, on_ready: Callable[[str], None], with_contacts: bool = True
) -> None:
    """Run the dashboard until it is stopped; `on_ready` is given its address once it answers."""
    free = _free_port(port)
    # Asked to end, we end like after Ctrl+C: the server must not outlive us.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "dashboard.server", "--port", str(free)],
        cwd=ROOT,
        env={
            **os.environ,
            "REGULARS_WORKSPACE": str(workspace.root),
            **({} if with_contacts else {CONTACTS: HIDDEN}),
        },
        stdout=subprocess.DEVNULL,
    ) as server:
        try:
            _wait(server, f"http://{HOST}:{free}")
            on_ready(f"http://{HOST}:{free}")
            server.wait()
        except KeyboardInterrupt:
            server.terminate()


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + _TRIES):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise ServingError(f"Ports {wanted} to {wanted + _TRIES - 1} are in use; name another: --port.")


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            # Nothing listens yet: wait a little, or less if the server ends.
            try:
                server.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
    raise ServingError(
        "The dashboard ended before it answered. See the lines above for the reason."
    )

"""Workspaces that many tests share: each is made once per test run, by the product itself."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
GUARD = ROOT / "tests" / "network_guard"

# Before anything of ours is imported: nothing under test, nor any child of it, may use the network.
sys.path.insert(0, str(GUARD))
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(GUARD), *filter(None, [os.environ.get("PYTHONPATH")])]
)
import sitecustomize  # noqa: E402, F401


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory):
    """What builds share lies in the test run's own folder, not in the tester's."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    os.environ["XDG_CACHE_HOME"] = str(shared / "caches")


DEMO = {"clients": 300, "years": 2, "seed": 7, "end": date(2026, 10, 31)}


def regulars(*arguments, workspace=None, check=True):
    """Run the command line as a person does; give the finished process."""
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    environment.pop("REGULARS_WORKSPACE", None)
    if workspace:
        environment["REGULARS_WORKSPACE"] = str(workspace)
    done = subprocess.run(
        [sys.executable, str(ROOT / "regulars.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def run():
    """The command line."""
    return regulars


def made_once(tmp_path_factory, name, make):
    """Make a folder once per test run, also where several workers run the tests."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (folder / ".made").exists():
            make(folder)
            (folder / ".made").touch()
    return folder


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory):
    """A small demo salon, loaded, built and published."""

    def make(folder):
        regulars(
            *("demo", folder, "--no-dashboard", "--clients", DEMO["clients"]),
            *("--years", DEMO["years"], "--seed", DEMO["seed"], "--end", DEMO["end"]),
        )

    return made_once(tmp_path_factory, "demo-salon", make)


@pytest.fixture
def empty_workspace(tmp_path):
    """A salon's folder as `regulars init` makes it, without a build."""
    regulars("init", tmp_path / "salon")
    return tmp_path / "salon"

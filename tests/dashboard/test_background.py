"""Work that a page starts outlives the page, and says why where it cannot begin."""

import os
import signal
import subprocess
import sys

import pytest

from dashboard.loading import background
from tests.conftest import ROOT
from warehouse import builds, jobs, landing
from warehouse.workspace import Workspace

STARTING = """
import sys
from pathlib import Path
from dashboard.loading import background
from warehouse.workspace import Workspace
salon = Workspace(Path(sys.argv[1]))
background.start(salon, [salon.inbox / "ratings.csv"])
"""


@pytest.fixture
def place(empty_workspace):
    place = Workspace(empty_workspace)
    (place.inbox / "ratings.csv").write_text("rated_at,rating\n2026-03-01 10:00,5\n")
    return place


def test_the_work_goes_on_when_whoever_started_it_is_gone(place):
    subprocess.run(
        [sys.executable, "-c", STARTING, str(place.root)], cwd=ROOT, check=True, timeout=120
    )
    job = jobs.latest(place)
    assert job.is_running
    os.kill(job.pid, signal.SIGKILL)
    # Whoever waits gets the lock as soon as the killed process is gone.
    with jobs.alone(place, waits=True) as record:
        assert record.job.pid == os.getpid()


def test_a_second_start_says_that_work_is_under_way(place):
    with (
        jobs.alone(place),
        pytest.raises(background.NotStartedError, match="for this salon already"),
    ):
        background.start(place)
    assert landing.loads(place).is_empty()


def test_settings_that_need_mending_are_told_at_once(place):
    place.settings_file.write_text('[salon]\ncurrency = "euro"\n', encoding="utf-8")
    with pytest.raises(background.NotStartedError, match=r"salon\.currency = 'euro'"):
        background.start(place)
    assert builds.last_failure(place.warehouse) is None

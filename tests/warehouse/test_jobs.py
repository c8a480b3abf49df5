"""A job is told in a file, one at a time, and a killed one is never taken for a running one."""

import json
import os
import signal
import subprocess
import sys
from threading import Thread

import pytest

from tests.conftest import ROOT
from warehouse import jobs
from warehouse.jobs import JobRunningError
from warehouse.workspace import Workspace

HOLDING = """
import sys
from pathlib import Path
from warehouse import jobs
from warehouse.workspace import Workspace
with jobs.alone(Workspace(Path(sys.argv[1]))) as record:
    record.note(state="building", done=3, total=9, current="rfm")
    print("running", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def other_process(workspace):
    """A job in a process of its own, which works until its input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(workspace.root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout.readline() == "running\n"
        yield child
        child.stdin.close()


def test_without_a_job_there_is_nothing_to_show(workspace):
    assert jobs.latest(workspace) is None
    jobs.dismiss(workspace)


def test_a_job_of_another_process_is_seen_running_with_its_steps(workspace, other_process):
    job = jobs.latest(workspace)
    assert job.is_running
    assert (job.state, job.done, job.total, job.current) == ("building", 3, 9, "rfm")
    assert job.pid == other_process.pid


def test_a_killed_job_is_said_to_be_stopped(workspace, other_process):
    os.kill(other_process.pid, signal.SIGKILL)
    other_process.wait()
    job = jobs.latest(workspace)
    assert (job.state, job.is_running) == ("stopped", False)
    assert "nothing is counted twice" in job.message


@pytest.mark.usefixtures("other_process")
def test_a_running_job_is_not_dismissed(workspace):
    jobs.dismiss(workspace)
    assert jobs.latest(workspace).is_running


def test_there_is_one_job_at_a_time(workspace, other_process):
    with pytest.raises(JobRunningError, match="already"), jobs.alone(workspace):
        pass
    assert jobs.latest(workspace).pid == other_process.pid


def test_who_waits_begins_when_the_other_job_ends(workspace, other_process):
    begun = []

    def work():
        with jobs.alone(workspace, waits=True) as record:
            begun.append(record.job.pid)
            record.end("done")

    waiting = Thread(target=work)
    waiting.start()
    assert begun == []
    other_process.stdin.close()
    waiting.join(timeout=30)
    assert begun == [os.getpid()]


def test_what_came_of_a_job_stays_until_it_is_dismissed(workspace):
    with jobs.alone(workspace) as record:
        record.end("done", build={"file": "regulars-1.duckdb"})
    job = jobs.latest(workspace)
    assert (job.state, job.build) == ("done", {"file": "regulars-1.duckdb"})
    assert job.finished_at >= job.started_at
    jobs.dismiss(workspace)
    assert jobs.latest(workspace) is None


def test_a_job_that_breaks_off_with_an_error_of_ours_is_stopped_not_running(workspace):
    with pytest.raises(ZeroDivisionError), jobs.alone(workspace):
        _ = 1 / 0
    assert jobs.latest(workspace).state == "stopped"


def test_the_file_is_whole_at_every_moment_and_for_its_owner_alone(workspace):
    with jobs.alone(workspace) as record:
        for done in range(300):
            record.note(done=done, total=300, state="building" if done % 2 else "loading")
            file = workspace.warehouse / "JOB"
            assert json.loads(file.read_text(encoding="utf-8"))["done"] == done
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "{", '{"state": "done"}', "[]"])
def test_a_damaged_file_is_no_job(workspace, content):
    workspace.warehouse.mkdir()
    (workspace.warehouse / "JOB").write_text(content)
    assert jobs.latest(workspace) is None

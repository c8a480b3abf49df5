"""`regulars refresh --watch`, as a process: files moved in are loaded and built, whole and once."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread

import pytest
from filelock import FileLock

from tests.conftest import ROOT
from warehouse import builds, landing
from warehouse.workspace import Workspace

SECONDS = 120
HEADER = "rated_at,branch,rating\n"


def ratings(day, rows=3):
    return HEADER + "".join(f"2026-03-{day:02} 10:{row:02},Old Town,5\n" for row in range(rows))


class Watcher:
    """The running command; its lines are awaited, never slept for."""

    def __init__(self, process):
        self.process = process
        self.lines = Queue()
        self.seen = []
        Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def says(self, words, seconds=SECONDS):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self.seen.append(self.lines.get(timeout=max(0.01, until - time.monotonic())))
            except Empty:
                break
            if words in self.seen[-1]:
                return self.seen[-1]
        pytest.fail(f"It never said “{words}”, but: {self.seen}")

    def ends(self, sign):
        self.process.send_signal(sign)
        return self.process.wait(timeout=SECONDS)


@contextmanager
def watching(salon, quiet_seconds=0.5):
    command = [sys.executable, str(ROOT / "regulars.py"), "refresh", "--watch"]
    command += ["--workspace", str(salon), "--quiet-seconds", str(quiet_seconds)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            watcher = Watcher(process)
            watcher.says("Watching")
            yield watcher
        finally:
            process.kill()


def move_in(salon, name, text):
    """Put a file beside the inbox, then move it in, as a program does that cares."""
    beside = salon / name
    beside.write_text(text, encoding="utf-8")
    return beside.rename(salon / "inbox" / name)


def loaded(place):
    return landing.loads(place)["file_name"].sort().to_list()


def test_files_that_arrive_are_loaded_and_built_and_a_failure_does_not_end_it(empty_workspace):
    salon, place = empty_workspace, Workspace(empty_workspace)
    (salon / "inbox" / "waits.csv").write_text(ratings(1))
    with watching(salon) as watcher:
        watcher.says("1 file arrived")
        assert "4 rows = 3 taken" in watcher.says("waits.csv")
        watcher.says("Published")
        first = builds.publication(place.warehouse)

        # Several together are one refresh; what systems leave behind is no file. Somebody else
        # is at work: it waits for the end of that instead of failing.
        (salon / "inbox" / "half.csv.part").write_text("half")
        with FileLock(place.warehouse / ".job.lock"):
            move_in(salon, "two.csv", ratings(2))
            move_in(salon, "three.csv", ratings(3))
            watcher.says("2 files arrived")
            assert loaded(place) == ["waits.csv"]
        watcher.says("Published")
        assert builds.publication(place.warehouse).file > first.file
        assert loaded(place) == ["three.csv", "two.csv", "waits.csv"]

        settings = place.settings_file.read_text(encoding="utf-8")
        place.settings_file.write_text("[salon]\ncurrency = 'euro'\n", encoding="utf-8")
        move_in(salon, "four.csv", ratings(3))
        watcher.says("The refresh failed")
        watcher.says("salon.currency = 'euro' is not allowed")
        place.settings_file.write_text(settings, encoding="utf-8")

        # The file left over is tried again; the same content brings nothing: nothing is built.
        move_in(salon, "copy.csv", ratings(2))
        watcher.says("2 files arrived")
        watcher.says("four.csv: loaded before")
        watcher.says("Nothing is new")
        assert watcher.ends(signal.SIGINT) == 0
        watcher.says("Stopped watching")


def test_a_file_is_loaded_when_it_is_whole(empty_workspace):
    place = Workspace(empty_workspace)
    lines = ratings(1, rows=40).splitlines(keepends=True)
    with watching(empty_workspace, quiet_seconds=2) as watcher:
        with (place.inbox / "slow.csv").open("w", encoding="utf-8") as file:
            # A copy over a slow line: a few rows at a time, for longer than the quiet time.
            for line in lines:
                file.write(line)
                file.flush()
                time.sleep(0.08)
        watcher.says("1 file arrived")
        assert "41 rows = 40 taken" in watcher.says("slow.csv")
        assert watcher.ends(signal.SIGTERM) == 0
    assert landing.loads(place).height == 1

"""Run one thing in a process of its own: its seconds and the most memory it held."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Measured:
    """Wall seconds and processor seconds, both without the start of Python, and peak megabytes."""

    seconds: float
    processor: float
    megabytes: float


def measured(module: str, *arguments: object, times: int = 1) -> Measured:
    """Run `python -m MODULE ARGUMENTS`, which calls `report`; give the fastest of its runs."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    runs = []
    for _ in range(times):
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        runs.append(Measured(**json.loads(done.stdout.splitlines()[-1])))
    return min(runs, key=lambda run: run.seconds)


def report(act: Callable[[], object]) -> None:
    """Time an act in this process and print what `measured` reads."""
    start, used = time.perf_counter(), processor()
    act()
    figures = Measured(
        seconds=time.perf_counter() - start,
        processor=processor() - used,
        megabytes=_peak_kilobytes() / 1024,
    )
    sys.stdout.write(json.dumps(figures.__dict__) + "\n")


def _peak_kilobytes() -> float:
    """Read the peak of this program; the one of `getrusage` is inherited from the parent."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = status.read_text(encoding="ascii").splitlines()
    return float(next(line for line in lines if line.startswith("VmHWM")).split()[1])


def processor() -> float:
    """Count the processor seconds of this process and of its children that have ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

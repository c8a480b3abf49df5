"""Watch the inbox: give the files that have arrived, once all of them are complete."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from ingestion import loading

_Seen = dict[Path, tuple[int, int]]


def batches(inbox: Path, quiet_seconds: float, stop: Event | None = None) -> Iterator[list[Path]]:
    """Give the files that are new or changed, first those that wait already.

    A file is complete when nothing in the inbox has changed for `quiet_seconds`; files that arrive
    together come together. Between two arrivals nothing is read: the system tells of changes.
    """
    handled: _Seen = {}
    last: _Seen = {}
    is_moving = True
    quiet = max(1, round(quiet_seconds * 1000))
    for changes in watch(
        inbox,
        watch_filter=None,
        debounce=quiet,
        rust_timeout=quiet,
        yield_on_timeout=True,
        stop_event=stop,
    ):
        if not (changes or is_moving):
            continue
        seen = _seen(inbox)
        is_moving = bool(changes) or seen != last
        last = seen
        if is_moving:
            continue
        arrived = [file for file, state in seen.items() if handled.get(file) != state]
        handled = seen
        if arrived:
            yield arrived


def _seen(inbox: Path) -> _Seen:
    """Note size and time of change of every file; one that is just being moved is not there."""
    seen: _Seen = {}
    for file in loading.files_in(inbox):
        try:
            state = file.stat()
        except FileNotFoundError:
            continue
        seen[file] = (state.st_size, state.st_mtime_ns)
    return seen

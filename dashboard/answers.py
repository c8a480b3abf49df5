"""Answers kept for whoever asks the same: of one build, one question, one slice.

Streamlit's own cache of data makes a copy of every answer for every reader, because a reader may
change it. Our answers are data frames that nobody changes, and a page asks forty times in a run.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock

import polars as pl

_MOST_BYTES = 200 * 1024 * 1024
_LARGEST_BYTES = 20 * 1024 * 1024


class Answers:
    """The answers used last, up to a number of bytes; several people may ask at once."""

    def __init__(self, most_bytes: int = _MOST_BYTES, largest_bytes: int = _LARGEST_BYTES) -> None:
        """Keep nothing larger than `largest_bytes`: one list of everybody is not worth the rest."""
        self._most, self._largest = most_bytes, largest_bytes
        self._kept: OrderedDict[Hashable, Future[pl.DataFrame]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, ask: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """Give the answer kept under the key, else ask; who comes meanwhile waits for it."""
        with self._lock:
            answer = self._kept.get(key)
            if answer is None:
                mine = self._kept[key] = Future[pl.DataFrame]()
            else:
                self._kept.move_to_end(key)
        if answer is not None:
            return answer.result()
        try:
            found = ask()
        except BaseException as error:
            with self._lock:
                del self._kept[key]
            mine.set_exception(error)
            raise
        mine.set_result(found)
        self._make_room(key, int(found.estimated_size()))
        return found

    def _make_room(self, key: Hashable, size: int) -> None:
        with self._lock:
            if size > self._largest:
                del self._kept[key]
                return
            self._bytes += size
            for other, answer in list(self._kept.items()):
                if self._bytes <= self._most:
                    break
                if other != key and answer.done():
                    self._bytes -= int(answer.result().estimated_size())
                    del self._kept[other]

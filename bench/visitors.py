"""People whose browsers are elsewhere: they speak to the dashboard as browsers do, drawing nothing.

Ten browsers on the machine that serves them take most of it; ten people have ten machines.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_PATIENCE = 120


class Visitor:
    """One person on one page: opens it, and then chooses in its `lists` (by label, their ids)."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.lists: dict[str, str] = {}
        self._page = ""

    def open(self, path: str, chosen: dict[str, list[str]]) -> float:
        """Open a page with a slice; give the milliseconds to the server's last word."""
        self.lists.clear()
        asked = BackMsg()
        asked.rerun_script.page_name = path
        asked.rerun_script.query_string = urlencode(chosen, doseq=True)
        return self._ask(asked)

    def choose(self, label: str, options: Sequence[str], chosen: dict[str, list[str]]) -> float:
        """Leave a list with `options` chosen; `chosen` is the slice that comes of it."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.query_string = urlencode(chosen, doseq=True)
        state = asked.rerun_script.widget_states.widgets.add(id=self.lists[label])
        state.string_array_value.data.extend(options)
        return self._ask(asked)

    def _ask(self, asked: BackMsg) -> float:
        begun = time.perf_counter()
        self._connection.send(asked.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._connection.recv(timeout=_PATIENCE, decode=False))
            kind = said.WhichOneof("type")
            if kind == "navigation":
                self._page = said.navigation.page_script_hash
            elif kind == "delta" and said.delta.new_element.HasField("multiselect"):
                drawn = said.delta.new_element.multiselect
                self.lists[drawn.label] = drawn.id
            elif kind == "script_finished":
                return 1000 * (time.perf_counter() - begun)


@contextmanager
def visitor(address: str) -> Iterator[Visitor]:
    """Come to a dashboard."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
        yield Visitor(connection)


def at_once(clicks: Sequence[Callable[[], float]]) -> list[float]:
    """Let everybody click in one moment; give how long each waited."""
    begin = Barrier(len(clicks))

    def click(made: Callable[[], float]) -> float:
        begin.wait()
        return made()

    with ThreadPoolExecutor(len(clicks)) as people:
        return list(people.map(click, clicks))

"""What dbt does for every model though nobody asks: left out in the process that builds.

For a small salon dbt's own work takes longer than the salon's rows. Measured on a build of 127
models and tests, a third of it went into messages that nobody hears and into names of macros,
looked up one by one. Both are put in place on dbt's classes; what a build does stays the same.
"""

from collections.abc import Collection
from typing import Any


def leave_out(heard: Collection[str]) -> None:
    """Save dbt what nobody needs; of messages that warn of nothing, only those `heard` are told."""
    _tell_only(heard)
    _find_macros_at_once()
    _share_the_empty_table()


def _tell_only(heard: Collection[str]) -> None:
    from dbt_common.events import base_types, event_manager  # noqa: PLC0415  (as in `dbt_child`)

    event, manager = base_types.BaseEvent, event_manager.EventManager
    write, fire = event.__init__, manager.fire_event
    idle = (base_types.DebugLevel, base_types.InfoLevel)

    def write_if_heard(self: Any, *args: Any, **content: Any) -> None:  # noqa: ANN401
        if type(self).__name__ in heard or not isinstance(self, idle):
            write(self, *args, **content)
        else:
            self.pb_msg = None

    def fire_if_written(self: Any, e: Any, *args: Any, **how: Any) -> None:  # noqa: ANN401
        if e.pb_msg is not None:
            fire(self, e, *args, **how)

    event.__init__ = write_if_heard  # type: ignore[method-assign]
    manager.fire_event = fire_if_written  # type: ignore[method-assign]


def _find_macros_at_once() -> None:
    from dbt.context.macros import MacroNamespace  # noqa: PLC0415  (as in `dbt_child`)

    def find(self: Any, name: str) -> Any:  # noqa: ANN401
        if "all_names" not in self.__dict__:
            # Who is asked first wins, so comes last.
            self.all_names = {}
            for names in reversed([*self._search_order()]):
                self.all_names.update(names)
        return self.all_names[name]

    MacroNamespace.__getitem__ = find


def _share_the_empty_table() -> None:
    """Make the table that stands for "no rows" once: each takes a calendar's parser to pieces."""
    from dbt_common.clients import agate_helper  # noqa: PLC0415  (as in `dbt_child`)

    nothing = agate_helper.empty_table()  # type: ignore[no-untyped-call]
    agate_helper.empty_table = lambda: nothing

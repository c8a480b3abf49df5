"""What the first person would otherwise wait for, done before the dashboard answers."""

import importlib
import inspect
import pkgutil
from contextlib import suppress
from pathlib import Path

from dashboard import data, memory, slices
from dashboard.month import contents
from warehouse.builds import NoBuildError
from warehouse.reading import QueryError
from warehouse.settings import SettingsError
from warehouse.workspace import WorkspaceError

# Scripts that Streamlit runs itself, and the server, which is running already.
_SCRIPTS = ("dashboard.app", "dashboard.views", "dashboard.server")


def warm() -> None:
    """Import what pages import, and ask what the first page asks of the slice it opens with."""
    here = str(Path(__file__).parent)
    for module in pkgutil.walk_packages([here], prefix="dashboard."):
        if not module.name.startswith(_SCRIPTS):
            importlib.import_module(module.name)
    # Streamlit asks in its first run who called it, which has Python look through all modules once.
    inspect.stack()
    # What is the matter the page itself will say, to somebody who can mend it.
    with suppress(NoBuildError, SettingsError, WorkspaceError, QueryError):
        _ask_for_the_first_page()
    memory.keep_what_is_there()


def _ask_for_the_first_page() -> None:
    build = data.current()
    opened_with = slices.at_first(build)
    if opened_with:
        contents.of(build, opened_with.params)
        build.answer("card_file", opened_with.params)

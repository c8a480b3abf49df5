"""Streamlit's server, as `python -m dashboard.server run …`: it answers when pages are imported.

Else the first person would wait, before an empty page, for all that pages need to be imported.
"""

import importlib
import pkgutil
from pathlib import Path

from streamlit.web import cli

from dashboard import memory

_HERE = Path(__file__).parent
# Scripts that Streamlit runs itself.
_SCRIPTS = ("dashboard.app", "dashboard.views", "dashboard.server")


def main() -> None:
    """Serve what the command line says, as Streamlit does."""
    for module in pkgutil.walk_packages([str(_HERE)], prefix="dashboard."):
        if not module.name.startswith(_SCRIPTS):
            importlib.import_module(module.name)
    memory.keep_what_is_there()
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()

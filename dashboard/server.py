"""The dashboard's server, as `python -m dashboard.server --port 8501`.

It answers when pages are imported; else the first person would wait for that before an empty page.
"""

import argparse
import importlib
import pkgutil
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard import memory, serving
from dashboard.browser_files import BrowserFiles

_HERE = Path(__file__).parent
# Scripts that Streamlit runs itself.
_SCRIPTS = ("dashboard.app", "dashboard.views", "dashboard.server")
_SECONDS_TO_SAY_GOODBYE = 2


def main() -> None:
    """Serve the pages until asked to end; the workspace is said by the environment."""
    arguments = argparse.ArgumentParser(prog="dashboard.server")
    arguments.add_argument("--port", type=int, required=True)
    port = arguments.parse_args().port
    for module in pkgutil.walk_packages([str(_HERE)], prefix="dashboard."):
        if not module.name.startswith(_SCRIPTS):
            importlib.import_module(module.name)
    memory.keep_what_is_there()
    # `streamlit run` binds its socket in a way (Streamlit 1.67) that asyncio takes it for something
    # other than TCP and has the kernel hold small messages back: 40 ms for each file of the
    # browser's, and at the end of each answer. uvicorn binds its own.
    uvicorn.run(
        st.App(_HERE / "app.py", middleware=[Middleware(BrowserFiles)]),
        host=serving.HOST,
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_SAY_GOODBYE,
    )


if __name__ == "__main__":
    main()

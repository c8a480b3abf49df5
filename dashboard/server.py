"""The dashboard's server, as `python -m dashboard.server --port 8501`."""

import argparse
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard import serving, warming
from dashboard.browser_files import BrowserFiles

_APP = Path(__file__).parent / "app.py"
_SECONDS_TO_SAY_GOODBYE = 2


def main() -> None:
    """Serve the pages until asked to end; the workspace is said by the environment."""
    arguments = argparse.ArgumentParser(prog="dashboard.server")
    arguments.add_argument("--port", type=int, required=True)
    port = arguments.parse_args().port
    warming.warm()
    # `streamlit run` binds its socket in a way (Streamlit 1.67) that asyncio takes it for something
    # other than TCP and has the kernel hold small messages back: 40 ms for each file of the
    # browser's, and at the end of each answer. uvicorn binds its own.
    uvicorn.run(
        st.App(_APP, middleware=[Middleware(BrowserFiles)]),
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

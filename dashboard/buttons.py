"""Buttons to take a file away; it is made on the click, and not before."""

from collections.abc import Callable

import streamlit as st

from dashboard import language

_KINDS = {
    "csv": "text/csv",
    "html": "text/html",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def take(label: str, content: Callable[[], bytes], file_name: str, key: str | None = None) -> None:
    """Draw a button that gives the file named; its ending says of which kind it is."""
    st.download_button(
        label,
        language.bound(content),
        file_name=file_name,
        mime=_KINDS[file_name.rsplit(".", 1)[1]],
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )

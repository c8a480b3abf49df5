"""The client in the address: by a key that says nothing about the person, not by name or phone."""

import streamlit as st

from dashboard.language import _

_CLIENT = "client"


def current() -> str | None:
    """Give the key of the client in the address."""
    return st.query_params.get(_CLIENT)


def put(client_key: str) -> None:
    """Put a client into the address."""
    st.query_params[_CLIENT] = client_key


def forget() -> None:
    """Take the client out of the address."""
    st.query_params.pop(_CLIENT, None)


def draw(client_key: str, label: str | None = None) -> None:
    """Draw a link to the card of a client."""
    st.page_link(
        "views/client.py",
        label=label or _("Open the card"),
        icon=":material/badge:",
        query_params={_CLIENT: client_key},
    )

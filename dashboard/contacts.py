"""Names, phones and e-mails of clients: whether who looks may see them.

It is decided when the dashboard is started (`regulars dashboard --without-contacts`), for everybody
who opens it: a page cannot tell one reader from another.
"""

import os
from collections.abc import Mapping

import streamlit as st

from dashboard import serving
from dashboard.language import _
from dashboard.tables import How

# What a person can be known by; a cell that was refused may be any of it.
_PERSONAL = ("client_name", "phone", "email", "value")


def may_be_seen() -> bool:
    """Tell whether this dashboard shows who the clients are."""
    return os.environ.get(serving.CONTACTS) != serving.HIDDEN


def allowed(columns: Mapping[str, tuple[str, How]]) -> Mapping[str, tuple[str, How]]:
    """Take the columns that may be shown here."""
    if may_be_seen():
        return columns
    return {name: how for name, how in columns.items() if name not in _PERSONAL}


def say_hidden() -> None:
    """Say why a list of people is not there."""
    st.caption(
        _(
            "Names, phones and e-mails are not shown: this dashboard was started without them. "
            "Who may see them starts it with `regulars dashboard`."
        )
    )

"""A place of the page that stays one place, whether anything stands in it or not."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def in_place(draw: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """Draw into a container of its own.

    A browser knows elements by their number. Where a sentence comes or goes, all below it move up
    or down, and each chart and table there is begun anew: a tenth of a second and more.
    """

    @wraps(draw)
    def drawn(*args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
        with st.container():
            return draw(*args, **kwargs)

    return drawn

"""Links that open in any language.

The address names a choice as its control does, in the language of whoever made the link. Here a
name is taken for its code whatever language it is of; the codes themselves are understood too.
"""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard import language

_UNDERSTOOD = "links_understood"


def understand(key: str, options: Sequence[str], says: Callable[[str], str]) -> None:
    """Choose for the control `key` what the address says, before the control is drawn.

    `says` names an option in the language in force, as `format_func` of the control does.
    """
    if meant := _meant(key, options, says):
        _choose(key, meant)


def understand_one(key: str, options: Sequence[str], says: Callable[[str], str]) -> None:
    """Do the same for a control of which one option is chosen."""
    if meant := _meant(key, options, says):
        _choose(key, meant[0])


def begin() -> None:
    """Choose again what a link of another language said: so it comes into the address as well.

    Streamlit writes into the address what is chosen for a control that was drawn before.
    """
    for key, value in st.session_state.pop(_UNDERSTOOD, {}).items():
        st.session_state[key] = value


def keep(key: str, default: object) -> None:
    """Say a choice to the address again that a browser lost on the way to another page.

    A browser that is still drawing forgets there the controls it has not drawn yet. Said before
    `st.navigation`, the choice is in the new page's address from the start, and *back* leads back.
    """
    if key not in st.session_state or key in st.query_params:
        return
    chosen = st.session_state[key]
    if chosen != default:
        st.session_state[key] = chosen


def _choose(key: str, value: str | list[str]) -> None:
    st.session_state[key] = value
    st.session_state.setdefault(_UNDERSTOOD, {})[key] = value


def _meant(key: str, options: Sequence[str], says: Callable[[str], str]) -> list[str]:
    """Give the codes of what the address names in other words than those of this language."""
    named = st.query_params.get_all(key)
    if not named or key in st.session_state or {says(code) for code in options}.issuperset(named):
        return []
    codes = _codes(options, says)
    return [codes[name] for name in named if name in codes]


def _codes(options: Sequence[str], says: Callable[[str], str]) -> Mapping[str, str]:
    """Find the code of a name in any of the languages; one of this language comes first."""
    codes: dict[str, str] = {code: code for code in options}
    for one in language.LANGUAGES:
        with language.speaking(one):
            codes |= {says(code): code for code in options}
    return codes | {says(code): code for code in options}

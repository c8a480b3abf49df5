"""What stands between the cells of a text, and in which encoding its letters are."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.language import N_, _
from dashboard.loading.files import Candidate, delimiter_key, encoding_key
from ingestion.text_encoding import Encoding

_DELIMITERS = {
    "": N_("As found"),
    ",": N_("Comma ,"),
    ";": N_("Semicolon ;"),
    "\t": N_("Tab"),
    "|": N_("Bar |"),
    "whitespace": N_("Blanks"),
}
_ENCODINGS: Mapping[Encoding, str] = {
    "utf-8": "",
    "windows-1251": N_("Cyrillic, Windows"),
    "cp866": N_("Cyrillic, DOS"),
    "koi8-r": N_("Cyrillic, Unix"),
    "mac-cyrillic": N_("Cyrillic, Mac"),
    "windows-1252": N_("Western Europe, Windows"),
    "windows-1250": N_("Central Europe, Windows"),
    "cp852": N_("Central Europe, DOS"),
    "windows-1254": N_("Turkish, Windows"),
    "windows-1257": N_("Baltic, Windows"),
    "utf-16-le": N_("little endian"),
    "utf-16-be": N_("big endian"),
}


def delimiter(candidate: Candidate, place: DeltaGenerator) -> None:
    """Ask what stands between the cells; the file is read again by the answer."""
    place.selectbox(
        _("Cells are split by"),
        list(_DELIMITERS),
        format_func=lambda code: _(_DELIMITERS[code]),
        key=delimiter_key(candidate.key),
    )


def encoding(candidate: Candidate) -> None:
    """Ask for the encoding where the text itself leaves it open; the file is read again by it."""
    if not candidate.opened.asks_encoding:
        return
    st.selectbox(
        _("Letters look wrong? Encoding of the text"),
        ["", *_ENCODINGS],
        format_func=lambda name: named(name) if name else _("As found"),
        key=encoding_key(candidate.key),
        help=_("The rows below show the letters as they are read by it."),
    )


def named(encoding: str) -> str:
    """Name an encoding with the letters that it is for."""
    letters = {str(name): letters for name, letters in _ENCODINGS.items()}.get(encoding)
    return f"{encoding} ({_(letters)})" if letters else encoding


def chosen_encoding(candidate: Candidate) -> Encoding | None:
    """Give the encoding that was chosen on the page."""
    return st.session_state.get(encoding_key(candidate.key)) or None

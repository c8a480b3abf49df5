"""What stands between the cells of a text, and in which encoding its letters are."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.loading.files import Candidate, delimiter_key, encoding_key
from ingestion.text_encoding import Encoding

_DELIMITERS = {
    "": "As found",
    ",": "Comma ,",
    ";": "Semicolon ;",
    "\t": "Tab",
    "|": "Bar |",
    "whitespace": "Blanks",
}
_ENCODINGS: Mapping[Encoding, str] = {
    "utf-8": "",
    "windows-1251": "Cyrillic, Windows",
    "cp866": "Cyrillic, DOS",
    "koi8-r": "Cyrillic, Unix",
    "mac-cyrillic": "Cyrillic, Mac",
    "windows-1252": "Western Europe, Windows",
    "windows-1250": "Central Europe, Windows",
    "cp852": "Central Europe, DOS",
    "windows-1254": "Turkish, Windows",
    "windows-1257": "Baltic, Windows",
    "utf-16-le": "little endian",
    "utf-16-be": "big endian",
}


def delimiter(candidate: Candidate, place: DeltaGenerator) -> None:
    """Ask what stands between the cells; the file is read again by the answer."""
    place.selectbox(
        "Cells are split by",
        list(_DELIMITERS),
        format_func=_DELIMITERS.__getitem__,
        key=delimiter_key(candidate.key),
    )


def encoding(candidate: Candidate) -> None:
    """Ask for the encoding where the text itself leaves it open; the file is read again by it."""
    if not candidate.opened.asks_encoding:
        return
    st.selectbox(
        "Letters look wrong? Encoding of the text",
        ["", *_ENCODINGS],
        format_func=lambda name: named(name) if name else "As found",
        key=encoding_key(candidate.key),
        help="The rows below show the letters as they are read by it.",
    )


def named(encoding: str) -> str:
    """Name an encoding with the letters that it is for."""
    letters = {str(name): letters for name, letters in _ENCODINGS.items()}.get(encoding)
    return f"{encoding} ({letters})" if letters else encoding


def chosen_encoding(candidate: Candidate) -> Encoding | None:
    """Give the encoding that was chosen on the page."""
    return st.session_state.get(encoding_key(candidate.key)) or None

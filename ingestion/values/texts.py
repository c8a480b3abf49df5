"""Texts: blanks, names, e-mails, spellings, yes and no."""

import polars as pl

BLANKS = r"[\s\u{00a0}\u{2007}\u{2009}\u{202f}\u{feff}]+"
# What `cleaned` would change: blanks at the ends, double ones, and all but the plain blank.
_UNTIDY = r"^\s|\s$|[\s\u{feff}]{2}|[^\S ]|\u{feff}"
_ADDRESS = r"^[^@*\s]+@[^@*\s]+\.[^@*\s]{2,}$"
# The same for the usual letters and signs: a look at bytes takes half the time.
_PLAIN_ADDRESS = "^(?-u:P+@P+[.]P{2,})$".replace("P", "[!-)+-?A-~]")
NOBODY = ("walk-in", "walk-ins", "walk in", "walk ins", "walkin", "walkins", "anonymous")
# Words of our users' languages, and what their spreadsheets write for true and false.
# fmt: off
YES = (
    "yes", "y", "true", "t", "1", "1.0", "on", "x", "✓", "✔", "☑", "да", "д", "истина", "так",
    "істина", "igen", "igaz", "oo", "opo", "sí", "si", "verdadero", "oui", "vrai",
    "ja", "j", "wahr", "tak", "prawda",
)
NO = (
    "no", "n", "false", "f", "0", "0.0", "off", "✗", "✘", "☐", "нет", "н", "ложь", "ні", "хибність",
    "nem", "hamis", "hindi", "falso", "non", "faux", "nein", "falsch", "nie", "fałsz",
)
# fmt: on
YES_ELSEWHERE = ("ano", "sim")
# Full-width forms, as Asian keyboards write them; other scripts' digits and ² stay as they are.
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"￥": "¥", "￡": "£"}


def narrow(text: pl.Expr) -> pl.Expr:
    """Write full-width digits, letters and signs as the usual ones."""
    return text.str.replace_many(_WIDE)


def are_tidy(cells: pl.Series) -> bool:
    """Tell that no text of a column has blanks to clean."""
    return not cells.str.contains(_UNTIDY).any()


def filled(cell: pl.Expr) -> pl.Expr:
    """Let an empty cell be null; for columns that are tidy."""
    return pl.when(cell != "").then(cell)


def cleaned(cell: pl.Expr) -> pl.Expr:
    """Trim, make blanks single, and let an empty cell be null."""
    text = cell.str.replace_all(BLANKS, " ").str.strip_chars()
    return pl.when(text != "").then(text)


def paragraphs(cell: pl.Expr) -> pl.Expr:
    """Trim, but keep the line breaks of a longer text."""
    text = cell.str.replace_all(r"\r\n?", "\n").str.strip_chars()
    return pl.when(text != "").then(text)


def compared(text: pl.Expr) -> pl.Expr:
    """Give the form in which words are compared."""
    return cleaned(text).str.to_lowercase()


def without(text: pl.Expr, empty: list[str]) -> pl.Expr:
    """Blank the texts that stand for nothing."""
    if not empty:
        return text
    words = [word.strip().lower() for word in empty]
    return pl.when(compared(text).is_in(words).not_()).then(text)


def lists(text: pl.Expr, word: str) -> pl.Expr:
    """See a word among those that one cell lists, such as tags."""
    parts = compared(text).str.replace_all(r"[\s;|]+", ",").str.split(",")
    return parts.list.contains(word.strip().lower())


def mapped(text: pl.Expr, names: dict[str, str], otherwise: str | None) -> pl.Expr:
    """Rename values; one that the map does not know stays, or becomes `otherwise`."""
    if not names and otherwise is None:
        return text
    known = {word.strip().lower(): name for word, name in names.items()}
    found = compared(text).replace_strict(known, default=None, return_dtype=pl.String)
    fallback = text if otherwise is None else pl.when(text.is_not_null()).then(pl.lit(otherwise))
    return pl.coalesce(found, fallback)


def flag(text: pl.Expr) -> pl.Expr:
    """Read yes and no in the languages of our users."""
    words = {**dict.fromkeys((*YES, *YES_ELSEWHERE), True), **dict.fromkeys(NO, False)}
    return compared(text).replace_strict(words, default=None, return_dtype=pl.Boolean)


def person(text: pl.Expr) -> pl.Expr:
    """Blank the names that stand for nobody; the names are clean already."""
    return pl.when(text.str.to_lowercase().is_in(NOBODY).not_()).then(text)


def emails(addresses: pl.Series) -> pl.Series:
    """Lower addresses; what is none (masked, "anonymous") becomes null."""
    lowered = addresses.str.to_lowercase()
    is_plain = lowered.str.contains(_PLAIN_ADDRESS) & lowered.str.starts_with("mailto:").not_()
    if is_plain.sum() == addresses.len() - addresses.null_count():
        return lowered
    return addresses.to_frame().select(email(pl.col(addresses.name))).to_series()


def email(text: pl.Expr) -> pl.Expr:
    """Lower an address; what is none (masked, "anonymous") becomes null."""
    lowered = text.str.to_lowercase().str.replace_all(r"\s|^mailto:", "")
    return pl.when(lowered.str.contains(_ADDRESS)).then(lowered)


def spelled(text: pl.Expr, spellings: dict[str, list[str]]) -> pl.Expr:
    """Bring other spellings of a branch or a person back to the one of `salon.toml`."""
    known = {
        word.strip().lower(): name for name, others in spellings.items() for word in (name, *others)
    }
    return mapped(text, known, None) if known else text

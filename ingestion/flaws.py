"""What a reader could not read: a mark travels in the text of a cell until its row is judged.

The marks lie in Unicode's last private area, where no text of a salon has letters.
"""

import polars as pl

ERROR = "\U0010f600"
UNCALCULATED = "\U0010f601"
# Before the two hexadecimal digits of a byte that is no letter in the file's encoding.
UNDECODED = "\U0010f602"

ANY = f"[{ERROR}{UNCALCULATED}{UNDECODED}]"
_REASONS = {
    ERROR: "is an error in the workbook: mend the formula, or type the value",
    UNCALCULATED: (
        "is a formula without a result: open the workbook in Excel or LibreOffice, save it there, "
        "and load it again"
    ),
    UNDECODED: (
        "holds bytes that are no letters in the encoding of the file: write the cell again, or "
        "export the report as UTF-8"
    ),
}


def undecoded(error: UnicodeError) -> tuple[str, int]:
    """Keep the bytes that are no letters, marked; an error handler for `bytes.decode`."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(f"{UNDECODED}{byte:02x}" for byte in lost), error.end


def is_flawed(text: pl.Expr) -> pl.Expr:
    """See a mark of any kind."""
    return text.str.contains(ANY).fill_null(value=False)


def reason(text: pl.Expr) -> pl.Expr:
    """Say what is wrong with a marked cell and what to do; null where nothing is."""
    said = pl.lit(None, dtype=pl.String)
    for mark, words in _REASONS.items():
        said = pl.when(text.str.contains(mark, literal=True)).then(pl.lit(words)).otherwise(said)
    return said


def shown(text: pl.Expr) -> pl.Expr:
    r"""Write a marked cell as people can read it: `#DIV/0!`, `J\xfcrgen`."""
    return (
        text.str.replace_all(ERROR, "", literal=True)
        .str.replace_all(UNCALCULATED, "", literal=True)
        .str.replace_all(UNDECODED, r"\x", literal=True)
    )

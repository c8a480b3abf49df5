# ruff: noqa: RUF001  # letters of other scripts are meant
"""Phone numbers in one form, E.164, so that the same number compares equal."""

import phonenumbers
import polars as pl

_FEWEST_DIGITS = 5


def phones(texts: pl.Series, country: str) -> pl.Series:
    """Write each number as +36…; else its digits; masked and made-up ones become null."""
    distinct = texts.drop_nulls().unique()
    read = {text: _phone(text, country) for text in distinct}
    return texts.replace_strict(read, default=None, return_dtype=pl.String)


def _phone(text: str, country: str) -> str | None:
    digits = "".join(letter for letter in text if letter in "0123456789")
    if "*" in text or len(digits) < _FEWEST_DIGITS or len(set(digits)) == 1:
        return None
    try:
        number = phonenumbers.parse(text.lstrip("'’` "), country)
    except phonenumbers.NumberParseException:
        return digits
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return digits

# ruff: noqa: RUF001  # letters of other scripts are meant
"""Phone numbers in one form, E.164, so that the same number compares equal."""

import re

import phonenumbers
import polars as pl

_FEWEST_DIGITS = 5
_MOST_DIGITS = 15
# Digits that a system hides: +7 *** 12, 06 XX XXX, 06•••12.
_MASK = re.compile(r"[*•…#]|[xхX×]{2}", re.IGNORECASE)
# What is left of a number that a spreadsheet took for an amount: 3,61E+10.
_ROUNDED = re.compile(r"^[0-9][.,]?[0-9]*E\+?[0-9]+$", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"[,;/|\n]| or | или | vagy ")
_REMARK = re.compile(r"(?<=[0-9])\s*\(?[^\W\d_].*$")


def is_valid(phone: pl.Expr) -> pl.Expr:
    """Tell a number that its country gives out from digits kept as they stand."""
    return phone.str.starts_with("+")


def phones(texts: pl.Series, country: str) -> pl.Series:
    """Write each number as +36…; else its digits; masked and made-up ones become null.

    Of several numbers in a cell the first that is valid counts.
    """
    distinct = texts.drop_nulls().unique()
    read = {text: _phone(text, country) for text in distinct}
    return texts.replace_strict(read, default=None, return_dtype=pl.String)


def _phone(text: str, country: str) -> str | None:
    if _MASK.search(text) or _ROUNDED.match(text):
        return None
    written = [text, *_NEXT_NUMBER.split(text), _REMARK.sub("", text)]
    valid = (_e164(number, country) for number in written)
    return next(filter(None, valid), None) or _digits(text)


def _e164(text: str, country: str) -> str | None:
    try:
        # A workbook keeps a number as text by an apostrophe in front.
        number = phonenumbers.parse(text.lstrip("'’` "), country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _digits(text: str) -> str | None:
    """Keep what is no valid number as it stands, unless it is junk such as 0000000."""
    digits = phonenumbers.normalize_digits_only(text)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or len(set(digits)) == 1:
        return None
    return digits

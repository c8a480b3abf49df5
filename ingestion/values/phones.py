# ruff: noqa: RUF001  # letters of other scripts are meant
"""Phone numbers in one form, E.164, so that the same number compares equal."""

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
import polars as pl
from phonenumbers.phonemetadata import PhoneMetadata

_FEWEST_DIGITS = 5
_FEW = 1000
_KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip",
    "pager", "uan", "voicemail",
)  # fmt: skip
_MOST_DIGITS = 15
# Digits that a system hides: +7 *** 12, 06 XX XXX, 06•••12.
_MASK = re.compile(r"[*•…#]|[xхX×]{2}", re.IGNORECASE)
# What is left of a number that a spreadsheet took for an amount: 3,61E+10.
_ROUNDED = re.compile(r"^[0-9][.,]?[0-9]*E\+?[0-9]+$", re.IGNORECASE)
_SIGNS = r"[ ().-]"
_NEXT_NUMBER = re.compile(r"[,;/|\n]| or | или | vagy ")
_REMARK = re.compile(r"(?<=[0-9])\s*\(?[^\W\d_].*$")


def is_valid(phone: pl.Expr) -> pl.Expr:
    """Tell a number that its country gives out from digits kept as they stand."""
    return phone.str.starts_with("+")


def phones(texts: pl.Series, country: str) -> pl.Series:
    """Write each number as +36…; else its digits; masked and made-up ones become null.

    Of several numbers in a cell the first that is valid counts.
    """
    plan = _plan(country) if texts.len() > _FEW else None
    if plan is None:
        return _read_one_by_one(texts, country)
    read = plan.certain(texts)
    if read.null_count() > texts.null_count():
        others = _where_missing(read, texts)
        signed = pl.when(others.str.starts_with("+")).then(others.str.replace_all(_SIGNS, ""))
        read = read.zip_with(read.is_not_null(), plan.certain(pl.select(signed).to_series()))
    if read.null_count() > texts.null_count():
        others = _read_one_by_one(_where_missing(read, texts), country)
        read = read.zip_with(read.is_not_null(), others)
    return read.alias(texts.name)


def _where_missing(read: pl.Series, texts: pl.Series) -> pl.Series:
    return pl.select(pl.when(read.is_null()).then(texts)).to_series()


def _read_one_by_one(texts: pl.Series, country: str) -> pl.Series:
    distinct = texts.drop_nulls().unique()
    read = {text: _phone(text, country) for text in distinct}
    return texts.replace_strict(read, default=None, return_dtype=pl.String)


@dataclass(frozen=True)
class _Plan:
    """The numbers of a country that stay as they are, and how doubtful ones begin."""

    patterns: tuple[str, ...]
    doubtful: str

    def certain(self, texts: pl.Series) -> pl.Series:
        """Keep the texts that are such numbers, without a sign between the digits."""
        text = pl.col(texts.name)
        is_valid = pl.all_horizontal(text.str.contains(pattern) for pattern in self.patterns)
        is_certain = is_valid & text.str.starts_with(self.doubtful).not_()
        return texts.to_frame().select(pl.when(is_certain).then(text)).to_series()


@cache
def _plan(country: str) -> _Plan | None:
    """Take the valid numbers of a country from the library's own data.

    None where several countries share the code: there the number itself has to say whose it is.
    """
    code = phonenumbers.country_code_for_region(country)
    data = PhoneMetadata.metadata_for_region(country)
    if (
        data is None
        or data.general_desc is None
        or len(phonenumbers.region_codes_for_country_code(code)) > 1
    ):
        return None
    # What begins with the prefix for calls inside the country may be read without it.
    trunk = data.national_prefix_for_parsing or "nothing"
    if trunk != "nothing" and not trunk.isdecimal():
        return None
    kinds = [getattr(data, kind) for kind in _KINDS]
    valid = [
        kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern
    ]
    general = data.general_desc.national_number_pattern
    patterns = [rf"^\+{code}(?:{pattern})$" for pattern in (general, "|".join(valid))]
    return _Plan(tuple(pattern.replace(r"\d", "[0-9]") for pattern in patterns), f"+{code}{trunk}")


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

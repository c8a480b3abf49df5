# ruff: noqa: RUF001  # letters of other scripts are meant
"""Amounts and numbers as people and programs write them: signs, currency, thousands, decimals."""

from dataclasses import dataclass

import polars as pl

from ingestion.rules import DecimalMark
from ingestion.values import texts

_CENTS = 2
_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"))
# fmt: off
_CODES = (
    "USD", "EUR", "GBP", "CHF", "HUF", "PLN", "CZK", "RON", "BGN", "SEK", "NOK", "DKK", "ISK",
    "RSD", "UAH", "RUB", "BYN", "KZT", "GEL", "AMD", "AZN", "UZS", "KGS", "MDL", "TRY", "ILS",
    "AED", "SAR", "QAR", "KWD", "PHP", "THB", "VND", "IDR", "MYR", "SGD", "HKD", "TWD", "CNY",
    "JPY", "KRW", "INR", "PKR", "LKR", "AUD", "NZD", "CAD", "MXN", "BRL", "ARS", "CLP", "COP",
    "PEN", "UYU", "ZAR", "EGP", "MAD", "NGN", "KES",
)
# fmt: on
CURRENCIES: dict[str, frozenset[str]] = {
    **{code.lower(): frozenset([code]) for code in _CODES},
    "$": _DOLLARS,
    "us$": frozenset(["USD"]),
    "r$": frozenset(["BRL"]),
    "€": frozenset(["EUR"]),
    "£": frozenset(["GBP", "EGP"]),
    "₽": frozenset(["RUB"]),
    "руб": frozenset(["RUB", "BYN"]),
    "р": frozenset(["RUB", "BYN"]),
    "₴": frozenset(["UAH"]),
    "грн": frozenset(["UAH"]),
    "₸": frozenset(["KZT"]),
    "₱": frozenset(["PHP"]),
    "₺": frozenset(["TRY"]),
    "₹": frozenset(["INR"]),
    "¥": frozenset(["JPY", "CNY"]),
    "ft": frozenset(["HUF"]),
    "zł": frozenset(["PLN"]),
    "kč": frozenset(["CZK"]),
    "kr": frozenset(["SEK", "NOK", "DKK", "ISK"]),
    "lei": frozenset(["RON", "MDL"]),
    "лв": frozenset(["BGN"]),
}
_CURRENCY = r"[\p{L}\p{Sc}][\p{L}\p{Sc}.]*"
# The regex classes are Unicode-aware: digits are spelled out, since ٣ is no amount here.
_DIGITS = "[0-9]"
_FIGURE = "[0-9.,](?:[0-9.,'’ ]*[0-9.,])?"
# Stands for a currency while a shape is looked at: to look for all letters there takes long.
_SIGN = "¤"
# One sign, on one side; whatever has more to it is no amount.
_SHAPE = "^(?:{})$".format(
    "|".join(
        shape.replace("C", f"{_SIGN}?").replace("F", _FIGURE)
        for shape in (
            "[-+]? ?C ?F ?%? ?C",
            "C ?[-+] ?F ?C",
            "C ?F ?C ?-",
            r"C ?\( ?C ?F ?C ?\) ?C",
        )
    )
)
_THOUSANDS_BY_BLANKS = r"^[0-9]{1,3}([ '’][0-9]{3})+([.,]|$)"
# As in India: pairs, then the last three digits.
_LAKHS = r"^[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}(\.[0-9]*)?$"
# What programs write mostly: a point in it is certain.
_PLAIN = r"^-?[0-9]+(?:\.[0-9]{1,2})?$"
# 100,- and 100.- are whole amounts, not negative ones.
_NO_CENTS = r"([0-9])[.,][-–—]{1,2}(\s|$)"


@dataclass(frozen=True)
class Marks:
    """How often each decimal mark is certain in a column."""

    dot: int = 0
    comma: int = 0
    # A lone mark before three digits says little: 1.250 may be a thousand or one and a quarter.
    dot_or_thousands: int = 0

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(
            self.dot + other.dot,
            self.comma + other.comma,
            self.dot_or_thousands + other.dot_or_thousands,
        )

    @property
    def decided(self) -> DecimalMark | None:
        """Give the mark that the column uses, where it shows one."""
        if self.dot == self.comma:
            return None
        return "." if self.dot > self.comma else ","


def plain(text: pl.Expr) -> pl.Expr:
    """Write blanks, signs and digits of other widths in the usual way."""
    return (
        texts.narrow(text)
        .str.replace_all(texts.BLANKS, " ")
        .str.strip_chars(" ")
        .str.replace(_NO_CENTS, "$1$2")
        .str.replace_all("[−–‒﹣]", "-")
    )


def bare(text: pl.Expr) -> pl.Expr:
    """Strip sign, currency and blanks between thousands; digits and marks are left."""
    digits = (
        plain(text)
        .str.replace_all(_CURRENCY, "")
        .str.replace_all("%", "", literal=True)
        .str.strip_chars(" +-()")
    )
    return (
        pl.when(digits.str.contains(_THOUSANDS_BY_BLANKS))
        .then(digits.str.replace_all("[ '’]", ""))
        .when(digits.str.contains(_LAKHS))
        .then(digits.str.replace_all(",", "", literal=True))
        .otherwise(digits)
    )


def is_negative(text: pl.Expr) -> pl.Expr:
    """See a minus in front or behind, or parentheses."""
    stripped = plain(text).str.replace_all(_CURRENCY, "").str.replace_all(" ", "", literal=True)
    return stripped.str.contains(r"^-|-$|^\(.*\)$")


def is_amount(text: pl.Expr) -> pl.Expr:
    """See a figure with at most one sign and one currency that we know."""
    written = plain(text).str.replace_all(_CURRENCY, _SIGN)
    token = currency_token(text)
    is_known = token.is_null() | token.is_in(list(CURRENCIES))
    is_one = written.str.count_matches(_SIGN, literal=True) <= 1
    return written.str.contains(_SHAPE) & is_known & is_one


def currency_token(text: pl.Expr) -> pl.Expr:
    """Give the currency sign or word in a cell, in lower case without its full stop."""
    return text.str.extract(f"({_CURRENCY})").str.to_lowercase().str.strip_chars(".")


def name_a_currency(column: pl.Series) -> bool:
    """Tell whether any text of a column has a currency sign or word."""
    return bool(column.str.contains(_CURRENCY).any())


def marks(column: pl.Series) -> Marks:
    """Count what a column shows about its decimal mark."""
    if column.str.contains(_PLAIN).all():
        return Marks(dot=int(column.str.contains(".", literal=True).sum()))
    each = column.alias("text").drop_nulls().value_counts(name="rows")
    flags = shown(each.select("text")).fill_null(value=False)
    counted = flags.select(pl.all() * each["rows"]).sum().row(0)
    return Marks(*(int(count or 0) for count in counted))


def shown(column: pl.DataFrame) -> pl.DataFrame:
    """Tell for each text of a column what it shows: a dot, a comma, or a dot that may group."""
    digits = pl.col("text")
    last_dot = digits.str.contains(r"^[0-9,]*\.[0-9]+$")
    last_comma = digits.str.contains(r"^[0-9.]*,[0-9]+$")
    both = digits.str.contains(r"[.].*,|,.*[.]")
    three = digits.str.contains(r"^[1-9][0-9]{0,2}[.,][0-9]{3}$")
    repeated_dot = digits.str.count_matches(r"\.") > 1
    repeated_comma = digits.str.count_matches(",") > 1
    is_dot = (last_dot & (both | three.not_()) & repeated_dot.not_()) | repeated_comma
    is_comma = (last_comma & (both | three.not_()) & repeated_comma.not_()) | repeated_dot
    return column.select(bare(pl.first()).alias("text")).select(
        (is_dot & is_comma.not_()).alias("dot"),
        (is_comma & is_dot.not_()).alias("comma"),
        (three & last_dot).alias("dot_or_thousands"),
    )


def number(text: pl.Expr, mark: DecimalMark, scale: int) -> pl.Expr:
    """Read a number with a known decimal mark, rounded half to even; null where it is none."""
    thousands, decimal = (",", r"\.") if mark == "." else (r"\.", ",")
    pattern = f"^({_DIGITS}{{1,3}}({thousands}{_DIGITS}{{3}})+|{_DIGITS}*)({decimal}{_DIGITS}*)?$"
    digits = bare(text)
    is_number = digits.str.contains(pattern) & digits.str.contains(_DIGITS) & is_amount(text)
    figure = (
        digits.str.replace_all("," if mark == "." else ".", "", literal=True)
        .str.replace(mark, ".", literal=True)
        .str.replace(r"^\.", "0.")
    )
    sign = pl.when(is_negative(text)).then(pl.lit("-")).otherwise(pl.lit(""))
    value = pl.when(is_number).then(sign + figure).cast(pl.Decimal(18, scale), strict=False)
    is_percent = text.str.ends_with("%")
    if scale <= _CENTS:
        return pl.when(is_percent.not_()).then(value)  # a share is no amount of money
    return pl.when(is_percent).then((value / 100).cast(pl.Decimal(18, scale))).otherwise(value)


def are_plain(column: pl.Series, mark: DecimalMark) -> bool:
    """Tell that all texts of a column are digits as programs write them, with at most a minus."""
    decimals = r"(?:\.[0-9]+)?" if mark == "." else ""
    return bool(column.str.contains(rf"^-?[0-9]+{decimals}$").all())


def plain_number(text: pl.Expr, scale: int) -> pl.Expr:
    """Read such texts at once."""
    return text.cast(pl.Decimal(18, scale), strict=False)


def plain_whole(text: pl.Expr) -> pl.Expr:
    """Read such texts where they are whole numbers."""
    return _whole(plain_number(text, 6))


def whole(text: pl.Expr, mark: DecimalMark) -> pl.Expr:
    """Read a whole number: 5, 5.0, 1,204."""
    return _whole(number(text, mark, 6))


def _whole(value: pl.Expr) -> pl.Expr:
    rounded = value.cast(pl.Int64, strict=False)
    return pl.when(value == rounded).then(rounded)

# ruff: noqa: RUF001  # letters of other scripts are meant
"""Amounts and numbers as people and programs write them: signs, currency, thousands, decimals."""

from dataclasses import dataclass

import polars as pl

from ingestion.rules import DecimalMark

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
_SPACES = r"[\s\u{00a0}\u{2007}\u{2009}\u{202f}]"
_CURRENCY = r"[\p{L}\p{Sc}][\p{L}\p{Sc}.]*"
_THOUSANDS_BY_BLANKS = r"^\d{1,3}([ '’]\d{3})+([.,]|$)"
# The regex classes are Unicode-aware: digits are spelled out, since ٣ is no amount here.
_DIGITS = "[0-9]"


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


def bare(text: pl.Expr) -> pl.Expr:
    """Strip sign, currency and blanks between thousands; digits and marks are left."""
    digits = (
        text.str.replace_all(_SPACES, " ")
        .str.replace_all("−", "-", literal=True)
        .str.replace_all(_CURRENCY, "")
        .str.replace_all("%", "", literal=True)
        .str.strip_chars(" +-()")
    )
    return (
        pl.when(digits.str.contains(_THOUSANDS_BY_BLANKS.replace(r"\d", _DIGITS)))
        .then(digits.str.replace_all("[ '’]", ""))
        .otherwise(digits)
    )


def is_negative(text: pl.Expr) -> pl.Expr:
    """See a minus in front or behind, or parentheses."""
    plain = text.str.replace_all("−", "-", literal=True).str.replace_all(_CURRENCY, "")
    stripped = plain.str.replace_all(_SPACES, "")
    return stripped.str.contains(r"^-|-$|^\(.*\)$")


def currency_token(text: pl.Expr) -> pl.Expr:
    """Give the currency sign or word in a cell, in lower case without its full stop."""
    return text.str.extract(f"({_CURRENCY})").str.to_lowercase().str.strip_chars(".")


def marks(texts: pl.Series) -> Marks:
    """Count what a column shows about its decimal mark."""
    digits = pl.col("text")
    frame = texts.alias("text").to_frame().select(bare(digits).alias("text"))
    last_dot = digits.str.contains(r"^[0-9,]*\.[0-9]+$")
    last_comma = digits.str.contains(r"^[0-9.]*,[0-9]+$")
    both = digits.str.contains(r"[.].*,|,.*[.]")
    three = digits.str.contains(r"^[1-9][0-9]{0,2}[.,][0-9]{3}$")
    repeated_dot = digits.str.count_matches(r"\.") > 1
    repeated_comma = digits.str.count_matches(",") > 1
    is_dot = (last_dot & (both | three.not_()) & repeated_dot.not_()) | repeated_comma
    is_comma = (last_comma & (both | three.not_()) & repeated_comma.not_()) | repeated_dot
    counted = frame.select(
        (is_dot & is_comma.not_()).sum().alias("dot"),
        (is_comma & is_dot.not_()).sum().alias("comma"),
        (three & last_dot).sum().alias("dot_or_thousands"),
    ).row(0)
    return Marks(*(int(count) for count in counted))


def number(text: pl.Expr, mark: DecimalMark, scale: int) -> pl.Expr:
    """Read a number with a known decimal mark, rounded half to even; null where it is none."""
    thousands, decimal = (",", r"\.") if mark == "." else (r"\.", ",")
    pattern = f"^({_DIGITS}{{1,3}}({thousands}{_DIGITS}{{3}})+|{_DIGITS}*)({decimal}{_DIGITS}*)?$"
    digits = bare(text)
    is_number = (
        digits.str.contains(pattern)
        & digits.str.contains(_DIGITS)
        & (currency_token(text).is_null() | currency_token(text).is_in(list(CURRENCIES)))
    )
    plain = (
        digits.str.replace_all("," if mark == "." else ".", "", literal=True)
        .str.replace(mark, ".", literal=True)
        .str.replace(r"^\.", "0.")
    )
    sign = pl.when(is_negative(text)).then(pl.lit("-")).otherwise(pl.lit(""))
    value = pl.when(is_number).then(sign + plain).cast(pl.Decimal(18, scale), strict=False)
    is_percent = text.str.ends_with("%")
    return pl.when(is_percent).then((value / 100).cast(pl.Decimal(18, scale))).otherwise(value)


def whole(text: pl.Expr, mark: DecimalMark) -> pl.Expr:
    """Read a whole number: 5, 5.0, 1,204."""
    value = number(text, mark, 6)
    rounded = value.cast(pl.Int64, strict=False)
    return pl.when(value == rounded).then(rounded)


def minutes(text: pl.Expr) -> pl.Expr:
    """Read a length of time in minutes: 70, 45min, 2h, 1h 10min, 1:10."""
    lowered = text.str.to_lowercase().str.replace_all(r"\s", "")
    hours = lowered.str.extract(r"^([0-9]+)(?:h|hr|hrs|hours?|ч|ó|:)")
    rest = lowered.str.extract(r"(?:^|[hrsч:ó.])([0-9]+)(?:m|min|mins|minutes?|м|мин|p|perc)?\.?$")
    pattern = (
        r"^(?:[0-9]+(?:h|hr|hrs|hours?|ч|ó)\.?)?(?:[0-9]+(?:m|min|mins|minutes?|м|мин|p|perc)?\.?)?$"
        r"|^[0-9]+:[0-9]{2}$"
    )
    total = hours.cast(pl.Int64).fill_null(0) * 60 + rest.cast(pl.Int64).fill_null(0)
    return pl.when(lowered.str.contains(pattern) & (lowered != "")).then(total)

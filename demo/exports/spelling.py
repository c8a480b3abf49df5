"""How the systems spell moments, money and phones."""

import polars as pl


def twelve_hours(moments: pl.Expr) -> pl.Expr:
    """Write `02 Feb 2026, 1:46pm`."""
    return moments.dt.strftime("%d %b %Y, %-I:%M%P")


def money(cents: pl.Expr, sign: str = "") -> pl.Expr:
    """Write `-€12.00`; without a sign, `-12.00`."""
    minus = pl.when(cents < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = (cents.abs() // 100).cast(pl.String)
    rest = (cents.abs() % 100).cast(pl.String).str.zfill(2)
    return minus + pl.lit(sign) + whole + pl.lit(".") + rest


def with_thousands(amount: pl.Expr) -> pl.Expr:
    """Put a comma into `€1310.00` or two into a million."""
    thousands = amount.str.replace(r"(\d)(\d{3})(\.|$)", "$1,$2$3")
    return thousands.str.replace(r"(\d)(\d{3})(,)", "$1,$2$3")


def duration(minutes: pl.Expr) -> pl.Expr:
    """Write `1h 10min`, `2h` or `45min`."""
    hours = pl.when(minutes >= 60).then(pl.format("{}h", minutes // 60))  # noqa: PLR2004
    rest = pl.when(minutes % 60 > 0).then(pl.format("{}min", minutes % 60))
    return pl.concat_str([hours, rest], separator=" ", ignore_nulls=True)


def phone(number: pl.Expr, style: pl.Expr) -> pl.Expr:
    """Write `+36301234567` the way people do, in one of six styles (0 to 5)."""
    operator, first, last = number.str.slice(3, 2), number.str.slice(5, 3), number.str.slice(8, 4)
    shapes = (
        "+36 {} {} {}",
        "06{}{}{}",
        "+36{}{}{}",
        "06 {} {} {}",
        "06-{}-{}-{}",
        "0036 {} {} {}",
    )
    spelled = number
    for place, shape in enumerate(shapes):
        spelled = (
            pl.when(style == place).then(pl.format(shape, operator, first, last)).otherwise(spelled)
        )
    return spelled


def yes_no(flag: pl.Expr) -> pl.Expr:
    """Write `Yes` or `No`."""
    return pl.when(flag).then(pl.lit("Yes")).otherwise(pl.lit("No"))

"""Amounts in another currency than the salon's: converted at the rates of salon.toml, or refused.

A currency is told by the sign or code in a cell, by a column, or by the header of the amounts.
"""

from decimal import Decimal

import polars as pl

from ingestion.matching import Match
from ingestion.refusals import FileRefusedError
from ingestion.source_texts import TEXT
from ingestion.values import amounts
from ingestion.values.distinct import Texts
from warehouse.settings import Settings

_CODE = "code:"
_SCALE = 10**9


def converted(
    rows: pl.DataFrame, written: Texts, found: Match, settings: Settings
) -> tuple[pl.DataFrame, list[str]]:
    """Turn all amounts into the salon's currency, and say from which at which rate.

    `FileRefusedError` where a currency has no rate.
    """
    salon = settings.salon.currency
    names = [
        column.name
        for column in found.format.target.columns
        if column.kind == "money" and rows[column.name].null_count() < rows.height
    ]
    if _is_own(rows, written, names, salon):
        return rows, []
    told = pl.col("currency") if "currency" in rows.columns else pl.lit(None, dtype=pl.String)
    coded = rows
    for name in names:
        token = amounts.currency_token(pl.col(TEXT + name))
        coded = _with_codes(coded, name, token, told, settings)
    used = [coded.filter(pl.col(name).is_not_null())[_CODE + name] for name in names]
    others = sorted({code for codes in used for code in codes.unique()} - {salon})
    if not others:
        return rows, []
    _refuse_without_rates(others, settings)
    exact = [_exchanged(name, settings).alias(name) for name in names]
    if "currency" in rows.columns:
        exact.append(pl.lit(salon).alias("currency"))
    notes = [f"converted from {code} at {settings.rates[code]:g}" for code in others]
    return coded.with_columns(exact).select(rows.columns), notes


def _is_own(rows: pl.DataFrame, written: Texts, names: list[str], salon: str) -> bool:
    """See at a glance that no amount names a currency, and no row another than the salon's."""
    if "currency" in rows.columns and (rows["currency"] != salon).any():
        return False
    return not any(amounts.name_a_currency(written.distinct(TEXT + name)) for name in names)


def _with_codes(
    rows: pl.DataFrame, name: str, token: pl.Expr, told: pl.Expr, settings: Settings
) -> pl.DataFrame:
    """Add the currency of each amount of a column; there are few ways to write it in a file."""
    pair = rows.with_columns(token.alias("token"), told.alias("told"))
    seen = pair.select("token", "told").unique()
    codes = [_code(sign, column, settings) for sign, column in seen.iter_rows()]
    known = seen.with_columns(pl.Series(_CODE + name, codes, dtype=pl.String))
    joined = pair.join(
        known, on=["token", "told"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.drop("token", "told")


def _code(token: str | None, column: str | None, settings: Settings) -> str:
    """Name the currency of an amount; a sign of many is the one that the row or the salon has."""
    salon = settings.salon.currency
    word = (column or "").lower().strip(".")
    row = _of_sign(word, [salon], settings) if word in amounts.CURRENCIES else column
    if token is None:
        return row or salon
    return _of_sign(token, [row or salon, salon], settings)


def _of_sign(sign: str, likely: list[str], settings: Settings) -> str:
    """Give the code that a sign stands for; the sign itself where that is not certain."""
    codes = amounts.CURRENCIES.get(sign, frozenset())
    found = [code for code in likely if code in codes]
    rated = [code for code in settings.rates if code in codes]
    for certain in (found[:1], rated, list(codes)):
        if len(certain) == 1:
            return certain[0]
    return sign.upper()


def _refuse_without_rates(others: list[str], settings: Settings) -> None:
    salon = settings.salon.currency
    lacking = [code for code in others if code not in settings.rates]
    if not lacking:
        return
    lines = ", ".join(f"{code} = …" for code in lacking)
    raise FileRefusedError(
        f"The file has amounts in {' and '.join(lacking)}, and the salon counts in {salon}. "
        f"Export it in {salon}, or say in salon.toml how many {salon} one of them is worth: under "
        f"[rates], {lines} (three letters for each currency); then load the file again."
    )


def _exchanged(name: str, settings: Settings) -> pl.Expr:
    """Multiply in whole numbers, so that halves of a cent are seen and rounded to even."""
    rate = pl.lit(_SCALE, dtype=pl.Int128)
    for code, value in settings.rates.items():
        scaled = int((Decimal(str(value)) * _SCALE).to_integral_value())
        rate = pl.when(pl.col(_CODE + name) == code).then(scaled).otherwise(rate)
    own = pl.col(_CODE + name) == settings.salon.currency
    rate = pl.when(own).then(_SCALE).otherwise(rate).cast(pl.Int128)
    product = (pl.col(name) * 100).cast(pl.Int128) * rate
    cents, rest = product // _SCALE, product % _SCALE
    is_up = (rest * 2 > _SCALE) | ((rest * 2 == _SCALE) & (cents % 2 == 1))
    rounded = cents + is_up.cast(pl.Int128)
    return (rounded.cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(18, 2))

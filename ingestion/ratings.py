"""Wide survey columns, one per factor, to one row per factor that was rated."""

import polars as pl

from ingestion import grids, keys
from ingestion.matching import Match
from ingestion.values import amounts, texts
from warehouse.entities import POLARS_TYPES, SURVEY_RATINGS

_NUMBER = POLARS_TYPES["number"]


def ratings(rows: pl.DataFrame, found: Match) -> tuple[pl.DataFrame, int]:
    """Give the ratings of the responses, and how many cells held no rating on the scale."""
    rule = found.format.ratings
    if rule is None or not found.ratings:
        return pl.DataFrame(schema=SURVEY_RATINGS.schema), 0
    factors = [_factor(rows, found, factor) for factor in found.ratings]
    stacked = pl.concat(factors)
    stacked = stacked.with_columns(_rated(stacked[name]) for name in ("rating", "importance"))
    is_rating = pl.col("rating").is_between("rating_min", "rating_max")
    off_scale = stacked.filter(pl.col("written").is_not_null() & is_rating.not_().fill_null(True))
    on_scale = stacked.filter(is_rating).drop("written")
    prefix = f"{found.format.system}\x1f{found.format.family}\x1fratings\x1f"
    key_text = pl.format(prefix + "{}\x1f{}", "response_key", pl.col("factor").str.to_lowercase())
    keyed = keys.hashed_ratings(on_scale.with_columns(key_text.alias("key_text")), SURVEY_RATINGS)
    return keyed.drop("response_key"), off_scale.height


def _factor(rows: pl.DataFrame, found: Match, factor: str) -> pl.DataFrame:
    rule = found.format.ratings
    assert rule is not None  # noqa: S101  # asked for by the caller
    importance = found.importances.get(factor)
    lowest, highest = rule.scale_of(factor)
    given = texts.mapped(_cell(found.ratings[factor]), rule.map, None)
    stated = pl.lit(None, dtype=pl.String) if importance is None else _cell(importance)
    stated = texts.mapped(stated, rule.map, None)
    return rows.select(
        pl.col("row_key").alias("response_key"),
        "row_number",
        "response_ref",
        pl.lit(factor).alias("factor"),
        given.alias("rating"),
        pl.lit(lowest).cast(_NUMBER).alias("rating_min"),
        pl.lit(highest).cast(_NUMBER).alias("rating_max"),
        stated.alias("importance"),
        given.alias("written"),
    )


def _cell(position: int) -> pl.Expr:
    return texts.cleaned(pl.col(grids.column(position)))


def _rated(answers: pl.Series) -> pl.Series:
    """Read the number that an answer is or begins with: 4, "4 - good"; each distinct one once."""
    each = answers.drop_nulls().unique()
    text = pl.col(answers.name).str.extract(r"^([0-9]+(?:[.,][0-9]+)?)")
    numbers = each.to_frame().select(amounts.number(text, ".", 6)).to_series()
    return answers.replace_strict(each, numbers, default=None, return_dtype=_NUMBER)

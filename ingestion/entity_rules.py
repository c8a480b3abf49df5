"""What an entity asks beyond its columns: refunds are negative, scores lie on their scale."""

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import WRITTEN
from ingestion.values import texts
from warehouse.settings import Settings

SCALES = {"0-10": (0, 10), "1-10": (1, 10), "1-5": (1, 5)}
SMILEYS = (1, 5)

Check = tuple[str, pl.Expr, pl.Expr]


def row_problems(found: Match) -> list[Check]:
    """Give the checks of a row that need more than one cell, or a range."""
    if "recommend_score" in found.sources:
        return [_on_scale(found)]
    if found.format.entity == "impulse_ratings":
        low, high = SMILEYS
        outside = pl.col("rating").is_between(low, high).not_()
        reason = pl.when(outside).then(pl.lit(f"is not a rating from {low} to {high}"))
        return [(found.title("rating"), pl.col(WRITTEN + "rating"), reason)]
    if found.format.entity == "complaints":
        before = pl.when(pl.col("closed_at") < pl.col("opened_at"))
        reason = before.then(pl.lit("is before the complaint was opened"))
        return [(found.title("closed_at"), pl.col(WRITTEN + "closed_at"), reason)]
    return []


def completed(rows: pl.DataFrame, found: Match, settings: Settings) -> pl.DataFrame:
    """Fill what follows from other columns."""
    match found.format.entity:
        case "booking_lines":
            return _booking_lines(rows, found, settings)
        case "survey_responses":
            return _survey_responses(rows)
        case "day_totals":
            return _day_totals(rows, settings)
        case "marketing_spend":
            own = pl.col("currency").fill_null(settings.salon.currency)
            return rows.with_columns(own, pl.col("period_end").fill_null(pl.col("period_start")))
        case _:
            return rows


def _on_scale(found: Match) -> Check:
    score, scale = pl.col("recommend_score"), pl.col("recommend_scale")
    reason = pl.lit(None, dtype=pl.String)
    for name, (low, high) in SCALES.items():
        outside = (scale == name) & score.is_between(low, high).not_()
        words = f"is not a score from {low} to {high}"
        reason = pl.when(outside).then(pl.lit(words)).otherwise(reason)
    return found.title("recommend_score"), pl.col(WRITTEN + "recommend_score"), reason


def _booking_lines(rows: pl.DataFrame, found: Match, settings: Settings) -> pl.DataFrame:
    refunded = _is_refund(found)
    flagged = _with_own_tips(_less_applied(rows, found)).with_columns(
        (pl.col("is_refund").fill_null(value=False) | refunded).alias("is_refund"),
        pl.col("currency").fill_null(settings.salon.currency),
        pl.coalesce("status_raw", WRITTEN + "status").alias("status_raw"),
        pl.col("discount_amount").abs(),
    )
    amounts = ("list_amount", "net_amount", "tax_amount", "tip_amount")
    return flagged.with_columns(
        pl.when("is_refund").then(-pl.col(name).abs()).otherwise(pl.col(name)).alias(name)
        for name in amounts
    )


def _day_totals(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Discounts are positive, what was given back is negative, whatever the report's sign."""
    return rows.with_columns(
        pl.col("currency").fill_null(settings.salon.currency),
        pl.col("discount_amount").abs(),
        -pl.col("refund_amount").abs(),
    )


def _less_applied(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Take off what an amount of the file holds besides what we call by that name."""
    return rows.with_columns(
        (pl.col(name) - pl.sum_horizontal(pl.col(other).fill_null(0) for other in rule.less)).alias(
            name
        )
        for name, rule in found.format.columns.items()
        if rule.less
    )


def _with_own_tips(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep a tip that has a line of its own out of what was paid for services."""
    is_tip = pl.col("item_type").eq_missing("tip")
    tip = pl.when(is_tip).then(pl.coalesce("tip_amount", "net_amount")).otherwise("tip_amount")
    net = pl.when(is_tip & tip.is_not_null()).then(0).otherwise(pl.col("net_amount"))
    return rows.with_columns(
        tip.alias("tip_amount"), net.cast(pl.Decimal(18, 2)).alias("net_amount")
    )


def _is_refund(found: Match) -> pl.Expr:
    rule = found.format.refunds
    if rule is None:
        return pl.lit(value=False)
    conditions = [pl.col("net_amount") < 0] if rule.negative else []
    position = found.others.get(rule.header[0]) if rule.header else None
    if position is not None:
        cell = texts.compared(pl.col(grids.column(position)))
        conditions.append(cell.is_in([word.strip().lower() for word in rule.equals]))
    return pl.any_horizontal(conditions or [pl.lit(value=False)]).fill_null(value=False)


def _survey_responses(rows: pl.DataFrame) -> pl.DataFrame:
    """Without a word on the outcome, a score is an answer and its absence half an answer."""
    has_score = pl.col("recommend_score").is_not_null()
    outcome = pl.when(has_score).then(pl.lit("answered")).otherwise(pl.lit("partial"))
    return rows.with_columns(
        pl.col("outcome").fill_null(outcome),
        pl.col("mode").fill_null("survey"),
        pl.when(pl.col("wallet_share").is_between(0, 1)).then("wallet_share"),
    )

"""Rows that belong together: parts of a sale, lines listed twice, amounts repeated on each row."""

from dataclasses import dataclass, field

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.row_rules import SpreadRule
from ingestion.source_texts import WRITTEN
from ingestion.values import texts

_PART, _METHOD, _CENTS = "part", "method", 100
_ALONE = "belongs to no line of this file: a part of a sale needs the sale's other rows"


@dataclass(frozen=True)
class Settled:
    """The rows that are lines; `folded` others went into them, `rejected` ones found none."""

    rows: pl.DataFrame
    rejected: pl.DataFrame
    folded: int = 0
    notes: list[str] = field(default_factory=list)


def settled(rows: pl.DataFrame, found: Match) -> Settled:
    """Make one row of what is one line, and let every amount count once."""
    none = rows.clear().select(
        "row_number",
        *(pl.lit(None, dtype=pl.String).alias(name) for name in ("column", "value", "reason")),
    )
    done = Settled(_counted_once(rows, found), none)
    if found.format.repeated_for:
        done = _without_repeats(done, found)
    for rule in found.format.spread:
        done = _spread(done, rule, found)
    return done


def _counted_once(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    for name, rule in found.format.columns.items():
        if rule.once_per:
            is_first = pl.col("row_number") == pl.col("row_number").min().over(rule.once_per)
            rows = rows.with_columns(pl.when(is_first).then(pl.col(name)).alias(name))
    return rows


def _without_repeats(done: Settled, found: Match) -> Settled:
    """Keep one of the rows that differ only in, say, the method of payment.

    Two equal rows under one method are two lines; the same line under two methods is one.
    """
    position = found.others.get(found.format.repeated_for[0])
    if position is None:
        return done
    content = [column.name for column in found.format.target.columns]
    counted = done.rows.with_columns(
        texts.compared(pl.col(grids.column(position))).fill_null("").alias(_METHOD)
    ).with_columns(
        pl.int_range(pl.len()).over([*content, _METHOD], order_by="row_number").alias("nth")
    )
    is_first = pl.col("row_number") == pl.col("row_number").min().over([*content, "nth"])
    kept = counted.filter(is_first).drop(_METHOD, "nth")
    folded = counted.height - kept.height
    header = found.headers[position]
    repeats = "1 row repeats" if folded == 1 else f"{folded:,} rows repeat"
    note = f"{repeats} a line under another “{header}” and counts once"
    return Settled(
        kept, done.rejected, done.folded + folded, [*done.notes, *([note] if folded else [])]
    )


def _spread(done: Settled, rule: SpreadRule, found: Match) -> Settled:
    position = found.others.get(rule.header[0])
    if position is None:
        return done
    is_part = _is_part(rule, found)
    parts, lines = done.rows.filter(is_part), done.rows.filter(is_part.not_())
    is_other = [_is_part(other, found) for other in found.format.spread]
    is_tip = pl.col("item_type").eq_missing("tip")
    takes = lines.filter(pl.any_horizontal(is_tip, *is_other).not_())
    orphans = parts.join(takes, on=rule.per, how="anti", maintain_order="left")
    taken = parts.join(takes, on=rule.per, how="semi")
    # A discount is written below zero or not; a tax that is given back is negative.
    amount = _cents("net_amount").sum()
    part_of_sale = amount.abs() if rule.into == "discount_amount" else amount
    sums = taken.group_by(rule.per).agg(part_of_sale.alias(_PART))
    shares = _shares(takes.join(sums, on=rule.per), rule)
    joined = lines.join(shares, on="row_number", how="left", maintain_order="left")
    part = (pl.col(_PART).fill_null(0) / _CENTS).cast(pl.Decimal(18, 2))
    amounts = [(pl.col(rule.into).fill_null(0) + part).alias(rule.into)]
    if rule.into == "discount_amount":
        amounts.append(pl.col("net_amount") - part)
    rejected = orphans.select(
        "row_number",
        pl.lit(found.headers[position]).alias("column"),
        pl.coalesce(WRITTEN + "net_amount", pl.lit("")).alias("value"),
        pl.lit(_ALONE).alias("reason"),
    )
    name = rule.into.removesuffix("_amount")
    rows = "1 row of" if taken.height == 1 else f"{taken.height:,} rows of"
    note = f"{rows} {name} went into the lines of the sale"
    return Settled(
        joined.with_columns(amounts).drop(_PART),
        pl.concat([done.rejected, rejected]),
        done.folded + taken.height,
        [*done.notes, *([note] if taken.height else [])],
    )


def _is_part(rule: SpreadRule, found: Match) -> pl.Expr:
    position = found.others.get(rule.header[0])
    if position is None:
        return pl.lit(value=False)
    cell = texts.compared(pl.col(grids.column(position)))
    return cell.is_in([word.strip().lower() for word in rule.equals]).fill_null(value=False)


def _shares(lines: pl.DataFrame, rule: SpreadRule) -> pl.DataFrame:
    """Divide each part in proportion to the lines, to the cent; the first line has the rest."""
    weight = _cents("net_amount").abs()
    whole = weight.sum().over(rule.per)
    share = pl.when(whole > 0).then(pl.col(_PART) * weight // whole).otherwise(0)
    divided = lines.with_columns(share.alias("share"))
    rest = pl.col(_PART) - pl.col("share").sum().over(rule.per)
    is_first = pl.col("row_number") == pl.col("row_number").min().over(rule.per)
    return divided.select(
        "row_number",
        (pl.col("share") + pl.when(is_first).then(rest).otherwise(0)).alias(_PART),
    )


def _cents(name: str) -> pl.Expr:
    return (pl.col(name).fill_null(0) * _CENTS).cast(pl.Int64)

"""What an export changes of what is known: rows that are new, changed, or gone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl

from ingestion import keys, summary
from ingestion.matching import Match
from warehouse import states
from warehouse.entities import Entity
from warehouse.load_log import Deletions
from warehouse.states import Period
from warehouse.workspace import Workspace

_BEFORE = ":before"


@dataclass(frozen=True)
class Earlier:
    """The exports of one report that are older than the one at hand."""

    workspace: Workspace
    entity: Entity
    log: pl.DataFrame


@dataclass(frozen=True)
class Policy:
    """From which share on missing lines are kept, unless a person confirmed that they are gone."""

    limit: float
    is_confirmed: bool = False


@dataclass(frozen=True)
class Compared:
    """The rows of an export, each with what is known of it: `row_hash:before` and its amount."""

    rows: pl.DataFrame
    entity: Entity

    @property
    def new(self) -> pl.DataFrame:
        """Give the rows whose key was not known."""
        return self.rows.filter(pl.col("row_hash" + _BEFORE).is_null())

    @property
    def changed(self) -> pl.DataFrame:
        """Give the rows that were known otherwise."""
        return self.rows.filter(pl.col("row_hash") != pl.col("row_hash" + _BEFORE))

    @property
    def unlanded(self) -> pl.DataFrame:
        """Give the rows that are new or changed."""
        is_known = pl.col("row_hash").eq_missing(pl.col("row_hash" + _BEFORE))
        return self.rows.filter(is_known.not_())


@dataclass(frozen=True)
class Gone:
    """Lines that older exports had and this one lacks; those to follow become `tombstones`."""

    entity: Entity
    lines: pl.DataFrame
    deletions: Deletions = ""
    warning: str = ""
    # How many lines were known of the days and branches that the export lists.
    known: int = 0

    @property
    def tombstones(self) -> pl.DataFrame:
        """Give the last states of lines that count no longer; their amounts stay for the record."""
        followed = self.lines if self.deletions in {"followed", "confirmed"} else self.lines.clear()
        if followed.is_empty():
            return followed
        deleted = followed.with_columns(
            pl.lit("deleted").alias("status"), pl.lit(None, dtype=pl.Int64).alias("row_number")
        )
        return deleted.with_columns(keys.content_hash(deleted, self.entity))


def compared(earlier: Earlier, rows: pl.DataFrame, absent: Sequence[str] = ()) -> Compared:
    """Hold rows against their last known states.

    A column that this export does not have (`absent`) says nothing: there, what is known stays.
    """
    entity = earlier.entity
    told_of = ["row_hash", *absent, summary.AMOUNTS.get(entity.name, ""), "status"]
    wanted = [name for name in dict.fromkeys(told_of) if name in entity.schema]
    known = _known(earlier, rows, wanted)
    if known.is_empty():
        nothing = [pl.lit(None, known[name].dtype).alias(name + _BEFORE) for name in wanted]
        return Compared(rows.with_columns(nothing), entity)
    told = rows.join(known, on=entity.key, how="left", suffix=_BEFORE, maintain_order="left")
    kept = [name for name in absent if known[name].null_count() < known.height]
    if kept:
        told = told.with_columns(pl.coalesce(name, name + _BEFORE) for name in kept)
        told = told.with_columns(keys.content_hash(told, entity))
    return Compared(told, entity)


def _known(earlier: Earlier, rows: pl.DataFrame, wanted: list[str]) -> pl.DataFrame:
    """Give the last known states of rows; what was hashed in another way is hashed anew."""
    entity = earlier.entity
    is_alike = earlier.log["hashed_by"].eq_missing(keys.HASHED_BY).all()
    if is_alike:
        return states.latest(earlier.workspace, entity, earlier.log, rows, wanted)
    columns = [column.name for column in entity.columns]
    known = states.latest(earlier.workspace, entity, earlier.log, rows, columns)
    return known.with_columns(keys.content_hash(known, entity)).select(entity.key, *wanted)


def absent(rows: pl.DataFrame | pl.LazyFrame, found: Match) -> list[str]:
    """Name the columns of ours that the file has not, by whatever name."""
    columns = [column.name for column in found.format.target.columns]
    doubtful = [name for name in columns if name not in found.sources]
    filled = rows.lazy().select(pl.col(doubtful).is_not_null().any()).collect()
    return [name for name in doubtful if not filled[name].item()]


def gone(earlier: Earlier, found: Match, rows: pl.DataFrame, policy: Policy, rejected: int) -> Gone:
    """Find lines of older exports that a complete list of the same days and branches lacks.

    The last day is left out: it may have been running when the list was exported. A row that was
    refused may be the one that lacks, so such a file deletes nothing by itself.
    """
    entity = earlier.entity
    none = Gone(entity, pl.DataFrame(schema=entity.schema))
    if not found.format.lists_all or rows.is_empty() or earlier.log.is_empty():
        return none
    days = rows[entity.dated_by].dt.date()
    first, end = days.min(), days.max()
    assert first is not None and end is not None  # noqa: S101, PT018  (a row has a day)
    period = Period(first, end, rows["branch"].unique().to_list())  # type: ignore[arg-type]
    known = states.within(earlier.workspace, entity, earlier.log, period)
    known = known.filter(pl.col("status").ne_missing("deleted"))
    lacking = known.join(rows.select(entity.key), on=entity.key, how="anti")
    if lacking.is_empty():
        return none
    if policy.is_confirmed:
        return Gone(entity, lacking, "confirmed", known=known.height)
    if rejected:
        warning = summary.lacks_or_refused(lacking.height, rejected)
        return Gone(entity, lacking, "kept", warning, known.height)
    if lacking.height < policy.limit * known.height:
        return Gone(entity, lacking, "followed", known=known.height)
    warning = summary.shrinks(lacking.height, known.height, period, policy.limit)
    return Gone(entity, lacking, "kept", warning, known.height)


@dataclass(frozen=True)
class Counts:
    """How many rows are new or changed, and their amounts before and after; parts add up."""

    new: int
    changed: int
    before: Decimal | None
    after: Decimal | None

    def __add__(self, other: "Counts") -> "Counts":
        before, after = _added(self.before, other.before), _added(self.after, other.after)
        return Counts(self.new + other.new, self.changed + other.changed, before, after)


def counts(change: Compared) -> Counts:
    """Count rows and sum their amounts; a deleted line has none."""
    amount, rows = summary.AMOUNTS.get(change.entity.name), change.unlanded
    before = after = None
    if amount is not None:
        before = _sum(rows, amount + _BEFORE, "status" + _BEFORE)
        after = _sum(rows, amount, "status")
    return Counts(change.new.height, change.changed.height, before, after)


def first_counts(rows: pl.LazyFrame, entity: Entity) -> Counts:
    """Count rows of which nothing was known."""
    amount = summary.AMOUNTS.get(entity.name)
    new = rows.select(pl.len()).collect().item()
    if amount is None:
        return Counts(new, 0, None, None)
    narrow = [name for name in (amount, "status") if name in entity.schema]
    return Counts(new, 0, Decimal(0), _sum(rows.select(narrow).collect(), amount, "status"))


def less(told: Counts, lost: Gone, entity: Entity) -> Counts:
    """Add the amounts that lines had which count no longer."""
    amount = summary.AMOUNTS.get(entity.name)
    if amount is None:
        return told
    return replace(told, before=_added(told.before, _sum(lost.tombstones, amount, "")))


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _sum(rows: pl.DataFrame, amount: str, status: str) -> Decimal:
    if status in rows.columns:
        rows = rows.filter(pl.col(status).ne_missing("deleted"))
    return Decimal(rows[amount].sum() or 0)

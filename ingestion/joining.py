"""Values that one report lacks and another of the same system has, such as the day of a sale."""

from dataclasses import replace

import polars as pl

from ingestion.formats import Format
from ingestion.matching import Match
from ingestion.refusals import FileRefusedError
from ingestion.row_rules import JoinRule
from ingestion.source_texts import WRITTEN
from warehouse import in_memory, landing
from warehouse.workspace import Workspace

MISSING = "partner_missing"
_MOST_MISS = 0.5


class WaitsForOthersError(Exception):
    """The file needs rows that other files of the same run may still bring."""


def with_partners(workspace: Workspace, found: Match) -> Match:
    """Add what the other report says, where the format needs one."""
    rule = found.format.joins
    return replace(found, partners=_partners(workspace, found.format, rule)) if rule else found


def _partners(workspace: Workspace, form: Format, rule: JoinRule) -> pl.DataFrame:
    """Give one row per value of the shared column: the earliest, if there are several."""
    dtypes = form.target.schema
    files = landing.files(workspace, form.entity)
    if not files:
        return pl.DataFrame(schema={name: dtypes[name] for name in (rule.on, *rule.takes)})
    taken = ", ".join(f"min({name}) as {name}" for name in rule.takes)
    latest = ", ".join(f"arg_max({name}, load_id) as {name}" for name in (rule.on, *rule.takes))
    query = f"""
        with rows as (
            select {latest} from read_parquet($files, union_by_name = true)
            where system = $system and source != $source
            group by {form.target.key}
        )
        select {rule.on}, {taken} from rows where {rule.on} is not null group by {rule.on}
    """  # noqa: S608  # columns of our own entities
    names = {"files": [str(file) for file in files], "system": form.system, "source": form.name}
    with in_memory.session() as connection:
        found: pl.DataFrame = connection.sql(query, params=names).pl()
    return found


def joined(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Fill what the other report knows; `FileRefusedError` where it knows hardly any row."""
    rule = found.format.joins
    if rule is None:
        return rows.with_columns(pl.lit(value=False).alias(MISSING))
    none = rows.clear().select(rule.on, *rule.takes)
    others = none if found.partners is None else found.partners
    met = rows.drop(rule.takes).join(
        others.with_columns(pl.lit(value=True).alias("met")),
        on=rule.on,
        how="left",
        maintain_order="left",
    )
    done = met.with_columns(pl.col("met").is_null().alias(MISSING)).drop("met")
    if done[MISSING].sum() > _MOST_MISS * done.height:
        raise FileRefusedError(
            f"{done[MISSING].sum():,} of {done.height:,} rows have no partner in {rule.format}, "
            f"which says {_words(rule.takes)}. Export that report for the same period and load it "
            "together with this file."
        )
    return done


def problem(found: Match) -> tuple[str, pl.Expr, pl.Expr]:
    """Say of a row that the other report does not know it."""
    rule = found.format.joins
    on, other = (rule.on, rule.format) if rule else ("", "")
    reason = f"is not in the {other} loaded so far; load that report for the same period as well"
    value = pl.col(WRITTEN + on) if rule else pl.lit(None, dtype=pl.String)
    return found.title(on), value, pl.when(MISSING).then(pl.lit(reason))


def _words(takes: list[str]) -> str:
    return " and ".join({"starts_at": "when it was"}.get(name, name) for name in takes)

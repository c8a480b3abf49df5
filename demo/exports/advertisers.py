"""Campaign reports of Meta Ads and Google Ads, both by day."""

from pathlib import Path
from typing import Final

import polars as pl

from demo import moments
from demo.chain import Chain
from demo.exports import files, spelling
from demo.exports.files import Written

NO_VALUE: Final = " --"
# The order of Google's own report; `Day` comes first when a report is segmented by day.
_GOOGLE_COLUMNS: Final = (
    "Day,Campaign status,Campaign,Budget,Budget name,Budget type,Currency code,Status,"
    "Status reasons,Optimization score,Campaign type,Bid strategy type,Conv. value / cost,"
    "Avg. target ROAS,Conv. value,TrueView views,Impr.,TrueView avg. CPV,Conversions,Conv. rate,"
    "Cost / conv.,Clicks,CTR,Conv. (Platform Comparable),"
    "Conv. value / Cost (Platform Comparable),Unique users,Avg. CPM,Cost,Likes,Comments,Shares,"
    "Goals"
)
GOOGLE_HEADER: Final = tuple(_GOOGLE_COLUMNS.split(","))


def write(folder: Path, chain: Chain) -> list[Written]:
    """Write both reports."""
    return [_meta(folder, chain), _google(folder, chain)]


def _meta(folder: Path, chain: Chain) -> Written:
    """Write Meta's report; the first row is the account's total, without a campaign."""
    spend = chain.spend.filter(pl.col("network") == "meta").sort("day", "campaign")
    total = spend.select(
        pl.lit(None, dtype=pl.Int64).alias("day"),
        pl.lit(None, dtype=pl.String).alias("campaign"),
        pl.sum("impressions", "clicks", "cents"),
    )
    rows = pl.concat([total, spend.select(total.columns)])
    table = rows.select(
        pl.lit(str(chain.options.start)).alias("Reporting starts"),
        pl.lit(str(chain.options.end)).alias("Reporting ends"),
        moments.day(chain.options, pl.col("day")).cast(pl.String).alias("Day"),
        pl.col("campaign").alias("Campaign name"),
        pl.when(pl.col("campaign").is_not_null()).then(pl.lit("inactive")).alias("Delivery"),
        pl.col("impressions").cast(pl.String).alias("Impressions"),
        pl.col("clicks").cast(pl.String).alias("Link clicks"),
        spelling.money(pl.col("cents")).alias("Amount spent (EUR)"),
    )
    return files.write_csv(folder / "meta-ads.csv", table, totals=1)


def _google(folder: Path, chain: Chain) -> Written:
    """Write Google's report: two title lines, and totals that begin with `Total:`."""
    spend = chain.spend.filter(pl.col("network") == "google").sort("day", "campaign")
    days = spend.with_columns(
        first=moments.day(chain.options, pl.col("day")).cast(pl.String), status=pl.lit("Enabled")
    )
    names = ["Total: Campaigns", "Total: Account", "Total: Search"]
    totals = spend.select(pl.sum("impressions", "clicks", "cents")).join(
        pl.DataFrame({"first": names}), how="cross"
    )
    table = pl.concat([days, totals], how="diagonal").select(_google_columns())
    first, last = (f"{d:%B} {d.day}, {d.year}" for d in (chain.options.start, chain.options.end))
    title = f'Campaign report\n"{first} - {last}"\n'
    return files.write_csv(folder / "google-ads.csv", table, before=title, totals=len(names))


def _google_columns() -> list[pl.Expr]:
    rate = 100 * pl.col("clicks") / pl.col("impressions")
    known = {
        "Day": pl.col("first"),
        "Campaign status": pl.col("status"),
        "Campaign": pl.col("campaign"),
        "Currency code": pl.lit("EUR"),
        "Impr.": spelling.with_thousands(pl.col("impressions").cast(pl.String)),
        "Clicks": spelling.with_thousands(pl.col("clicks").cast(pl.String)),
        "CTR": pl.format("{}%", rate.round(2)),
        "Cost": spelling.with_thousands(spelling.money(pl.col("cents"))),
    }
    nothing = pl.lit(NO_VALUE)
    return [known.get(name, nothing).fill_null(NO_VALUE).alias(name) for name in GOOGLE_HEADER]

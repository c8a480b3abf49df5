"""What a load did, in sentences: rows, days, money, what is new, what to look at."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import formats


def of_file(report: Mapping[str, Any], logged: pl.DataFrame, currency: str) -> str:
    """Say of one file what became of its rows; the parts add up."""
    what = formats.plain(f"{report['format_title']}")
    balance = (
        f"{formats.plural(report['rows_read'], 'row')} read = "
        f"{formats.count(report['rows_landed'])} taken + "
        f"{formats.count(report['rows_duplicate'])} known already + "
        f"{formats.count(report['rows_rejected'])} refused + "
        f"{formats.count(report['rows_title_total'])} titles and totals"
    )
    differences = [formats.plain(text) for text in [str(report.get("difference") or "")] if text]
    parts = [balance, *differences, *_period(logged, currency)]
    remark = formats.plain(str(report["message"]))
    # Two spaces before the end of a line keep the sentences on lines of their own.
    name = formats.plain(str(report["file_name"]))
    return f"**{name}** · {what}  \n" + ". ".join(parts) + f".  \n:small[{remark}]"


def _period(logged: pl.DataFrame, currency: str) -> list[str]:
    if logged.is_empty():
        return []
    row = logged.row(0, named=True)
    taken = []
    if row["first_date"] and row["last_date"]:
        taken.append(f"from {formats.day(row['first_date'])} to {formats.day(row['last_date'])}")
    if row["net_amount"] is not None:
        taken.append(f"amounts of {formats.money(float(row['net_amount']), currency)} in all")
    return [f"Taken: {', '.join(taken)}"] if taken else []

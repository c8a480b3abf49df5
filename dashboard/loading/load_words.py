"""What a load did, in sentences: rows, days, money, what is new, what to look at."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import formats, loads, reasons
from dashboard.language import _


def of_file(report: Mapping[str, Any], logged: pl.DataFrame, currency: str) -> str:
    """Say of one file what became of its rows; the parts add up."""
    what = formats.plain(reasons.said(str(report["format_title"])))
    differences = [str(report["difference"])] if report.get("difference") else []
    parts = [
        loads.parts_of(report),
        *(formats.plain(reasons.said(text)) for text in differences),
        *_period(logged, currency),
    ]
    remark = formats.plain(reasons.said(str(report["message"])))
    # Two spaces before the end of a line keep the sentences on lines of their own.
    name = formats.plain(str(report["file_name"]))
    return f"**{name}** · {what}  \n" + ". ".join(parts) + f".  \n:small[{remark}]"


def _period(logged: pl.DataFrame, currency: str) -> list[str]:
    if logged.is_empty():
        return []
    row = logged.row(0, named=True)
    taken = []
    if row["first_date"] and row["last_date"]:
        taken.append(
            _("from {first} to {last}").format(
                first=formats.day(row["first_date"]), last=formats.day(row["last_date"])
            )
        )
    if row["net_amount"] is not None:
        amount = formats.money(float(row["net_amount"]), currency)
        taken.append(_("amounts of {amount} in all").format(amount=amount))
    return [_("Taken: {what}").format(what=", ".join(taken))] if taken else []

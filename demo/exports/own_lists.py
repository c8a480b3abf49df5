"""What the salon keeps itself: complaints in a workbook, smiley terminals, the price list."""

from datetime import datetime
from pathlib import Path
from typing import Final

import polars as pl
import xlsxwriter

from demo import catalogue, moments, prices
from demo.chain import Chain
from demo.exports import files, spelling
from demo.exports.files import Written

COMPLAINT_HEADER: Final = (
    "No.", "Opened", "Closed", "Client", "Phone", "Branch", "Staff", "Service", "Category",
    "Severity", "What happened", "Resolution", "Compensation", "Justified", "Status",
)  # fmt: skip
TERMINALS: Final = {0: "Old Town door", 1: "Riverside till", 2: "Station till"}
_TITLES: Final = ("Linden & Linde", "Complaints book of all three salons")


def write(folder: Path, chain: Chain) -> list[Written]:
    """Write the three lists."""
    return [_complaints(folder, chain), _smileys(folder, chain), _services(folder, chain)]


def _complaints(folder: Path, chain: Chain) -> Written:
    """Write real date cells under two title rows; the file says it was made on the last day."""
    path = folder / "complaints.xlsx"
    table = _complaint_rows(chain)
    end = chain.options.end
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"created": datetime(end.year, end.month, end.day)})  # noqa: DTZ001
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("Complaints")
        sheet.write_column(0, 0, _TITLES)
        sheet.write_row(2, 0, COMPLAINT_HEADER)
        for place, name in enumerate(table.columns):
            shape = moment if name in ("Opened", "Closed") else None
            sheet.write_column(3, place, table[name].to_list(), shape)
    return Written(path, table.height, other_rows=3)


def _complaint_rows(chain: Chain) -> pl.DataFrame:
    def if_closed(value: pl.Expr) -> pl.Expr:
        return pl.when("is_closed").then(value)

    options = chain.options
    return chain.feedback.complaints.select(
        pl.format("C-{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(4)).alias("No."),
        moments.at_minute(options, pl.col("opened_minute")).alias("Opened"),
        if_closed(moments.at_minute(options, pl.col("closed_minute"))).alias("Closed"),
        (pl.col("first_name") + " " + pl.col("last_name")).alias("Client"),
        pl.col("phone").alias("Phone"),
        pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))).alias("Branch"),
        pl.col("staff").alias("Staff"),
        pl.col("item").list.first().alias("Service"),
        pl.col("kind").alias("Category"),
        pl.col("severity").alias("Severity"),
        pl.col("text").alias("What happened"),
        if_closed(pl.col("resolution")).alias("Resolution"),
        if_closed(pl.col("compensation") / 100).alias("Compensation"),
        if_closed(spelling.yes_no(pl.col("is_justified"))).alias("Justified"),
        pl.when("is_closed").then(pl.lit("closed")).otherwise(pl.lit("open")).alias("Status"),
    )


def _smileys(folder: Path, chain: Chain) -> Written:
    def written(seconds: str) -> pl.Expr:
        return moments.at_second(chain.options, pl.col(seconds)).dt.strftime("%Y-%m-%d %H:%M:%S")

    table = chain.feedback.smileys.select(
        rated_at=written("pressed_second"),
        branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
        terminal=pl.col("branch").replace_strict(TERMINALS),
        rating=pl.col("rating").cast(pl.String),
        message="message",
        resolved_at=written("resolved_second"),
    )
    return files.write_csv(folder / "impulse_ratings.csv", table)


def _services(folder: Path, chain: Chain) -> Written:
    """Write the price list of the last day, products included."""
    today = prices.price_on(chain.options, pl.col("price"), pl.lit(chain.options.last_day))
    table = catalogue.items().select(
        service_code=pl.format("S{}", (pl.col("item_id") + 1).cast(pl.String).str.zfill(3)),
        service="item",
        service_category="category",
        list_amount=spelling.money(today),
        material_cost=spelling.money(pl.col("material")),
        duration_minutes=pl.col("minutes").cast(pl.String),
        is_active=pl.lit("yes"),
    )
    return files.write_csv(folder / "services.csv", table)

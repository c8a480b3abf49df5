"""The words of the data page: freshness, the balance of rows, the columns of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import formats, reasons, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

LANDED: Mapping[str, tuple[str, How]] = {
    "file_name": (N_("File"), "text"),
    "format_title": (N_("What it is"), "text"),
    "rows_read": (N_("Rows read"), "count"),
    "rows_landed": (N_("Taken"), "count"),
    "rows_duplicate": (N_("Known already"), "count"),
    "rows_rejected": (N_("Refused"), "count"),
    "rows_title_total": (N_("Titles and totals"), "count"),
    "first_date": (N_("From"), "day"),
    "last_date": (N_("To"), "day"),
    "entity": (N_("Goes to"), "text"),
    "loaded_at": (N_("Loaded"), "moment"),
    "message": (N_("Remark"), "long"),
}
WITHDRAWN: Mapping[str, tuple[str, How]] = {
    "file_name": (N_("File"), "text"),
    "format_title": (N_("What it is"), "text"),
    "rows_landed": (N_("Rows that counted"), "count"),
    "first_date": (N_("From"), "day"),
    "last_date": (N_("To"), "day"),
    "loaded_at": (N_("Loaded"), "moment"),
}
REFUSED: Mapping[str, tuple[str, How]] = {
    "file_name": (N_("File"), "text"),
    "message": (N_("Why, and what to do"), "long"),
}
REJECTED: Mapping[str, tuple[str, How]] = {
    "file_name": (N_("File"), "text"),
    "row_number": (N_("Row"), "count"),
    "column": (N_("Column"), "text"),
    "value": (N_("As the file has it"), "text"),
    "reason": (N_("Why"), "long"),
}
QUALITY: Mapping[str, tuple[str, How]] = {
    "measure": (N_("Weakness"), "text"),
    "share": (N_("Share"), "share"),
    "affected": (N_("Affected"), "count"),
    "total": (N_("Of"), "count"),
}
MARTS: Mapping[str, tuple[str, How]] = {
    "mart": (N_("Table"), "text"),
    "row_count": (N_("Rows"), "count"),
    "description": (N_("What it holds"), "long"),
}

# The weaknesses as the mart `data_quality` names them.
WEAKNESSES = (
    N_("revenue without a client"),
    N_("lines whose service category is not known"),
    N_("lines with an unknown status"),
    N_("lines that another line stands for"),
    N_("answers without a client"),
    N_("clients known by name only"),
    N_("clients whose phone goes with two names or more"),
    N_("complaints without a client"),
)


@dataclass(frozen=True)
class Card:
    """A figure about the data, with a remark under it."""

    label: str
    value: str
    remark: str


def freshness(build: Build, log: pl.DataFrame) -> tuple[Card, Card, Card]:
    """Say up to which day the data reach, when files were last loaded and figures last built."""
    newest = build.answer("quarters").row(0, named=True)
    zone = build.settings.salon.time_zone
    landed = log.filter(pl.col("outcome") == "landed").sort("loaded_at")
    last = landed["loaded_at"].to_list()[-1] if landed.height else None
    load_day, load_hour = formats.day_and_time(last, zone)
    said = build.publication
    build_day, build_hour = formats.day_and_time(said.published_at, zone)
    return (
        Card(_("Data up to"), formats.day(newest["as_of"]), _("The last day anything happened.")),
        Card(
            _("Last load"),
            load_day,
            _("{time}. {files} taken so far.").format(
                time=load_hour, files=formats.plural(landed.height, "file", "files")
            ),
        ),
        Card(
            _("Last build"),
            build_day,
            _("{time}. {tables}, {rows}.").format(
                time=build_hour,
                tables=formats.plural(said.marts, "table", "tables"),
                rows=formats.plural(said.rows, "row", "rows"),
            ),
        ),
    )


def balance(landed: pl.DataFrame) -> str:
    """Say what became of every row that was read; the parts add up."""
    return f"{parts_of(landed.select(pl.col('^rows_.*$').sum()).row(0, named=True))}."


def parts_of(rows: Mapping[str, Any]) -> str:
    """Say what became of the rows of a load or of several, as a sum."""
    return _(
        "{rows} read = {taken} taken + {known} known already + {refused} refused + {others} "
        "titles and totals"
    ).format(
        rows=formats.plural(rows["rows_read"], "row", "rows"),
        taken=formats.count(rows["rows_landed"]),
        known=formats.count(rows["rows_duplicate"]),
        refused=formats.count(rows["rows_rejected"]),
        others=formats.count(rows["rows_title_total"]),
    )


def marts(rows: pl.DataFrame) -> str:
    """List the tables with what each holds: texts too long for the cells of a table on a phone."""
    return "\n".join(
        f"- **{formats.plain(name)}** · {formats.plural(count, 'row', 'rows')} · {description}"
        for name, count, description in rows.select("mart", "row_count", "description").iter_rows()
    )


def weaknesses(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the weaknesses of the data."""
    return rows.with_columns(pl.col("measure").replace({said: _(said) for said in WEAKNESSES}))


def named(log: pl.DataFrame) -> pl.DataFrame:
    """Name the codes of the log, the newest load first."""
    newest_first = log.sort("load_id", descending=True)
    return newest_first.with_columns(
        pl.col("entity").replace({code: _(name) for code, name in words.ENTITIES.items()}),
        words.column(newest_first, "message", reasons.said),
        words.column(newest_first, "format_title", reasons.said),
    )

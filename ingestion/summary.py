"""What a load says of itself: its period, its money, and a sentence for people."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from ingestion.formats import CONFIDENCE_WORDS
from ingestion.recognition import Recognised
from warehouse.states import Period

_PERIOD = {
    "booking_lines": ("starts_at", "starts_at"),
    "clients": ("registered_on", "registered_on"),
    "survey_responses": ("submitted_at", "submitted_at"),
    "impulse_ratings": ("rated_at", "rated_at"),
    "complaints": ("opened_at", "opened_at"),
    "marketing_spend": ("period_start", "period_end"),
    "day_totals": ("day", "day"),
}
AMOUNTS = {
    "booking_lines": "net_amount",
    "marketing_spend": "spend_amount",
    "day_totals": "net_amount",
}


@dataclass(frozen=True)
class Summary:
    """First and last day and the sum of money of the landed rows."""

    first_date: date | None
    last_date: date | None
    net_amount: Decimal | None


def summary(rows: pl.DataFrame | pl.LazyFrame, entity: str) -> Summary:
    """Sum up the landed rows of one entity."""
    first, last = _PERIOD.get(entity, (None, None))
    amount = AMOUNTS.get(entity)
    selected = rows.lazy().select(
        first=pl.col(first).min().cast(pl.Date) if first else pl.lit(None),
        last=pl.col(last).max().cast(pl.Date) if last else pl.lit(None),
        amount=pl.col(amount).sum().cast(pl.Decimal(18, 2)) if amount else pl.lit(None),
    )
    return Summary(*selected.collect().row(0))


def landed_message(found: Recognised, difference: str, rejected: int, notes: list[str]) -> str:
    """Say how the file was read and what came of it."""
    form = found.match.format
    sentences = [
        f"Read as {form.title} ({CONFIDENCE_WORDS[form.confidence]})",
        difference or "no row is new",
    ]
    if rejected:
        sentences.append(f"{rejected:,} rows could not be taken, see the rejected rows")
    if found.unread:
        sheets = ", ".join(found.unread)
        sentences.append(
            f"only the sheet {found.grid.sheet} was read; save {sheets} as a file of its own"
        )
    if found.others:
        sentences.append(f"nothing was read from the sheet {', '.join(found.others)}")
    return "; ".join([*sentences, *found.match.notes, *notes]) + "."


def difference(
    counts: dict[str, int], before: Decimal | None, after: Decimal | None, currency: str
) -> str:
    """Say what a load changes: "12 new, 3 changed, 1 gone; +340.00 EUR"; nothing if it does not."""
    said = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
    if not said or before is None or after is None:
        return said
    return f"{said}; {after - before:+,.2f} {currency}"


def shrinks(lacking: int, known: int, period: Period, limit: float) -> str:
    """Warn of an export that lacks so many known lines that it may not be whole."""
    return (
        f"The export shrinks: of {known:,} lines known from {period.first} up to the day before "
        f"{period.end}, {lacking:,} are not in it any more ({lacking / known:.0%}; from "
        f"{limit:.0%} on, loading.shrink_limit in salon.toml, they are kept). Check that the "
        "export is whole. If the lines were deleted, confirm that on the page Load, or load the "
        "file with --follow-deletions."
    )


def lacks_or_refused(lacking: int, rejected: int) -> str:
    """Warn of known lines that a file lacks, where rows of it were refused as well."""
    return (
        f"{lacking:,} lines that earlier exports had are not among the rows taken, but "
        f"{rejected:,} rows were refused and may be those; they are kept. Mend the refused rows, "
        "or, if the lines were deleted, confirm that on the page Load or load the file with "
        "--follow-deletions."
    )


def refused_message(rejected: pl.DataFrame, data_rows: int, limit: float) -> str:
    """Say why so many rejected rows stop the whole file, and which the first is."""
    row, column, value, reason = rejected.sort("row_number").row(0)
    where = f"row {row}, {column}" if column else f"row {row}"
    return (
        f"{rejected.height:,} of {data_rows:,} rows could not be taken, more than the "
        f"{limit:.0%} that salon.toml allows (loading.rejected_limit), so nothing was loaded. "
        f"The first: {where}: “{value}” {reason}."
    )

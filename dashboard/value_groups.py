"""Groups of clients and what each will bring, in bands and with doubts, for charts and tables."""

from collections.abc import Mapping

import polars as pl

from dashboard import formats, values
from dashboard.tables import How

LEVELS = {
    "segment": "Segment",
    "channel": "Channel",
    "cohort": "Quarter of first visit",
    "service_category": "First service",
    "branch": "Branch",
}


def named(rows: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Name the groups, and write their bands."""
    both = {"in_80": ("clv_low", "clv_high"), "in_95": ("clv_low_95", "clv_high_95")}
    return rows.with_columns(
        pl.Series("group", [values.named(code) for code in rows["group_name"]], dtype=pl.String),
        *(
            pl.Series(
                name,
                [band(low, high, currency) for low, high in rows.select(ends).iter_rows()],
                dtype=pl.String,
            )
            for name, ends in both.items()
        ),
    )


def band(low: float, high: float, currency: str) -> str:
    """Write a band of money: 41.20 € to 58 €."""
    return f"{formats.money(low, currency)} to {formats.money(high, currency)}"


def columns(level: str, currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of groups."""
    return {
        "group": (LEVELS[level], "text"),
        "clients": ("Clients", "count"),
        "clv_12m": (f"All together, {currency}", "money"),
        "clv_per_client": (f"Per client, {currency}", "money"),
        "in_80": ("8 in 10 outcomes", "text"),
        "in_95": ("19 in 20 outcomes", "text"),
        "individual_error": ("± by people's own ways", "money"),
        "parameter_error": ("± by few data", "money"),
        "model_error": ("± by the model", "money"),
    }

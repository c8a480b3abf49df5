"""Groups of clients and what each will bring, in bands and with doubts, for charts and tables."""

from collections.abc import Mapping

import polars as pl

from dashboard import formats, values
from dashboard.language import N_, _
from dashboard.tables import How

LEVELS = {
    "segment": N_("Segment"),
    "channel": N_("Channel"),
    "cohort": N_("Quarter of first visit"),
    "service_category": N_("First service"),
    "branch": N_("Branch"),
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
    return _("{low} to {high}").format(
        low=formats.money(low, currency), high=formats.money(high, currency)
    )


def columns(level: str, currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of groups."""
    return {
        "group": (_(LEVELS[level]), "text"),
        "clients": (_("Clients"), "count"),
        "clv_12m": (_("All together, {currency}").format(currency=currency), "money"),
        "clv_per_client": (_("Per client, {currency}").format(currency=currency), "money"),
        "in_80": (_("8 in 10 outcomes"), "text"),
        "in_95": (_("19 in 20 outcomes"), "text"),
        "individual_error": (_("± by people's own ways"), "money"),
        "parameter_error": (_("± by few data"), "money"),
        "model_error": (_("± by the model"), "money"),
    }

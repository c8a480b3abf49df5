"""The codes of the marts in the words of the pages."""

from collections.abc import Mapping

import polars as pl

CLIENT_TYPES = {
    "regular": "Regular",
    "returning": "Returning",
    "new": "New",
    "reactivated": "Reactivated",
    "inactive": "Inactive",
    "lapsed": "Lapsed",
    "unknown": "Not identified",
}

TYPES_OF_CLIENTS = [name for code, name in CLIENT_TYPES.items() if code != "unknown"]

STAGES = {
    "first_visit": "First visit, may still return",
    "single_use": "Came once and did not return",
    "repeat": "Came again",
    "attachment": "Attached",
    "loyalty": "Loyal",
}

CATEGORIES = {
    "brows_lashes": "Brows and lashes",
    "hair_removal": "Hair removal",
    "makeup": "Make-up",
}

READINGS = {
    "hidden": "too few answers",
    "indicative": "few answers",
    "sound": "enough answers",
}

ENTITIES = {
    "booking_lines": "Bookings and sales",
    "clients": "Clients",
    "services": "Services",
    "survey_responses": "Survey answers",
    "survey_ratings": "Survey ratings",
    "impulse_ratings": "Smiley ratings",
    "complaints": "Complaints",
    "marketing_spend": "Advertising",
    "day_totals": "Totals of days",
}

SCORES = {
    "r": {3: "came lately", 2: "came a while ago", 1: "came long ago"},
    "f": {3: "often", 2: "now and then", 1: "seldom"},
    "m": {3: "high average check", 2: "middle average check", 1: "low average check"},
}

# Names and rule are those of the field (`metrics.rf_segment`); these are the same in plain words.
GROUPS = {
    "Champions": "came lately, most often",
    "Loyal Customers": "come often, not long ago",
    "Potential Loyalists": "came lately, a few times",
    "New Customers": "came lately, for the first time or seldom",
    "Promising": "came not long ago, seldom",
    "Need Attention": "come now and then, last visit a while ago",
    "About to Sleep": "came seldom, a while ago",
    "At Risk": "came fairly often, but long ago",
    "Can't Lose Them": "came most often, but long ago",
    "Hibernating": "came seldom, long ago",
}

# The cells of RFM in the order of a list: best first.
CELLS = tuple(f"R{r}F{f}M{m}" for r in (3, 2, 1) for f in (3, 2, 1) for m in (3, 2, 1))


def in_order(rows: pl.DataFrame, column: str, names: Mapping[str, str]) -> pl.DataFrame:
    """Name the codes of a column and sort the rows in the order of the names."""
    named = rows.with_columns(pl.col(column).replace(names).cast(pl.Enum(list(names.values()))))
    return named.sort(column).with_columns(pl.col(column).cast(pl.String))


def with_meaning(groups: pl.DataFrame) -> pl.DataFrame:
    """Add what the named groups of clients are, in plain words."""
    meaning = pl.col("rf_segment").replace_strict(GROUPS, default=None)
    return groups.with_columns(meaning.alias("meaning"))


def category(code: str) -> str:
    """Name a service category; one that a file brought along keeps its own name."""
    return CATEGORIES.get(code, code[:1].upper() + code[1:].replace("_", " "))


def client_type(code: str) -> str:
    """Name a client type."""
    return CLIENT_TYPES.get(code, code)


def cell(code: str) -> str:
    """Say what an RFM cell means: `R3F1M2` came lately, seldom, with a middle average check."""
    recency, frequency, check = (int(code[place]) for place in (1, 3, 5))
    return ", ".join((SCORES["r"][recency], SCORES["f"][frequency], f"with a {SCORES['m'][check]}"))


def listed(names: list[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

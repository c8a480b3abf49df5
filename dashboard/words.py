"""The codes of the marts in the words of the pages."""

from collections.abc import Mapping

import polars as pl

from dashboard.language import N_, _

CLIENT_TYPES = {
    "regular": N_("Regular"),
    "returning": N_("Returning"),
    "new": N_("New"),
    "reactivated": N_("Reactivated"),
    "inactive": N_("Inactive"),
    "lapsed": N_("Lapsed"),
    "unknown": N_("Not identified"),
}

STAGES = {
    "first_visit": N_("First visit, may still return"),
    "single_use": N_("Came once and did not return"),
    "repeat": N_("Came again"),
    "attachment": N_("Attached"),
    "loyalty": N_("Loyal"),
}

CATEGORIES = {
    "hair": N_("Hair"),
    "colour": N_("Colour"),
    "nails": N_("Nails"),
    "face": N_("Face"),
    "body": N_("Body"),
    "massage": N_("Massage"),
    "barber": N_("Barber"),
    "retail": N_("Retail"),
    "other": N_("Other"),
    "brows_lashes": N_("Brows and lashes"),
    "hair_removal": N_("Hair removal"),
    "makeup": N_("Make-up"),
}

READINGS = {
    "hidden": N_("too few answers"),
    "indicative": N_("few answers"),
    "sound": N_("enough answers"),
}

ENTITIES = {
    "booking_lines": N_("Bookings and sales"),
    "clients": N_("Clients"),
    "services": N_("Services"),
    "survey_responses": N_("Survey answers"),
    "survey_ratings": N_("Survey ratings"),
    "impulse_ratings": N_("Smiley ratings"),
    "complaints": N_("Complaints"),
    "marketing_spend": N_("Advertising"),
    "day_totals": N_("Totals of days"),
}

SCORES = {
    "r": {3: N_("came lately"), 2: N_("came a while ago"), 1: N_("came long ago")},
    "f": {3: N_("often"), 2: N_("now and then"), 1: N_("seldom")},
    "m": {3: N_("high average check"), 2: N_("middle average check"), 1: N_("low average check")},
}

# Names and rule are those of the field (`metrics.rf_segment`); these are the same in plain words.
GROUPS = {
    N_("Champions"): N_("came lately, most often"),
    N_("Loyal Customers"): N_("come often, not long ago"),
    N_("Potential Loyalists"): N_("came lately, a few times"),
    N_("New Customers"): N_("came lately, for the first time or seldom"),
    N_("Promising"): N_("came not long ago, seldom"),
    N_("Need Attention"): N_("come now and then, last visit a while ago"),
    N_("About to Sleep"): N_("came seldom, a while ago"),
    N_("At Risk"): N_("came fairly often, but long ago"),
    N_("Can't Lose Them"): N_("came most often, but long ago"),
    N_("Hibernating"): N_("came seldom, long ago"),
}

# The cells of RFM in the order of a list: best first.
CELLS = tuple(f"R{r}F{f}M{m}" for r in (3, 2, 1) for f in (3, 2, 1) for m in (3, 2, 1))


def in_order(rows: pl.DataFrame, column: str, names: Mapping[str, str]) -> pl.DataFrame:
    """Name the codes of a column and sort the rows in the order of the names."""
    said = {code: _(name) for code, name in names.items()}
    named = rows.with_columns(pl.col(column).replace(said).cast(pl.Enum(list(said.values()))))
    return named.sort(column).with_columns(pl.col(column).cast(pl.String))


def types_of_clients() -> list[str]:
    """Name the types of clients that are known, in their order."""
    return [_(name) for code, name in CLIENT_TYPES.items() if code != "unknown"]


def group(code: str) -> str:
    """Name one of the ten groups of clients."""
    return _(code) if code in GROUPS else code


def with_meaning(groups: pl.DataFrame) -> pl.DataFrame:
    """Name the groups of clients, and add what they are in plain words."""
    meaning = pl.col("rf_segment").replace_strict(
        {group: _(said) for group, said in GROUPS.items()}, default=None
    )
    names = pl.col("rf_segment").replace({code: group(code) for code in GROUPS})
    return groups.with_columns(meaning.alias("meaning"), names)


def category(code: str) -> str:
    """Name a service category; one that a file brought along keeps its own name."""
    return _(CATEGORIES[code]) if code in CATEGORIES else code[:1].upper() + code[1:]


def client_type(code: str) -> str:
    """Name a client type."""
    return _(CLIENT_TYPES[code]) if code in CLIENT_TYPES else code


def cell(code: str) -> str:
    """Say what an RFM cell means: `R3F1M2` came lately, seldom, with a middle average check."""
    recency, frequency, check = (int(code[place]) for place in (1, 3, 5))
    with_check = _("with a {check}").format(check=_(SCORES["m"][check]))
    return ", ".join((_(SCORES["r"][recency]), _(SCORES["f"][frequency]), with_check))


def listed(names: list[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *first, last = names
    if not first:
        return last
    return _("{several} and {last}").format(several=", ".join(first), last=last)

"""Who stands behind a figure: which question lists them, and how the list is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import streamlit as st

from dashboard import buttons, contacts, downloads, formats, tables
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

# More than this nobody reads on a page; the file has them all.
MOST = 500

_WHO = {"client_name": (N_("Client"), "text"), "phone": (N_("Phone"), "text")}
_VISITS = {
    "last_visit_date": (N_("Last visit in the month"), "day"),
    "visits": (N_("Visits"), "count"),
    "revenue": (N_("Paid, {currency}"), "money"),
}
_LOST = {
    "branch": (N_("Branch"), "text"),
    "last_visit_date": (N_("Last visit"), "day"),
    "amount": (N_("Expected margin lost, {currency}"), "money"),
}
_APPOINTMENT = {
    "branch": (N_("Branch"), "text"),
    "line_date": (N_("Day"), "day"),
    "services": (N_("Services"), "text"),
}


@dataclass(frozen=True)
class Listing:
    """A list of people: the question that answers it, what it needs to know, its columns."""

    question: str
    columns: Mapping[str, tuple[str, str]]
    params: Mapping[str, Any] = field(default_factory=dict)


_CAME = Listing("behind_came", _WHO | _VISITS, {"who": "came"})
_RETURNED = {"returned": (N_("Came again in time"), "text")}
OF_FIGURES: Mapping[str, Listing] = {
    **dict.fromkeys(
        ("revenue", "average_check", "arpu", "clients", "visits", "visits_per_client"), _CAME
    ),
    "retail_share": Listing(
        "behind_came",
        _WHO | _VISITS | {"product_revenue": (N_("Of it products, {currency}"), "money")},
        {"who": "came"},
    ),
    "rebooking_rate": Listing(
        "behind_came",
        _WHO | _VISITS | {"visits_rebooked": (N_("Visits rebooked"), "count")},
        {"who": "came"},
    ),
    "new_clients": Listing("behind_came", _WHO | _VISITS, {"who": "new"}),
    "first_visit_retention_90d": Listing("behind_came", _WHO | _VISITS | _RETURNED, {"who": "new"}),
    "repeat_retention_90d": Listing("behind_came", _WHO | _VISITS | _RETURNED, {"who": "known"}),
    "regular_clients": Listing(
        "behind_regular",
        _WHO
        | {
            "branch": (N_("Branch"), "text"),
            "last_visit_date": (N_("Last visit"), "day"),
            "visits_365d": (N_("Visits in the year"), "count"),
            "revenue_365d": (N_("Spent in the year, {currency}"), "money"),
        },
    ),
    "lost_clients": Listing("behind_lapsed", _WHO | _LOST),
    "no_show_rate": Listing("behind_missed", _WHO | _APPOINTMENT, {"status": "no_show"}),
    "cancellation_rate": Listing("behind_missed", _WHO | _APPOINTMENT, {"status": "cancelled"}),
    "nps": Listing(
        "behind_answers",
        _WHO
        | {
            "branch": (N_("Branch"), "text"),
            "submitted_date": (N_("Day"), "day"),
            "recommend_score": (N_("Score"), "count"),
            "reason": (N_("Reason"), "long"),
        },
    ),
}
OF_LOSSES: Mapping[str, Listing] = {
    "lapsed": Listing("behind_lapsed", _WHO | _LOST),
    "first_visit_only": Listing("behind_came_once", _WHO | _LOST),
    "no_show": Listing("behind_missed", _WHO | _APPOINTMENT, {"status": "no_show"}),
    "cancelled_not_rebooked": Listing("behind_cancelled", _WHO | _APPOINTMENT),
}
OF_BRIDGE = Listing(
    "behind_bridge",
    _WHO
    | {
        "branch": (N_("Branch"), "text"),
        "visits_before": (N_("Visits before"), "count"),
        "visits": (N_("Visits now"), "count"),
        "revenue_before": (N_("Paid before, {currency}"), "money"),
        "revenue": (N_("Paid now, {currency}"), "money"),
        "amount": (N_("Part of the change, {currency}"), "money"),
    },
)


def draw(build: Build, listing: Listing, params: Mapping[str, Any], title: str) -> None:
    """Draw the list, for those who may see who the clients are; the file has all of them."""
    if not contacts.may_be_seen():
        contacts.say_hidden()
        return
    asked = {**params, **listing.params}
    found = _readable(build.answer(listing.question, {**asked, "most": MOST}))
    if found.is_empty():
        st.caption(_("Nobody stands behind it by name."))
        return
    columns: dict[str, tuple[str, How]] = {
        name: (_(said).format(currency=build.currency), how)  # type: ignore[misc]
        for name, (said, how) in listing.columns.items()
    }
    listed = found["listed"][0]
    if listed > MOST:
        st.caption(
            _("The first {shown} of {all}; the file has all of them.").format(
                shown=formats.count(MOST), all=formats.count(listed)
            )
        )
    tables.show(found, columns, alt=title)
    buttons.take(
        _("Download the list (CSV)"),
        lambda: downloads.csv(
            tables.titled(
                _readable(build.answer(listing.question, {**asked, "most": None})), columns
            )
        ),
        f"{listing.question.replace('_', '-')}-{params['month']:%Y-%m}.csv",
    )


def _readable(found: pl.DataFrame) -> pl.DataFrame:
    """Say in words whether a client came again."""
    if "has_returned" not in found.columns:
        return found
    said = pl.when("has_returned").then(pl.lit(_("yes"))).otherwise(pl.lit(_("no")))
    return found.with_columns(said.alias("returned"))

"""The sixteen figures of a month: what they are called, how they read, what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.formats import Kind
from dashboard.language import N_

Counted = Literal["clients", "visits", "answers", "appointments"]


@dataclass(frozen=True)
class Figure:
    """A figure, by the name it has in `monthly_kpis`.

    `formula` names the macro of `metrics` that makes it of sums; the others are sums themselves.
    `counted` is what its n counts. `is_standing` figures belong to a client's whole history or to a
    booking, and cannot be told by service, staff or client type. One `known_later` is known only
    when clients have had their days to return: the newest month known is looked at.
    """

    column: str
    label: str
    kind: Kind
    counted: Counted
    rising_is: Literal["good", "bad"] = "good"
    formula: str | None = None
    is_standing: bool = False
    known_later: bool = False


SECTIONS: Mapping[str, tuple[Figure, ...]] = {
    N_("Money"): (
        Figure("revenue", N_("Revenue"), "money", "clients"),
        Figure("average_check", N_("Average check"), "money", "clients", formula="average_check"),
        Figure("arpu", N_("Revenue per client"), "money", "clients", formula="arpu"),
        Figure("retail_share", N_("Retail share"), "share", "clients", formula="share"),
    ),
    N_("Clients"): (
        Figure("clients", N_("Clients"), "count", "clients"),
        Figure("new_clients", N_("New clients"), "count", "clients"),
        Figure("regular_clients", N_("Regular clients"), "count", "clients", is_standing=True),
        Figure("lost_clients", N_("Lost clients"), "count", "clients", "bad", is_standing=True),
    ),
    N_("Coming back"): (
        Figure(
            "first_visit_retention_90d",
            N_("First-visit retention"),
            "share",
            "clients",
            formula="retention_rate",
            known_later=True,
        ),
        Figure(
            "repeat_retention_90d",
            N_("Repeat retention"),
            "share",
            "clients",
            formula="retention_rate",
            known_later=True,
        ),
        Figure("rebooking_rate", N_("Rebooking"), "share", "visits", formula="rebooking_rate"),
        Figure(
            "visits_per_client",
            N_("Visits per client"),
            "number",
            "clients",
            formula="visits_per_client",
        ),
    ),
    N_("Bookings and opinion"): (
        Figure("visits", N_("Visits"), "count", "clients"),
        Figure(
            "no_show_rate",
            N_("No-shows"),
            "share",
            "appointments",
            "bad",
            formula="no_show_rate",
            is_standing=True,
        ),
        Figure(
            "cancellation_rate",
            N_("Cancellations"),
            "share",
            "appointments",
            "bad",
            formula="cancellation_rate",
            is_standing=True,
        ),
        Figure("nps", N_("NPS"), "score", "answers", formula="nps"),
    ),
}

FIGURES: Mapping[str, Figure] = {
    figure.column: figure for section in SECTIONS.values() for figure in section
}


def told(narrows_clients: bool) -> Mapping[str, tuple[Figure, ...]]:
    """Leave out the figures that cannot be told by service, staff or client type."""
    return {
        name: tuple(figure for figure in section if not (narrows_clients and figure.is_standing))
        for name, section in SECTIONS.items()
    }

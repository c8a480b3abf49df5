"""Share of wallet: what part of their spending on salons clients bring, and where the rest goes."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, loyalty, pictures, tables, values, wallet_charts, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.slices import Slice
from dashboard.tables import How

BANDS = {
    "at_risk": N_("At risk: most of it elsewhere"),
    "shared": N_("Shared with other salons"),
    "core": N_("Core: nearly all of it here"),
}
DIMENSIONS = {
    "client_type": N_("Client type"),
    "loyalty": N_("Kind of loyalty"),
    "branch": N_("Branch"),
}
_ALL_WALLET = 10
# Below these the rule of places is not meant for a salon's clients (Keiningham and others 2015).
_SEVERAL, _SALONS = 0.4, 1.4
_POINTS_APART = 0.05


def reading(total: Mapping[str, Any], bands: pl.DataFrame, build: Build) -> str:
    """Say what part comes here, how sure that is, what goes elsewhere and with whom to begin."""
    known = formats.plural(total["clients_known"], "client", "clients")
    said = [
        _("{known} of {all} ({coverage}) told how much of their spending comes here.").format(
            known=known,
            all=formats.count(total["clients"]),
            coverage=formats.percent(total["coverage"]),
        )
    ]
    if total["reading"] == "hidden":
        needed = build.settings.definitions.hidden_below_answers
        said.append(
            _("Too few for a share, which needs {needed}.").format(needed=formats.count(needed))
        )
        return " ".join(said)
    said.append(
        _(
            "**{share} of it comes here** (with 95% certainty {low} to {high} of all like them); "
            "{gap} a year goes to other salons."
        ).format(
            share=formats.percent(total["share_of_wallet"]),
            low=formats.percent(total["share_low"]),
            high=formats.percent(total["share_high"]),
            gap=formats.money(round(total["wallet_gap"]), build.currency),
        )
        if total["share_low"] is not None and total["share_of_wallet"] is not None
        else _("They paid nothing here in the 365 days.")
    )
    risky = bands.filter(pl.col("band") == "at_risk")
    if risky.height and total["wallet_gap"]:
        said.append(
            _(
                "**Begin with {clients} at risk**: most of their spending goes elsewhere, {share} "
                "of all that does."
            ).format(
                clients=formats.plural(risky["clients"].item(), "client", "clients"),
                share=formats.percent(risky["share_of_gap"].item()),
            )
        )
    return " ".join(said)


def limits(total: Mapping[str, Any], build: Build) -> str:
    """Say what the share must not be taken for."""
    definitions = build.settings.definitions
    said = _(
        "Of those who told nothing, nothing is known. A share is that of all services together, "
        "also where only some are looked at."
    )
    if not total["light_users"]:
        return said
    return " ".join(
        (
            said,
            _(
                "{light} of them go to any salon fewer than {visits} times a year: the share of "
                "people who hardly go anywhere says little."
            ).format(
                light=formats.count(total["light_users"]),
                visits=formats.count(definitions.category_visits_known),
            ),
        )
    )


@in_place
def draw_bands(build: Build, chosen: Slice, bands: pl.DataFrame) -> None:
    """Draw how the shares spread, and the bands with their money."""
    rows = build.answer("wallet_distribution", chosen.params)
    order = [_tenth(tenth) for tenth in range(_ALL_WALLET)]
    pictures.draw(
        wallet_charts.spread(
            rows.with_columns(
                pl.Series("tenth_name", [order[tenth] for tenth in rows["tenth"]], pl.String)
            ),
            _names(BANDS),
            order,
        ),
        alt=_("Clients by share of wallet, a bar for each tenth."),
        title=_("How shares of wallet spread"),
    )
    tables.show(
        bands.with_columns(
            pl.Series("name", [_(BANDS[band]) for band in bands["band"]], pl.String)
        ),
        {
            "name": (_("Band"), "text"),
            "clients": (_("Clients"), "count"),
            "share_of_clients": (_("Of those who told"), "share"),
            "wallet_share": (_("Share of wallet"), "share"),
            "own_spend_365d": _money(N_("Spent here, {currency}"), build),
            "wallet_size": _money(N_("Whole wallet, {currency}"), build),
            "wallet_gap": _money(N_("Spent elsewhere, {currency}"), build),
            "share_of_gap": (_("Of all spent elsewhere"), "share"),
        },
        alt=_("Bands of share of wallet, with clients and money."),
        mart="share_of_wallet",
    )


@in_place
def draw_groups(build: Build, chosen: Slice) -> None:
    """Draw whose money goes elsewhere, by a dimension to choose."""
    dimension = values.choice(_("By"), DIMENSIONS, "by")
    rows = build.answer("wallet_groups", {**chosen.params, "split": dimension})
    tables.show(
        rows.with_columns(
            pl.Series("name", [_group(dimension, code) for code in rows["group_name"]], pl.String),
            pl.Series(
                "reading_name", [_(words.READINGS[code]) for code in rows["reading"]], pl.String
            ),
        ),
        {
            "name": (_(DIMENSIONS[dimension]), "text"),
            "clients": (_("Clients"), "count"),
            "clients_known": (_("Who told"), "count"),
            "coverage": (_("Coverage"), "share"),
            "wallet_share": (_("Share of wallet"), "share"),
            "own_spend_365d": _money(N_("Spent here, {currency}"), build),
            "wallet_gap": _money(N_("Spent elsewhere, {currency}"), build),
            "reading_name": (_("How to read it"), "text"),
        },
        alt=_("Share of wallet and what is spent elsewhere, by group."),
        title=_("Wallet by group"),
    )


@in_place
def draw_rule(build: Build, chosen: Slice) -> None:
    """Draw the share told beside what the salon's place among those used says of it."""
    rows = build.answer("wallet_rank_rule", chosen.params)
    parts = rows.filter(~pl.col("is_total"))
    places = parts.with_columns(
        pl.Series("place", [_place(row) for row in parts.iter_rows(named=True)], pl.String)
    )
    if places.is_empty():
        st.write(_("Nobody told both a share and the salon's place among those they use."))
        return
    total = rows.filter(pl.col("is_total")).row(0, named=True)
    st.write(rule_reading(total, places, build))
    sound = places.filter(pl.col("reading") != "hidden")
    if sound.height:
        pictures.draw(
            wallet_charts.told_and_ruled(sound),
            alt=_("Share of wallet as told, and by the salon's place, a row for each place."),
            title=_("Told and by the place, chart"),
        )
    tables.show(
        places.with_columns(
            pl.Series(
                "reading_name", [_(words.READINGS[code]) for code in places["reading"]], pl.String
            )
        ),
        {
            "place": (_("Place among salons used"), "text"),
            "clients": (_("Clients"), "count"),
            "share_told": (_("As told"), "share"),
            "told_low": (_("At least"), "share"),
            "told_high": (_("At most"), "share"),
            "share_ruled": (_("By the place"), "share"),
            "gap_told": _money(N_("Elsewhere as told, {currency}"), build),
            "gap_ruled": _money(N_("Elsewhere by the place, {currency}"), build),
            "reading_name": (_("How to read it"), "text"),
        },
        alt=_("Share told and share by the place, for each place and number of salons."),
        title=_("Told and by the place"),
    )
    st.caption(
        _(
            "By the place: (1 - place / (salons + 1)) x 2 / salons. Money is summed up before it "
            "is divided."
        )
    )


def rule_reading(total: Mapping[str, Any], places: pl.DataFrame, build: Build) -> str:
    """Say how far the rule is from what is told, where they part most, and if it is meant here."""
    said = [
        _(
            "Of {clients} who told both, the share told is {told} and the place says {ruled}; "
            "{gap} goes elsewhere as told, {ruled_gap} by the place."
        ).format(
            clients=formats.plural(total["clients"], "client", "clients"),
            told=formats.figure(total["share_told"], "share", build.currency),
            ruled=formats.figure(total["share_ruled"], "share", build.currency),
            gap=formats.money(round(total["gap_told"]), build.currency),
            ruled_gap=formats.money(round(total["gap_ruled"]), build.currency),
        )
    ]
    sound = places.filter(pl.col("reading") != "hidden", pl.col("difference").is_not_null())
    if sound.height:
        most = sound.sort(pl.col("difference").abs(), descending=True).row(0, named=True)
        if abs(most["difference"]) >= _POINTS_APART:
            said.append(
                _(
                    "They part most where the salon is {place}: {told} told, {ruled} by the place."
                ).format(
                    place=most["place"],
                    told=formats.percent(most["share_told"]),
                    ruled=formats.percent(most["share_ruled"]),
                )
            )
    fits = total["several_share"] >= _SEVERAL and total["salons_mean"] >= _SALONS
    template = (
        _("{several} use several salons, {salons} on average: the rule is meant for such clients.")
        if fits
        else _(
            "Only {several} use several salons, {salons} on average: the rule is meant for "
            "clients who use more."
        )
    )
    said.append(
        template.format(
            several=formats.percent(total["several_share"]),
            salons=formats.number(round(total["salons_mean"], 1)),
        )
    )
    return " ".join(said)


def client_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of a list of clients by what they spend elsewhere."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "wallet_share": (_("Share of wallet"), "share"),
        "own_spend_365d": (_("Spent here, {currency}").format(currency=currency), "money"),
        "wallet_gap": (_("Spent elsewhere, {currency}").format(currency=currency), "money"),
    }


def _tenth(tenth: int) -> str:
    return f"{formats.count(10 * tenth)}-{formats.percent(tenth / 10 + 0.1, digits=0)}"


def _place(which: Mapping[str, Any]) -> str:
    place, salons = which["own_rank"], which["salons_used"]
    if salons == 1:
        return _("the only one")
    if place != round(place):
        return _("place {place} of {salons} (a tie)").format(
            place=formats.number(place), salons=formats.count(salons)
        )
    return _("place {place} of {salons}").format(
        place=formats.count(place), salons=formats.count(salons)
    )


def _group(dimension: str, code: str) -> str:
    if dimension == "client_type":
        return words.client_type(code)
    return _(loyalty.KINDS[code]) if dimension == "loyalty" else code


def _names(names: Mapping[str, str]) -> dict[str, str]:
    return {code: _(name) for code, name in names.items()}


def _money(title: str, build: Build) -> tuple[str, How]:
    return (_(title).format(currency=build.currency), "money")

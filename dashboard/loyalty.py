"""Kinds of loyalty: their names, what to do with each, and what they are worth."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st

from dashboard import campaign_choice, formats, loyalty_charts, pictures, words
from dashboard.language import N_, _
from dashboard.tables import How

KIND = "kind"
KINDS = {
    "true": N_("True"),
    "latent": N_("Latent"),
    "spurious": N_("Spurious"),
    "none": N_("None"),
    "unknown": N_("Not known"),
}
MEANINGS = {
    "true": N_("Recommend the salon and come."),
    "latent": N_("Recommend the salon and seldom come, or spend more elsewhere."),
    "spurious": N_("Come, and do not recommend the salon: out of habit, or for want of another."),
    "none": N_("Neither."),
    "unknown": N_("No answer of theirs speaks; nothing is guessed."),
}
ACTIONS = {
    "true": N_("Thank them, ask them to bring a friend, keep a place free for them."),
    "latent": N_("Ask what keeps them away (time, price, a service), and offer just that."),
    "spurious": N_("Ask what would make it a 10, and mend it before another salon does."),
    "none": N_("Mend what they complain of; spend no discount on them."),
    "unknown": N_("Ask them one question after the next visit."),
}
WORTHS = {
    "true": N_("to keep"),
    "latent": N_("to win"),
    "spurious": N_("may leave"),
    "none": N_("may leave"),
    "unknown": N_("not known"),
}


def reading(kinds: pl.DataFrame, currency: str) -> str:
    """Say of how many the loyalty is known, what it is, and whom to turn to first."""
    everybody = int(kinds["clients"].sum())
    known = kinds.filter(pl.col("loyalty_type") != "unknown")
    clients = int(known["clients"].sum())
    if not clients:
        return _(
            "Of none of {all} the loyalty is known: no survey answer speaks for them. **Ask one "
            "question after the visit**: how likely are you to recommend us, 0 to 10?"
        ).format(all=formats.plural(everybody, "client", "clients"))
    said = [
        _("The loyalty of {known} of {all} ({share}) is known, because they answered.").format(
            known=formats.count(clients),
            all=formats.plural(everybody, "client", "clients"),
            share=formats.percent(clients / everybody),
        )
    ]
    first = known.filter(
        pl.col("loyalty_type").is_in(["spurious", "latent"]), pl.col("reading") != "hidden"
    )
    if first.is_empty():
        said.append(_("They are too few to tell whom to turn to first."))
        return " ".join(said)
    most = first.sort("worth", descending=True, nulls_last=True).row(0, named=True)
    said.append(
        {
            "spurious": _(
                "**Turn first to {clients} whose loyalty is spurious**: they come and do not "
                "recommend the salon, and {worth} of margin in 12 months may leave with them."
            ),
            "latent": _(
                "**Turn first to {clients} whose loyalty is latent**: they recommend the salon, "
                "and what they spend elsewhere would bring {worth} of margin a year."
            ),
        }[most["loyalty_type"]].format(
            clients=formats.plural(most["clients"], "client", "clients"),
            worth=formats.figure(most["worth"], "money", currency),
        )
    )
    return " ".join(said)


def choose(kinds: pl.DataFrame, currency: str) -> str | None:
    """Draw the square of the four kinds, and under it the list; return the kind that is chosen."""
    place = st.container()
    chosen: str | None = st.selectbox(
        _("Kind of loyalty"),
        list(KINDS),
        index=None,
        format_func=_name,
        key=KIND,
        placeholder=_("Click on a kind above, or choose it here"),
        bind="query-params",
    )
    key = f"square_{chosen}"
    with place:
        pictures.draw(
            loyalty_charts.square(
                _four(kinds, currency).with_columns(
                    (pl.col("loyalty_type") == (chosen or "")).alias("is_chosen")
                ),
                {code: _(name) for code, name in KINDS.items()},
            ),
            alt=_(
                "Four kinds of loyalty: who recommends upwards, who comes to the right; clients "
                "and money in each."
            ),
            title=_("Kinds of loyalty"),
            # The choice is part of the key: what is drawn anew has nothing selected, so that every
            # click is a new one.
            key=key,
            on_select=partial(_take, key),
        )
    return chosen


def what_to_do(kinds: pl.DataFrame) -> str:
    """List the kinds that have clients: how many, who they are, what to do with them."""
    return "\n".join(
        _("- **{name}**, {clients}: {meaning} *{action}*").format(
            name=_(KINDS[kind]),
            clients=formats.plural(clients, "client", "clients"),
            meaning=_(MEANINGS[kind]),
            action=_(ACTIONS[kind]),
        )
        for kind, clients in kinds.select("loyalty_type", "clients").iter_rows()
    )


def described(kinds: pl.DataFrame) -> pl.DataFrame:
    """Name the kinds, and write the interval of each share."""
    return kinds.with_columns(
        _said("name", kinds, KINDS),
        pl.Series(
            "of_known",
            [
                formats.NOTHING if low is None else _between(share, low, high)
                for share, low, high in kinds.select(
                    "share_of_known", "share_low", "share_high"
                ).iter_rows()
            ],
            pl.String,
        ),
    )


def stakes(groups: pl.DataFrame) -> pl.DataFrame:
    """Name the groups of kind, value and wallet, and say what each is worth and what to do."""
    return groups.with_columns(
        _said("name", groups, KINDS),
        _said("action", groups, ACTIONS),
        _said("what", groups, WORTHS),
        pl.Series(
            "third", [_(campaign_choice.THIRDS[code]) for code in groups["value_third"]], pl.String
        ),
        pl.Series(
            "wallet",
            [_(campaign_choice.WALLETS[code]) for code in groups["wallet_band"]],
            pl.String,
        ),
        pl.Series(
            "reading_name", [_(words.READINGS[code]) for code in groups["reading"]], pl.String
        ),
    )


def first_groups(groups: pl.DataFrame) -> pl.DataFrame:
    """Take the groups to turn to first: worth most, known, not loyal already, and not too few."""
    return groups.filter(
        pl.col("loyalty_type").is_in(["latent", "spurious", "none"]),
        pl.col("reading") != "hidden",
        pl.col("worth") > 0,
    ).head(3)


def campaign(group: Mapping[str, str]) -> Mapping[str, str]:
    """Give the address of the page Campaign at which a group of clients is chosen."""
    return {
        "loyalty": _(campaign_choice.LOYALTY[group["loyalty_type"]]),
        "worth": _(campaign_choice.THIRDS[group["value_third"]]),
        "wallet": _(campaign_choice.WALLETS[group["wallet_band"]]),
    }


def kind_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of kinds."""
    return {
        "name": (_("Loyalty"), "text"),
        "clients": (_("Clients"), "count"),
        "of_known": (_("Of those known"), "text"),
        "revenue_365d": (_("Spent in 365 days, {currency}").format(currency=currency), "money"),
        "clv_12m": (_("Margin of 12 months ahead, {currency}").format(currency=currency), "money"),
        "wallet_gap": (_("Spent elsewhere, {currency}").format(currency=currency), "money"),
    }


def stake_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of kind, value and wallet."""
    return {
        "name": (_("Loyalty"), "text"),
        "third": (_("Value"), "text"),
        "wallet": (_("Share of wallet"), "text"),
        "clients": (_("Clients"), "count"),
        "worth": (_("Worth, margin, {currency}").format(currency=currency), "money"),
        "what": (_("It is"), "text"),
        "wallet_gap": (_("Spent elsewhere, {currency}").format(currency=currency), "money"),
        "reading_name": (_("How to read it"), "text"),
        "action": (_("What to do"), "long"),
    }


def client_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of a list of clients of a kind."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "recommend_score": (_("Would recommend, of 10"), "count"),
        "wallet_share": (_("Share of wallet"), "share"),
        "visits_365d": (_("Visits in the year"), "count"),
        "revenue_365d": (_("Spent in the year, {currency}").format(currency=currency), "money"),
        "clv_12m": (_("Margin of 12 months ahead, {currency}").format(currency=currency), "money"),
    }


def _four(kinds: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Give the four kinds that are known, those without clients too."""
    all_kinds = pl.DataFrame({"loyalty_type": [code for code in KINDS if code != "unknown"]})
    full = all_kinds.join(kinds, on="loyalty_type", how="left").with_columns(
        pl.col("clients", "revenue_365d").fill_null(0)
    )
    rows = full.with_columns(
        pl.Series("people", [formats.plural(n, "client", "clients") for n in full["clients"]]),
        pl.Series(
            "money",
            [
                _("spent {money}").format(money=formats.money(round(n), currency))
                for n in full["revenue_365d"]
            ],
        ),
        _said("name", full, KINDS),
    )
    return rows.with_columns(pl.format("{}: {}, {}", "name", "people", "money").alias("in_words"))


def _said(column: str, rows: pl.DataFrame, names: Mapping[str, str]) -> pl.Series:
    return pl.Series(column, [_(names[code]) for code in rows["loyalty_type"]], pl.String)


def _between(share: float, low: float, high: float) -> str:
    return _("{share} ({low} to {high})").format(
        share=formats.percent(share), low=formats.percent(low), high=formats.percent(high)
    )


def _name(code: str) -> str:
    return _(KINDS.get(code, code))


def _take(key: str) -> None:
    """Put the kind that was clicked into the list, and so into the address."""
    clicked: list[Mapping[str, str]] = st.session_state[key].selection.kind
    if clicked:
        st.session_state[KIND] = clicked[0]["kind"]

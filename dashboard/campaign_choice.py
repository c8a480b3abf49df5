"""By what the clients of a campaign are chosen: kinds of loyalty, value, wallet, segment, delay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, links, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

LOYALTY = {
    "true": N_("True: recommend the salon and come"),
    "latent": N_("Latent: recommend it and seldom come"),
    "spurious": N_("Spurious: come and do not recommend it"),
    "none": N_("None: neither"),
    "unknown": N_("Not known: no answer"),
}
THIRDS = {
    "high": N_("Upper third"),
    "middle": N_("Middle third"),
    "low": N_("Lower third"),
    "unknown": N_("Not known"),
}
WALLETS = {
    "core": N_("Core: nearly all of it here"),
    "shared": N_("Shared with other salons"),
    "at_risk": N_("At risk: most of it elsewhere"),
    "unknown": N_("Not known"),
}
DELAYS = {
    "not_due": N_("Not due"),
    "due": N_("Due"),
    "soft_overdue": N_("A little overdue"),
    "overdue": N_("Overdue"),
    "lapsed": N_("Long overdue"),
}
REASONS = {
    "blocked": N_("Blocked by the salon"),
    "consent_refused": N_("Do not want to be written to"),
    "consent_unknown": N_("Nobody asked whether they want it"),
    "open_complaint": N_("Wait for an answer to a complaint"),
    "booked_ahead": N_("Have a booking ahead"),
}
_NAMES = {
    "loyalty": N_("loyalty"),
    "value": N_("value"),
    "wallet": N_("share of wallet"),
    "segment": N_("segment"),
    "overdue": N_("how late"),
}
OVERLAPS: Mapping[str, tuple[str, How]] = {
    "condition": (N_("Group"), "text"),
    "clients": (N_("Clients"), "count"),
    "other": (N_("And group"), "text"),
    "other_clients": (N_("Clients in it"), "count"),
    "shared_clients": (N_("In both"), "count"),
    "shared_share": (N_("Of the first"), "share"),
}
LEFT_ALONE: Mapping[str, tuple[str, How]] = {
    "reason": (N_("Left alone because they"), "text"),
    "clients": (N_("Clients"), "count"),
}


@dataclass(frozen=True)
class Choice:
    """The conditions of a campaign, an empty one means all; and the share that is held out."""

    loyalty_types: tuple[str, ...]
    value_thirds: tuple[str, ...]
    wallet_bands: tuple[str, ...]
    segments: tuple[str, ...]
    overdue_states: tuple[str, ...]
    least_value: float | None
    holdout_share: float

    @property
    def params(self) -> dict[str, Any]:
        """The conditions as query parameters."""
        given = vars(self)
        return {
            name: (list(value) or None) if isinstance(value, tuple) else value
            for name, value in given.items()
        }

    def in_words(self, currency: str) -> str:
        """Say the conditions in a line of text."""
        named = (
            [_(LOYALTY[code]) for code in self.loyalty_types],
            [_("value: {third}").format(third=_(THIRDS[code])) for code in self.value_thirds],
            [_("wallet: {part}").format(part=_(WALLETS[code])) for code in self.wallet_bands],
            [_(segment) for segment in self.segments],
            [_(DELAYS[code]) for code in self.overdue_states],
        )
        said = [_(" or ").join(names) for names in named if names]
        if self.least_value is not None:
            least = formats.money(self.least_value, currency)
            said.append(_("value from {amount}").format(amount=least))
        return "; ".join(said) or _("everybody")


def ask(build: Build) -> Choice:
    """Let the conditions be chosen; all stand in the address."""
    left, right = st.columns(2)
    with left:
        loyalty = _codes(_("Kind of loyalty"), LOYALTY, "loyalty")
        thirds = _codes(_("Value in 12 months"), THIRDS, "worth")
        wallets = _codes(_("Share of wallet"), WALLETS, "wallet")
    with right:
        segments = _codes(_("RFM segment"), {name: name for name in words.GROUPS}, "segment")
        delays = _codes(_("How late by their own rhythm"), DELAYS, "late")
        least = st.number_input(
            _("Value at least, {currency}").format(currency=build.currency),
            min_value=0.0,
            value=None,
            format="%.0f",
            placeholder=_("any"),
            key="least",
            bind="query-params",
        )
    share = st.number_input(
        _("Held out by lot to measure what the campaign brings, %"),
        min_value=0,
        max_value=50,
        value=round(100 * build.settings.definitions.holdout_share),
        key="holdout",
        bind="query-params",
        help=_("Always the same clients, so that one campaign does not spoil the next."),
    )
    return Choice(loyalty, thirds, wallets, segments, delays, least, share / 100)


def _codes(label: str, names: Mapping[str, str], key: str) -> tuple[str, ...]:
    links.understand(key, list(names), lambda code: _(names[code]))
    chosen = st.multiselect(
        label,
        list(names),
        format_func=lambda code: _(names.get(code, code)),
        key=key,
        placeholder=_("All"),
        bind="query-params",
    )
    return tuple(chosen)


def left_alone(counts: pl.DataFrame) -> pl.DataFrame:
    """Name the reasons for which clients are left alone, the most frequent first."""
    rows = counts.filter(pl.col("suppressed_by").is_not_null())
    return rows.with_columns(pl.col("suppressed_by").replace(_said(REASONS)).alias("reason")).sort(
        "clients", descending=True
    )


def overlaps(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the pairs of groups."""
    return rows.with_columns(pl.col("condition", "other").replace(_said(_NAMES)))


def _said(names: Mapping[str, str]) -> dict[str, str]:
    return {code: _(name) for code, name in names.items()}

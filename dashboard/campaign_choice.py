"""By what the clients of a campaign are chosen: kinds of loyalty, value, wallet, segment, delay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.data import Build
from dashboard.tables import How

LOYALTY = {
    "true": "True: recommend the salon and come",
    "latent": "Latent: recommend it and seldom come",
    "spurious": "Spurious: come and do not recommend it",
    "none": "None: neither",
    "unknown": "Not known: no answer",
}
THIRDS = {
    "high": "Upper third",
    "middle": "Middle third",
    "low": "Lower third",
    "unknown": "Not known",
}
WALLETS = {
    "core": "Core: nearly all of it here",
    "shared": "Shared with other salons",
    "at_risk": "At risk: most of it elsewhere",
    "unknown": "Not known",
}
DELAYS = {
    "not_due": "Not due",
    "due": "Due",
    "soft_overdue": "A little overdue",
    "overdue": "Overdue",
    "lapsed": "Long overdue",
}
REASONS = {
    "blocked": "Blocked by the salon",
    "consent_refused": "Do not want to be written to",
    "consent_unknown": "Nobody asked whether they want it",
    "open_complaint": "Wait for an answer to a complaint",
    "booked_ahead": "Have a booking ahead",
}
_NAMES = {
    "loyalty": "loyalty",
    "value": "value",
    "wallet": "share of wallet",
    "segment": "segment",
    "overdue": "how late",
}
OVERLAPS: Mapping[str, tuple[str, How]] = {
    "condition": ("Group", "text"),
    "clients": ("Clients", "count"),
    "other": ("And group", "text"),
    "other_clients": ("Clients in it", "count"),
    "shared_clients": ("In both", "count"),
    "shared_share": ("Of the first", "share"),
}
LEFT_ALONE: Mapping[str, tuple[str, How]] = {
    "reason": ("Left alone because they", "text"),
    "clients": ("Clients", "count"),
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
            [LOYALTY[code] for code in self.loyalty_types],
            [f"value: {THIRDS[code]}" for code in self.value_thirds],
            [f"wallet: {WALLETS[code]}" for code in self.wallet_bands],
            list(self.segments),
            [DELAYS[code] for code in self.overdue_states],
        )
        said = [" or ".join(names) for names in named if names]
        if self.least_value is not None:
            said.append(f"value from {formats.money(self.least_value, currency)}")
        return "; ".join(said) or "everybody"


def ask(build: Build) -> Choice:
    """Let the conditions be chosen; all stand in the address."""
    left, right = st.columns(2)
    with left:
        loyalty = _codes("Kind of loyalty", LOYALTY, "loyalty")
        thirds = _codes("Value in 12 months", THIRDS, "worth")
        wallets = _codes("Share of wallet", WALLETS, "wallet")
    with right:
        segments = _codes("RFM segment", {name: name for name in words.GROUPS}, "segment")
        delays = _codes("How late by their own rhythm", DELAYS, "late")
        least = st.number_input(
            f"Value at least, {build.currency}",
            min_value=0.0,
            value=None,
            format="%.0f",
            placeholder="any",
            key="least",
            bind="query-params",
        )
    share = st.number_input(
        "Held out by lot to measure what the campaign brings, %",
        min_value=0,
        max_value=50,
        value=round(100 * build.settings.definitions.holdout_share),
        key="holdout",
        bind="query-params",
        help="Always the same clients, so that one campaign does not spoil the next.",
    )
    return Choice(loyalty, thirds, wallets, segments, delays, least, share / 100)


def _codes(label: str, names: Mapping[str, str], key: str) -> tuple[str, ...]:
    codes = {name: code for code, name in names.items()}
    chosen = st.multiselect(label, list(codes), key=key, placeholder="All", bind="query-params")
    return tuple(codes[name] for name in chosen)


def left_alone(counts: pl.DataFrame) -> pl.DataFrame:
    """Name the reasons for which clients are left alone, the most frequent first."""
    rows = counts.filter(pl.col("suppressed_by").is_not_null())
    return rows.with_columns(pl.col("suppressed_by").replace(REASONS).alias("reason")).sort(
        "clients", descending=True
    )


def overlaps(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the pairs of groups."""
    return rows.with_columns(pl.col("condition", "other").replace(_NAMES))

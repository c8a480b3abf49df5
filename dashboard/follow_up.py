"""Who waits for an answer and what is at stake: the words and cards of the page Follow-up."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import complaints as outcomes
from dashboard import definitions, formats
from dashboard.data import Build
from dashboard.language import _


def headline(risk: Mapping[str, Any], complaints: Mapping[str, Any], currency: str) -> str:
    """Say who waits, and what is at stake."""
    waiting, is_open = risk["waiting"], complaints["waiting"]
    if not waiting and not is_open:
        return _(
            "**Nobody waits**: no complaint is open, and every detractor who may be called was "
            "called back."
        )
    return _(
        "**{detractors} to call back, {complaints} open now.** Clients at risk brought {revenue} "
        "in the last 365 days, {margin} of it margin."
    ).format(
        detractors=formats.plural(waiting, "detractor", "detractors"),
        complaints=formats.plural(is_open, "complaint", "complaints"),
        revenue=formats.money(round(risk["revenue"]), currency),
        margin=formats.money(round(risk["margin"]), currency),
    )


def next_step(risk: Mapping[str, Any], complaints: Mapping[str, Any]) -> str | None:
    """Say what to do first."""
    if complaints["waiting_too_long"]:
        return _("Next: {complaints} open for too long. Answer them today.").format(
            complaints=formats.plural(
                complaints["waiting_too_long"], "complaint is", "complaints are"
            )
        )
    if complaints["waiting"]:
        return _("Next: answer the open complaints, the oldest first.")
    if risk["waiting"]:
        return _("Next: call the first of the list below. Those who bring most stand first.")
    return None


def cards(build: Build, risk: Mapping[str, Any], complaints: Mapping[str, Any]) -> None:
    """Draw what is at risk, and how complaints were dealt with."""
    currency = build.currency
    money, calls, speed, back = st.columns(4)
    with money.container(border=True, height="stretch"):
        st.metric(
            _("Revenue at risk"),
            formats.money(round(risk["revenue"]), currency),
            help=definitions.of(build, "clients_at_risk", "revenue_365d"),
        )
        st.caption(
            _(
                "Of {clients}: {detractors}, {complainers} with a complaint open on that day. Each "
                "counts once."
            ).format(
                clients=formats.plural(risk["clients"], "client"),
                detractors=formats.plural(risk["detractors"], "detractor", "detractors"),
                complainers=formats.count(risk["complainers"]),
            )
        )
    with calls.container(border=True, height="stretch"):
        st.metric(
            _("Called back"),
            _("{called} of {detractors}").format(
                called=formats.count(risk["called_back"]),
                detractors=formats.count(risk["detractors"]),
            ),
            help=definitions.of(build, "clients_at_risk", "is_detractor"),
        )
        st.caption(
            _("{came} of them came again since their answer.").format(
                came=formats.count(risk["came_since"])
            )
        )
    with speed.container(border=True, height="stretch"):
        rate = complaints["closed_in_time_rate"]
        st.metric(
            _("Complaints closed in time"),
            formats.figure(rate, "share", currency),
            help=definitions.of(build, "fct_complaints", "state"),
        )
        st.caption(outcomes.speed(complaints))
    with back.container(border=True, height="stretch"):
        st.metric(
            _("Came back after a complaint"),
            formats.figure(complaints["returned_share"], "share", currency),
            help=definitions.of(build, "fct_complaints", "is_return_decided"),
        )
        st.caption(outcomes.returned(complaints))


def left_alone(risk: Mapping[str, Any]) -> str | None:
    """Say whom the list leaves out."""
    said = []
    if risk["to_be_left_alone"]:
        said.append(
            _(
                "{detractors} must not be called: blocked, or they asked not to be contacted."
            ).format(detractors=formats.plural(risk["to_be_left_alone"], "detractor", "detractors"))
        )
    if risk["nameless_detractors"]:
        said.append(
            _("{detractors} of these quarters left no name.").format(
                detractors=formats.plural(risk["nameless_detractors"], "detractor", "detractors")
            )
        )
    return " ".join(said) or None

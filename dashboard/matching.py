"""Clients and their cards: why several are one, and the orders of a person who knows better."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st

from dashboard import contacts, formats, tables
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How
from warehouse import client_orders, salon_file

FOUND: Mapping[str, tuple[str, How]] = {
    "client_name": (N_("Client"), "text"),
    "phone": (N_("Phone"), "text"),
    "email": (N_("E-mail"), "text"),
    "cards": (N_("Cards"), "count"),
    "joined_by": (N_("Joined by"), "text"),
    "visits": (N_("Visits"), "count"),
    "last_visit_date": (N_("Last visit"), "day"),
}
REASONS: Mapping[str, str] = {
    "by_number": N_("- {clients} by the same number in the same booking system"),
    "by_email": N_("- {clients} by the same e-mail"),
    "by_phone": N_("- {clients} by the same phone"),
    "by_name": N_("- {clients} by a name alone that only one known client of the branch has"),
    "by_order": N_("- {clients} by your own order"),
}
_JOINED_BY: Mapping[str, str] = {
    "number": N_("number"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "name": N_("name"),
    "order": N_("your order"),
}
_ENOUGH_LETTERS = 3
_SEVERAL = 2
_CHOSEN, _NAMES, _SHARED = "clients_chosen", "clients_named", "contact_shared"


def counts(build: Build) -> str:
    """Say how many clients have several cards, and what joined them."""
    found = build.answer("cards_joined").row(0, named=True)
    clients, cards = (
        formats.plural(found["clients"], "client", "clients"),
        formats.count(found["cards"]),
    )
    reasons = [
        _(reason).format(clients=formats.count(found[name]))
        for name, reason in REASONS.items()
        if found[name]
    ]
    first = _(
        "{clients} from {cards} cards; {several} of them have several cards, joined (a client may "
        "count in several lines)"
    ).format(clients=clients, cards=cards, several=formats.count(found["of_several_cards"]))
    lines = [f"{first}:\n" if reasons else f"{first}.", *reasons]
    if shared := found["with_shared_phone"]:
        said = _(
            "{clients} have a phone that goes with two names or more: such a phone joins cards of "
            "one name only."
        ).format(clients=formats.plural(shared, "client", "clients"))
        lines.append(f"\n{said}")
    return "\n".join(lines)


def orders(build: Build) -> None:
    """Let who may see clients look them up, and say which are one and what several share."""
    if not contacts.may_be_seen():
        contacts.say_hidden()
        return
    words = st.text_input(
        _("Find clients"),
        placeholder=_("part of a name, e-mail or phone"),
        help=_("Look up one after the other: who is chosen below stays chosen."),
    ).strip()
    found = _found(build, words)
    named: dict[str, str] = st.session_state.setdefault(_NAMES, {})
    chosen = st.session_state.get(_CHOSEN, [])
    for identifier in set(named) - set(chosen):
        del named[identifier]
    named |= {row["identifier"]: _named(row) for row in found.iter_rows(named=True)}
    if named:
        st.multiselect(_("Which of them?"), list(named), format_func=named.__getitem__, key=_CHOSEN)
        _order(build, named)
    _in_force(build)


def _found(build: Build, words: str) -> pl.DataFrame:
    if len(words) < _ENOUGH_LETTERS:
        return pl.DataFrame()
    found = build.answer("clients_found", {"words": words})
    if found.is_empty():
        st.write(_("No client is known by these words."))
    else:
        tables.show(
            found.with_columns(pl.col("joined_by").map_elements(_joined, pl.String)),
            tables.said(FOUND),
            alt=_("Clients found, with what joins their cards."),
        )
    return found


def _joined(codes: str) -> str:
    """Name what joins the cards of a client: number, phone."""
    return ", ".join(_(_JOINED_BY[code]) for code in codes.split(", ") if code)


def _order(build: Build, named: Mapping[str, str]) -> None:
    file, chosen = build.workspace.settings_file, st.session_state[_CHOSEN]

    def merge() -> None:
        salon_file.order_merge(file, st.session_state[_CHOSEN])
        st.session_state[_CHOSEN] = []

    def split() -> None:
        salon_file.order_split(file, st.session_state[_SHARED])
        st.session_state[_CHOSEN] = []

    left, right = st.columns(2)
    left.button(
        _("They are one person"),
        disabled=len(chosen) < _SEVERAL,
        icon=":material/merge:",
        on_click=merge,
    )
    contacts = _shareable([named[identifier] for identifier in chosen])
    shared = right.selectbox(
        _("Shared by several people: join no cards by it"), contacts, index=None, key=_SHARED
    )
    right.button(
        _("Order it"), disabled=shared is None, icon=":material/call_split:", on_click=split
    )


def _named(row: Mapping[str, object]) -> str:
    contacts = [row[name] for name in ("client_name", "phone", "email") if row[name]]
    return " · ".join(str(contact) for contact in contacts)


def _shareable(people: list[str]) -> list[str]:
    """Give the phones and e-mails of the people as identifiers."""
    parts = [part for person in people for part in person.split(" · ")]
    phones = [f"phone:{part}" for part in parts if part.startswith("+")]
    return phones + [f"email:{part}" for part in parts if "@" in part]


def _in_force(build: Build) -> None:
    """List the orders of salon.toml; each can be taken back."""
    clients = build.settings.clients
    people = client_orders.united(clients.merge)
    if not people and not clients.split:
        return
    st.markdown(_("**Orders in salon.toml** (they take effect with the next build)"))
    file = build.workspace.settings_file
    for number, identifiers in enumerate(people):
        said, back = st.columns([5, 1])
        said.text(_("One person: {cards}").format(cards=", ".join(sorted(identifiers))))
        take_back = partial(salon_file.take_back_merge, file, identifiers)
        back.button(_("Take back"), key=f"merge {number}", on_click=take_back)
    for number, identifier in enumerate(clients.split):
        said, back = st.columns([5, 1])
        said.text(_("Shared by several people: {contact}").format(contact=identifier))
        take_back = partial(salon_file.take_back_split, file, identifier)
        back.button(_("Take back"), key=f"split {number}", on_click=take_back)

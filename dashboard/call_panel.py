"""The client to call: why, the script to say, and the buttons by which the call is ticked off."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import call_script, calls, client_link, formats, values
from dashboard.call_script import Reason, Usual
from dashboard.call_states import STATES
from dashboard.data import Build
from dashboard.language import _
from warehouse import calls as noted_calls
from warehouse.calls import Call, CallError, Outcome

_ERROR = "call_error"
_LAST = "call_last"


def chosen(rows: pl.DataFrame) -> Mapping[str, Any] | None:
    """Give the row of the client in the address, else the first; none where there is none."""
    if rows.is_empty():
        return None
    found = rows.filter(pl.col("client_key").eq_missing(pl.lit(client_link.current())))
    return (found if found.height else rows).row(0, named=True)


def take(key: str, keys: list[str]) -> None:
    """Put the client whose row was clicked into the address."""
    clicked = st.session_state[key].selection.rows
    if clicked:
        client_link.put(keys[clicked[0]])


def draw(build: Build, row: Mapping[str, Any]) -> None:
    """Draw the client to call now."""
    left, right = st.columns([2, 3])
    with left.container(border=True, height="stretch"):
        st.subheader(formats.plain(row["client_name"] or _("No name")), anchor=False)
        st.markdown(_reach(row))
        st.markdown(_why(row, build.currency))
        client_link.draw(row["client_key"], _("Everything about this client"))
    with right.container(border=True, height="stretch"):
        greeting = values.choice(
            _("Address the client by"),
            {code: _(said) for code, said in call_script.GREETINGS.items()},
            "greeting",
        )
        text = call_script.text(
            _reason(build, row), build.settings.salon.name, calls.today(build), greeting
        )
        st.code(text, language=None, wrap_lines=True)
        st.caption(_("Then tick off what came of the call:"))
        with st.container(horizontal=True):
            for outcome, icon in _ICONS.items():
                st.button(
                    _(calls.OUTCOMES[outcome]),
                    key=f"tick_{outcome}",
                    icon=icon,
                    type="primary" if outcome == "booked" else "secondary",
                    on_click=partial(_tick, build, row["client_key"], outcome),
                )


def said(build: Build) -> None:
    """Say what was ticked off last, and let it be taken back."""
    if error := st.session_state.pop(_ERROR, None):
        st.error(error)
    last: Call | None = st.session_state.pop(_LAST, None)
    if last:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":green[:material/check: {_noted(last.outcome)}]")
            st.button(
                _("Take back"),
                key="take_back_last",
                icon=":material/undo:",
                on_click=partial(take_back, build, last),
            )


def take_back(build: Build, call: Call) -> None:
    """Forget a call that was ticked by mistake."""
    try:
        noted_calls.take_back(build.workspace, call)
    except CallError as error:
        st.session_state[_ERROR] = str(error)


_ICONS: Mapping[Outcome, str] = {
    "booked": ":material/event_available:",
    "called": ":material/call:",
    "not_reached": ":material/phone_missed:",
}


def _tick(build: Build, client_key: str, outcome: Outcome) -> None:
    call = Call(client_key=client_key, outcome=outcome, at=datetime.now(UTC))
    try:
        noted_calls.tick(build.workspace, call)
    except CallError as error:
        st.session_state[_ERROR] = str(error)
    else:
        st.session_state[_LAST] = call
        client_link.forget()


def _noted(outcome: Outcome) -> str:
    return {
        "booked": _("Noted as booked. The next client is below."),
        "called": _("Noted as called. The next client is below."),
        "not_reached": _("Noted as not reached: the client stays on the list."),
    }[outcome]


def _reach(row: Mapping[str, Any]) -> str:
    """Write phone and e-mail so that a click calls or writes."""
    phone = f":material/call: [{formats.plain(row['phone'])}](tel:{row['phone']})"
    mail = f":material/mail: {formats.plain(row['email'] or '')}"
    ways = [*([phone] if row["phone"] else []), *([mail] if row["email"] else [])]
    return "  \n".join(ways) or _("Neither phone nor e-mail is known.")


def _why(row: Mapping[str, Any], currency: str) -> str:
    said = [
        _("{delay}: due on {day}, {days} late.").format(
            delay=_(STATES[row["state"]]),
            day=formats.day(row["due_date"]),
            days=formats.plural(row["days_late"], "day", "days"),
        ),
        _("Expected every {days} for {service}, last on {day}.").format(
            days=formats.plural(round(row["expected_gap_days"]), "day", "days"),
            service=row["suggested_service"] or _("this kind of service"),
            day=formats.day(row["last_visit_date"]),
        ),
    ]
    if row["money_at_risk"] is not None:
        said.append(
            _("Margin at risk: {money}.").format(
                money=formats.money(row["money_at_risk"], currency)
            )
        )
    if row["kinds"] > 1:
        others = formats.plural(row["kinds"] - 1, "other kind of service", "other kinds of service")
        said.append(_("Also due for {others}.").format(others=others))
    return formats.plain(" ".join(said))


def _reason(build: Build, row: Mapping[str, Any]) -> Reason:
    usual = build.answer("usual_time", {"client": row["client_key"]}).rows()
    return Reason(
        name=row["client_name"],
        service=row["suggested_service"],
        staff=row["usual_staff"],
        last_visit=row["last_visit_date"],
        usual=Usual(*usual[0]) if usual else None,
    )

"""Loyalty: who comes because they like the salon, who merely comes, and what to do with each."""

import polars as pl
import streamlit as st

from dashboard import (
    definitions,
    lists,
    loyalty,
    loyalty_categories,
    loyalty_moves,
    loyalty_stakes,
    messages,
    readings,
    tables,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
build.begin(chosen.params, "loyalty_by_category")
found = build.answer("loyalty_groups", chosen.params)
if found.is_empty():
    messages.nothing(_("clients"), chosen)

kinds, groups = (found.filter(pl.col("is_whole_kind") == is_whole) for is_whole in (True, False))
st.header(_("Kinds of loyalty, {as_of}").format(as_of=readings.as_of(build, chosen)), anchor=False)
st.write(loyalty.reading(kinds, build.currency))
messages.members(chosen)
with st.expander(_("What the kinds mean")):
    for column in ("loyalty_type", "attitude", "patronage"):
        st.write(definitions.of(build, "loyalty_types", column))
kind = loyalty.choose(kinds, build.currency)
if kind:
    name = _(loyalty.KINDS[kind])
    st.subheader(name, anchor=False)
    st.write(_(loyalty.ACTIONS[kind]))
    lists.draw(
        lambda most: build.answer("loyalty_clients", {**chosen.params, "kind": kind, "most": most}),
        loyalty.client_columns(build.currency),
        f"{name} {chosen.newest_name}",
    )
st.markdown(loyalty.what_to_do(kinds))
tables.show(
    loyalty.described(kinds),
    loyalty.kind_columns(build.currency),
    alt=_("Kinds of loyalty, with clients and money."),
    title=_("Kinds of loyalty, table"),
    mart="loyalty_types",
)

st.subheader(_("Loyalty, value and wallet together"), anchor=False)
loyalty_stakes.draw(groups, build.currency)
tables.show(
    loyalty.stakes(groups),
    loyalty.stake_columns(build.currency),
    alt=_("Groups of loyalty, value and wallet, with what each is worth and what to do."),
    title=_("Loyalty, value and wallet"),
)
st.caption(_("Value is that of today, whichever quarter is looked at."))
loyalty_categories.draw(build, chosen)
st.subheader(_("Whose loyalty changed"), anchor=False)
loyalty_moves.draw(build, chosen)

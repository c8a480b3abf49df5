"""Wallet: what part of their spending on salons clients bring here, and how much goes elsewhere."""

import streamlit as st

from dashboard import campaign_choice, definitions, lists, messages, readings, values, wallet
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
build.begin(chosen.params, "wallet_bands", "wallet_distribution", "wallet_rank_rule")
total = build.answer("wallet_total", chosen.params).row(0, named=True)
if not total["clients"]:
    messages.nothing(_("clients"), chosen)

st.header(_("Share of wallet, {as_of}").format(as_of=readings.as_of(build, chosen)), anchor=False)
if not total["clients_known"]:
    st.write(
        _(
            "Nobody of this slice told how much of their spending on salons comes here. **Ask in "
            "the next survey**: of ten visits to any salon, how many were to us?"
        )
    )
    st.stop()
bands = build.answer("wallet_bands", chosen.params)
st.write(wallet.reading(total, bands, build))
messages.members(chosen)
st.caption(wallet.limits(total, build))
with st.expander(_("What the share means")):
    for column in ("wallet_share", "basis", "band"):
        st.write(definitions.of(build, "share_of_wallet", column))
wallet.draw_bands(build, chosen, bands)

st.subheader(_("Who spends most elsewhere"), anchor=False)
band = values.choice(_("Band"), {"any": _("All"), **wallet.BANDS}, "band")
params = {**chosen.params, "band": None if band == "any" else band}
lists.draw(
    lambda most: build.answer("wallet_clients", {**params, "most": most}),
    wallet.client_columns(build.currency),
    _("Spent elsewhere {quarter}").format(quarter=chosen.newest_name),
)
if band != "any":
    st.page_link(
        "views/campaign.py",
        label=_("Write to them"),
        icon=":material/campaign:",
        query_params={"wallet": _(campaign_choice.WALLETS[band])},
    )

st.subheader(_("Whose money goes elsewhere"), anchor=False)
wallet.draw_groups(build, chosen)
st.subheader(_("As told, and by the salon's place"), anchor=False)
wallet.draw_rule(build, chosen)

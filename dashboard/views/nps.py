"""NPS: would clients recommend the salon, did that change, is it sure, and who says what."""

import streamlit as st

from dashboard import (
    definitions,
    formats,
    messages,
    nps,
    nps_comparison,
    people_asked,
    tables,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
scale = nps.scale(build.answer("nps_scales"))
params = {**chosen.params, "scale": scale}
asked = build.answer("people_asked", params).row(0, named=True)
if not asked["invited"]:
    messages.nothing(_("survey answers"), chosen)

total = build.answer("nps_total", params).row(0, named=True)
changes = build.answer("nps_changes", params)
st.markdown(nps.headline(total, build, chosen))
with st.container():
    if total["responses"]:
        said = [nps.change(row, chosen.newest_name) for row in changes.iter_rows(named=True)]
        same = build.answer("nps_same_clients", params).drop_nulls("nps_change")
        said += [nps.change_of_same(row, chosen.newest_name) for row in same.iter_rows(named=True)]
        st.markdown("\n".join(f"- {sentence}" for sentence in said))
st.markdown(nps.next_step(total, changes))
with st.container(horizontal=True):
    st.page_link("views/voices.py", label=_("What they wrote"), icon=":material/forum:")
    st.page_link("views/drivers.py", label=_("What moves the score"), icon=":material/tune:")
    st.page_link("views/follow_up.py", label=_("Whom to call back"), icon=":material/call:")

left, middle, right = st.columns(3)
with left.container(border=True, height="stretch"):
    label = _("NPS on the scale {scale}").format(scale=scale) if scale else _("NPS")
    meaning = definitions.of(build, "nps_by_category", "nps")
    st.metric(label, formats.figure(total["nps"], "score", build.currency), help=meaning)
    st.caption(nps.reading(total))
    st.caption(nps.groups(total))
with middle.container(border=True, height="stretch"):
    nps.weighted(build.answer("nps_weighted", params), build, chosen)
with right.container(border=True, height="stretch"):
    rate = formats.percent(asked["response_rate_1"])
    st.metric(_("Response rate"), rate, help=definitions.of(build, "response_rates"))
    st.caption(people_asked.funnel(asked))

nps.draw_quarters(build.answer("nps_by_quarter", params))
with st.container():
    if total["responses"]:
        st.subheader(_("Who scores higher, who lower"), anchor=False)
        nps_comparison.draw(build, params)
        st.subheader(_("By quarter, client type and service category"), anchor=False)
        st.caption(_("An answer about two categories counts in both, and once in the total above."))
        groups = nps.named(build.answer("nps_by_group", params))
        title = _("NPS by quarter, client type and category.")
        tables.show(groups, nps.columns(), alt=title, mart="nps_by_category")

people_asked.draw(build, asked, params)

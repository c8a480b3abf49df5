"""NPS: would clients recommend the salon, how sure is that, and who says what of which service."""

import streamlit as st

from dashboard import charts, definitions, formats, messages, nps, pictures, tables

build, chosen = st.session_state.build, st.session_state.slice
scale = nps.scale(build.answer("nps_scales"))
params = {**chosen.params, "scale": scale}
total = build.answer("nps_total", params).row(0, named=True)
if not total["invited"]:
    messages.nothing("survey answers", chosen)

left, right = st.columns([2, 3])
with left.container(border=True, height="stretch"):
    st.metric(
        f"NPS on the scale {scale}",
        formats.figure(total["nps"], "score", build.currency),
        help=definitions.of(build, "nps_by_category", "nps"),
    )
    st.markdown(nps.reading(total, build))
with right.container(border=True, height="stretch"):
    st.markdown(nps.groups(total))
    st.markdown(nps.funnel(total))
    pictures.draw(
        charts.ranked_bars(nps.outcomes(total), "outcome", "people", "People asked"),
        alt="What became of the people asked.",
    )

st.subheader("The score by quarter", anchor=False)
quarters = build.answer("nps_by_quarter", params)
if quarters.is_empty():
    st.write("No quarter has answers enough for a score.")
else:
    st.write("Dots are scores; a line shows where the true score lies, with 95 % certainty.")
    pictures.draw(charts.scores(quarters), alt="NPS by quarter with the interval it lies in.")

st.subheader("By client type and service category", anchor=False)
st.write("An answer about two categories counts in both, and once in the total above.")
groups = build.answer("nps_by_group", params)
tables.show(nps.named(groups), nps.COLUMNS, alt="NPS by quarter, client type and category.")

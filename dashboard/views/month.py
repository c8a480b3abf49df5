"""The month: what really changed, what it earned and lost, and who is behind each figure."""

import streamlit as st

from dashboard import messages, month_choice, month_figures, month_parts
from dashboard.language import _
from dashboard.month import contents

build, chosen = st.session_state.build, st.session_state.slice
with st.container(horizontal=True):
    wanted, against = month_choice.month(build), month_choice.against(chosen)
asked = contents.begin(build, chosen.params, wanted, against)
months = contents.trend(build, asked) if asked else None
if asked is None or months is None or not contents.has_anything(asked, months):
    messages.nothing(_("visits"), chosen)
    st.stop()

# While the figures are compared, the months that stand below them are drawn.
figures, trend = st.container(), st.container()
with trend:
    month_parts.draw_trend(months, build.currency)
with figures:
    month_figures.draw(contents.told(build, asked, months), chosen, build)

"""What clients will bring: values in their bands, and what the model expected beside what came."""

import streamlit as st

from dashboard import (
    cohort_charts,
    definitions,
    formats,
    pictures,
    reasons,
    tables,
    trust,
    value_groups,
    values,
)
from dashboard.data import Build
from dashboard.language import _


def draw(build: Build) -> None:
    """Draw values by group and the back-test; only the reason where there is no model."""
    st.header(_("What a client will bring in 12 months"), anchor=False)
    model = build.answer("value_model").row(0, named=True)
    st.write(formats.plain(reasons.said(model["note"])))
    if model["model"] == "cohort":
        return
    st.caption(
        _("Margin of the whole chain to come, discounted; the choices above do not change it.")
    )
    level = values.choice(_("Clients by"), value_groups.LEVELS, "level")
    groups = value_groups.named(build.answer("value_groups", {"level": level}), build.currency)
    pictures.draw(
        cohort_charts.bands(
            groups, _("Value per client, {currency}").format(currency=build.currency)
        ),
        alt=_("Value per client by group: a dot, the band of 80% thick, the band of 95% thin."),
    )
    columns = value_groups.columns(level, build.currency)
    tables.show(groups, columns, alt=_("Values and doubts by group."))
    with st.expander(_("What the bands and doubts mean")):
        st.write(definitions.of(build, "value_groups"))
    st.subheader(_("What it expected, and what came"), anchor=False)
    st.write(trust.back_test(model, build))
    st.write(trust.independence(model))

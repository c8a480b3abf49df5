"""The month: what it brought, against the month before and the same month last year."""

import streamlit as st

from dashboard import card_file, cards, charts, formats, messages, pictures, readings

build, chosen = st.session_state.build, st.session_state.slice
shown = build.answer("month_shown", chosen.params)
if shown.is_empty():
    messages.nothing("visits", chosen)

month, as_of, is_running = shown.row(0)
scale = build.answer("nps_scales")["recommend_scale"].to_list()
params = {**chosen.params, "month": month, "scale": scale[0] if scale else None}
answers = {
    card.question: build.answer(card.question, params)
    for section in cards.SECTIONS.values()
    for card in section
}
months = answers["figures_by_month"]
if not months.select("revenue", "visits").sum().sum_horizontal().item():
    messages.nothing("visits", chosen)

st.header(f"{formats.month(month)}, data up to {formats.day(as_of)}", anchor=False)
messages.caveats(month, is_running, chosen)
if not chosen.narrows_clients:
    # As of the quarter's end, which need not be the month's: the day tells the two apart.
    st.subheader(f"The card file, {readings.as_of(build, chosen)}", anchor=False)
    card_file.draw(build, build.answer("card_file", chosen.params).row(0, named=True))

for name, section in cards.of_slice(chosen).items():
    st.subheader(name, anchor=False)
    for card, column in zip(section, st.columns(4), strict=False):
        with column:
            cards.draw(card, answers[card.question], month, build)

trend = months.tail(24)
st.subheader(f"Revenue by month, {build.currency}", anchor=False)
parts = {"service_revenue": "Services", "product_revenue": "Products"}
pictures.draw(
    charts.months_stacked(trend, parts, build.currency, ",.0f"),
    alt="Revenue of services and products, a bar per month.",
)
left, right = st.columns(2)
with left:
    st.subheader("Visits and new clients by month", anchor=False)
    lines = {"visits": "Visits", "new_clients": "New clients"}
    pictures.draw(
        charts.months_lines(trend, lines, "Number", ",.0f"),
        alt="Visits and new clients, a line each by month.",
    )
with right:
    st.subheader(f"Average check by month, {build.currency}", anchor=False)
    pictures.draw(
        charts.months_lines(trend, {"average_check": "Average check"}, build.currency, ",.0f"),
        alt="Average check, a line by month.",
    )

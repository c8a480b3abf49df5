"""Kinds of loyalty by kind of service."""

import polars as pl
import streamlit as st

from dashboard import formats, loyalty, loyalty_charts, pictures, tables, words
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.slices import Slice


@in_place
def draw(build: Build, chosen: Slice) -> None:
    """Draw the parts of the kinds for each kind of service had in the quarter."""
    st.subheader(_("By service category"), anchor=False)
    rows = build.answer("loyalty_by_category", chosen.params)
    known = rows.filter(pl.col("reading") != "hidden")
    categories = words.column(known, "service_category", words.category)
    shown = known.with_columns(categories.alias("category"))
    needed = build.settings.definitions.hidden_below_answers
    if shown.is_empty():
        st.write(
            _("Of no service category the loyalty of {needed} clients is known.").format(
                needed=formats.count(needed)
            )
        )
        return
    st.write(reading(shown))
    names = {code: _(name) for code, name in loyalty.KINDS.items()}
    pictures.draw(
        loyalty_charts.by_category(shown, names),
        alt=_("Parts of the four kinds of loyalty, a bar for each service category."),
        title=_("Loyalty by service category"),
    )
    tables.show(
        shown.with_columns(
            pl.Series("kind", [names[code] for code in shown["loyalty_type"]], pl.String)
        ),
        {
            "category": (_("Service category"), "text"),
            "kind": (_("Loyalty"), "text"),
            "clients": (_("Clients"), "count"),
            "share_of_known": (_("Of those known"), "share"),
            "clients_known": (_("Known"), "count"),
            "clients_of_category": (_("Clients of the quarter"), "count"),
        },
        alt=_("Clients by service category and kind of loyalty."),
    )
    st.caption(
        _(
            "A client belongs to each category had in the quarter. Categories with fewer than "
            "{needed} clients whose loyalty is known are left out."
        ).format(needed=formats.count(needed))
    )


def reading(rows: pl.DataFrame) -> str:
    """Say in which category loyalty is true most often and where least."""
    true = rows.filter(pl.col("loyalty_type") == "true").sort("share_of_known", descending=True)
    if true.is_empty():
        return _("In no category anybody's loyalty is true.")
    best, worst = true.row(0, named=True), true.row(-1, named=True)
    said = _("True loyalty is most frequent in {category}: {share} of {known} known.").format(
        category=best["category"],
        share=formats.percent(best["share_of_known"]),
        known=formats.plural(best["clients_known"], "client", "clients"),
    )
    if true.height == 1:
        return said
    return " ".join(
        (
            said,
            _("It is rarest in {category}: {share} of {known}.").format(
                category=worst["category"],
                share=formats.percent(worst["share_of_known"]),
                known=formats.count(worst["clients_known"]),
            ),
        )
    )

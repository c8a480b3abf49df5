"""Whose kind of loyalty changed between two quarters."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, loyalty, moves, pictures, tables
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.slices import Slice


@in_place
def draw(build: Build, chosen: Slice) -> None:
    """Draw the paths between kinds from an earlier quarter to the newest one chosen."""
    since = moves.earlier(build, chosen)
    if since is None:
        st.write(_("The data begin with this quarter: nothing can have changed yet."))
        return
    found = build.answer("loyalty_moves", {**chosen.params, "since": since[0]})
    st.write(reading(found, since[1]))
    names = {code: _(name) for code, name in loyalty.KINDS.items()}
    rows = moves.named(found, names)
    pictures.draw(
        moves.grid(rows, names.values(), build.currency),
        alt=_("Clients by the kind their loyalty was and is; the table has every path."),
        title=_("Movement of loyalty, grid"),
    )
    st.caption(moves.how_to_read())
    tables.show(
        rows,
        moves.columns(build.currency),
        alt=_("Every path between kinds of loyalty, with clients and money."),
        title=_("Movement of loyalty"),
    )
    st.caption(
        _(
            "From known to not known means that an answer is older than {days} days by now: ask "
            "again. It says nothing of the client."
        ).format(days=formats.count(build.settings.definitions.answer_valid_days))
    )


def reading(paths: pl.DataFrame, since: date) -> str:
    """Say how many stayed true among those known at both ends, and how many turned either way."""
    known = paths.filter(
        ~pl.col("from_group").is_in(["unknown", moves.NEW]), pl.col("to_group") != "unknown"
    )
    both = int(known["clients"].sum())
    if not both:
        return _("Since {day}, nobody's loyalty is known at both ends.").format(
            day=formats.day(since)
        )
    worse, better = (
        int(known.filter(pl.col("direction") == direction)["clients"].sum())
        for direction in ("slipped", "came_back")
    )
    return _(
        "Since {day}, of {both} whose loyalty is known at both ends, {worse} became less loyal and "
        "{better} more."
    ).format(
        day=formats.day(since),
        both=formats.plural(both, "client", "clients"),
        worse=formats.count(worse),
        better=formats.count(better),
    )

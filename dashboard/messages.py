"""What the pages say when they cannot show a figure, and where the figures come from."""

import polars as pl
import streamlit as st

from dashboard import formats, reasons
from dashboard.data import Build, Salon
from dashboard.language import _
from dashboard.places import in_place
from dashboard.slices import Slice
from warehouse import builds
from warehouse.builds import NoBuildError
from warehouse.reading import QueryError


def frame(build: Build, chosen: Slice | None) -> None:
    """Say what is looked at, how far the data reach and when they were built."""
    _failure(build)
    if chosen is None:
        st.info(_("The build holds no visits and no answers yet. Load exports, then build again."))
        st.stop()
    newest = build.answer("quarters").row(0, named=True)
    zone = build.settings.salon.time_zone
    built = formats.moment(build.publication.published_at, zone)
    looked_at = formats.plain(f"{build.settings.salon.name} · {chosen.in_words}")
    said = _("Data up to {day} · built {moment}").format(
        day=formats.day(newest["as_of"]), moment=built
    )
    # Two spaces before the end of a line keep the two on lines of their own.
    st.caption(f"{looked_at}  \n{said}")


def _failure(build: Build) -> None:
    """Say that a later build failed, and why: what is shown is the last good one."""
    failed = builds.last_failure(build.workspace.warehouse)
    if failed:
        when = formats.moment(failed.failed_at, build.settings.salon.time_zone)
        st.warning(
            _(
                "A build failed on {moment}; the one before it is still shown. Run "
                "`regulars build` again when it is mended."
            ).format(moment=when)
        )
        with st.expander(_("What failed")):
            st.text(failed.message)


def nothing(what: str, chosen: Slice) -> None:
    """Say that the slice holds nothing and what to change, and end the page.

    `what` is a noun in the language in force: visits, clients.
    """
    nothing_here(what, chosen)
    st.stop()


def nothing_here(what: str, chosen: Slice) -> None:
    """Say that the slice holds nothing for this part of the page, and what to change."""
    st.info(
        _(
            "No {what} in this slice: {slice}. Choose other quarters, branches, services or "
            "client types in the sidebar."
        ).format(what=what, slice=formats.plain(chosen.in_words))
    )


@in_place
def belonging(build: Build, chosen: Slice) -> None:
    """Say who counts as what, where that is not plain."""
    quarters = build.answer("quarters").filter(pl.col("quarter_start") == max(chosen.quarters))
    if not quarters["is_complete"].item():
        st.caption(
            _(
                "{quarter} is still running: clients who have not come in it yet, regular ones "
                "too, stand under Inactive or Lapsed until they do."
            ).format(quarter=chosen.newest_name)
        )
    members(chosen)


@in_place
def members(chosen: Slice) -> None:
    """Say when a client belongs to the slice."""
    if chosen.branches:
        st.caption(_("A client belongs to the branch of the last visit."))
    if chosen.has_services:
        st.caption(
            _(
                "Only clients who had one of the chosen services in the quarter are counted, so "
                "nobody here is inactive or lapsed."
            )
        )


def first_steps(error: NoBuildError, salon: Salon) -> None:
    """Say how to get from export files to a first page, and what stopped the first build."""
    failed = builds.last_failure(salon.workspace.warehouse)
    if failed:
        when = formats.moment(failed.failed_at, salon.settings.salon.time_zone)
        st.error(
            _("The first build failed on {moment}, so there are no figures to show yet.").format(
                moment=when
            )
        )
        with st.expander(_("What failed"), expanded=True):
            st.text(failed.message)
    else:
        st.info(reasons.said(str(error)))
    st.markdown(
        _(
            "**From export files to this page**\n\n"
            "1. Open the page *Load* and drop the exports of your booking system, survey and "
            "advertising there.\n"
            "2. Look at what was recognised, correct it where needed, and press *Load and "
            "build*.\n"
            "3. Come back here: the figures appear as soon as they are built."
        )
    )
    st.page_link("views/load.py", label=_("Load files"), icon=":material/upload_file:")
    st.markdown(
        _(
            "The same by command: put the files into the folder `inbox` and run `regulars "
            "refresh`. To look around first, run `regulars demo`: it invents a salon chain and "
            "shows it here."
        )
    )


def to_mend(error: Exception) -> None:
    """Say what is wrong with the salon's folder or its settings."""
    st.error(reasons.said(str(error)))
    st.caption(_("Mend it, then reload the page."))


def not_answered(error: QueryError) -> None:
    """Say that the current build cannot answer what the page asks."""
    st.error(
        _(
            "The current build cannot answer what this page asks; it may have been made by "
            "another version. Run `regulars build`, then reload the page."
        )
    )
    with st.expander(_("What the warehouse said")):
        st.code(str(error), language=None)

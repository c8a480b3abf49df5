"""Lines that earlier exports had and a new one lacks: told, and asked about, before they count."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import formats, reasons
from dashboard.data import Salon
from dashboard.language import _
from dashboard.loading import background
from dashboard.loading.files import Candidate
from ingestion.differences import Gone
from warehouse import landing, load_log

_CONFIRMED = "load_deleted:"


def draw(candidate: Candidate, gone: Gone, salon: Salon) -> None:
    """Say before the load how many lines a file lacks, and ask whether they were deleted."""
    said = {
        "known": formats.plural(gone.known, "line", "lines"),
        "lacking": formats.count(gone.lines.height),
        "share": formats.percent(gone.lines.height / gone.known),
    }
    if gone.deletions == "followed":
        st.caption(
            _(
                "Of {known} known of these days, {lacking} ({share}) are not in this export any "
                "more: they will count no longer."
            ).format(**said)
        )
        return
    limit = salon.settings.loading.shrink_limit
    if gone.lines.height < limit * gone.known:
        st.warning(
            _(
                "Of {known} known of these days, {lacking} ({share}) are not in it. They may be "
                "among the rows that would be refused, so they are kept unless you say that they "
                "were deleted."
            ).format(**said)
        )
    else:
        st.warning(
            _(
                "**This export shrinks.** Of {known} known of these days, {lacking} ({share}) are "
                "not in it. From {limit} on they are kept unless you say that they were deleted. "
                "Is the export whole: all branches, all staff, all statuses, the whole period?"
            ).format(**said, limit=formats.percent(limit))
        )
    # Kept apart from the control, which is gone while the file is folded away.
    st.session_state[_CONFIRMED + candidate.key] = st.checkbox(
        _("The {lacking} were deleted in the booking system: let them count no longer").format(
            **said
        ),
        value=is_confirmed(candidate),
        key=f"deleted:{candidate.key}",
    )


def are_asked(candidate: Candidate) -> bool:
    """Tell whether a person must say what became of lines that a file lacks."""
    return candidate.gone is not None and candidate.gone.deletions == "kept"


def is_confirmed(candidate: Candidate) -> bool:
    """Tell whether a person said that what the file lacks was deleted."""
    return bool(st.session_state.get(_CONFIRMED + candidate.key))


def draw_after(report: Mapping[str, Any], salon: Salon) -> None:
    """Repeat after the load what it kept, and let a person say that it was deleted."""
    st.warning(formats.plain(reasons.said(report["warning"])))
    log = {row["load_id"]: row for row in landing.loads(salon.workspace).iter_rows(named=True)}
    row = log.get(report["load_id"])
    if report["deletions"] != "kept" or row is None or row["outcome"] != "landed":
        return
    lines = formats.plural(report["rows_vanished"], "line", "lines")
    if st.button(
        _("The {lines} were deleted: let them count no longer").format(lines=lines),
        key=f"follow:{report['load_id']}",
        icon=":material/delete_sweep:",
    ):
        file = landing.original(salon.workspace, load_log.from_row(row))
        if background.from_page(salon.workspace, [file], deleted_in=[file]):
            st.rerun()

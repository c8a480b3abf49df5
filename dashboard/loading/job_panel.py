"""The running job and how far it is, or what came of the last one until it is dismissed."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import downloads, formats, loads, tables
from dashboard.data import Salon
from dashboard.loading import deletions, load_words
from warehouse import jobs, landing
from warehouse.jobs import Job
from warehouse.workspace import Workspace

_SECONDS = 1.0
_TITLES = {"loading": "Loading files", "building": "Building and testing the figures"}


def draw(salon: Salon) -> Job | None:
    """Show the job, if there is one; a running one is asked again every second."""
    job = jobs.latest(salon.workspace)
    if job is None:
        return None
    if job.is_running:
        st.fragment(_running, run_every=_SECONDS)(salon.workspace)
    else:
        with st.container(border=True):
            _ended(job, salon)
    return job


def _running(workspace: Workspace) -> None:
    job = jobs.latest(workspace)
    if job is None or not job.is_running:
        # The whole page changes: its report, the files that wait, the figures of other pages.
        st.rerun()
    with st.container(border=True):
        st.subheader(_TITLES[job.state], anchor=False)
        share = job.done / job.total if job.total else 0.0
        step = f"{formats.count(job.done)} of {formats.count(job.total)}: {job.current}"
        text = formats.plain(step.rstrip(": ")) if job.total else "Preparing …"
        st.progress(min(share, 1.0), text=text)
        st.caption("You may leave this page, or close it: the work goes on. Come back to see it.")


def _ended(job: Job, salon: Salon) -> None:
    zone = salon.settings.salon.time_zone
    when = formats.moment(job.finished_at or job.started_at, zone)
    if job.state == "done":
        st.success(f"{_result(job)} {when}.", icon=":material/check_circle:")
    else:
        st.error(f"Not finished ({when}).", icon=":material/error:")
        st.text(job.message)
    _loaded(job, salon)
    left, right = st.columns([1, 1], vertical_alignment="center")
    if job.build:
        left.page_link("views/month.py", label="See the new figures", icon=":material/east:")
    if right.button("Dismiss this report", key="dismiss_job", width="stretch"):
        jobs.dismiss(salon.workspace)
        st.rerun()


def _result(job: Job) -> str:
    if job.taken_back and job.build:
        rows = formats.plural(job.taken_back["rows"], "row", "rows")
        name = formats.plain(job.taken_back["file_name"])
        return f"Taken back: {name}, whose {rows} count no longer. Built anew, all tests passed."
    if not job.build:
        return "Nothing was new, so the figures stay as they are."
    return f"Loaded and built: {formats.plural(job.build['marts'], 'table')}, all tests passed."


def _loaded(job: Job, salon: Salon) -> None:
    """Say of each file what became of its rows; files known before are only counted."""
    reports = pl.DataFrame([_row(report) for report in job.loads], infer_schema_length=None)
    if reports.is_empty():
        return
    landed = [report for report in job.loads if report["outcome"] == "landed"]
    if len(landed) > 1:
        st.markdown(loads.balance(reports.filter(pl.col("outcome") == "landed")))
    log = landing.loads(salon.workspace)
    for report in landed:
        logged = log.filter(pl.col("load_id") == report["load_id"])
        st.markdown(load_words.of_file(report, logged, salon.settings.salon.currency))
        if report.get("warning"):
            deletions.draw_after(report, salon)
    known = reports.filter(pl.col("outcome") == "already_loaded").height
    if known:
        st.caption(f"{formats.plural(known, 'file')} loaded before: nothing in them is new.")
    refused = reports.filter(pl.col("outcome") == "refused")
    if refused.height:
        st.markdown("**Files refused**: nothing of them counts.")
        tables.show_wrapped(refused, loads.REFUSED, alt="Files refused, with the reason.")
    _rejected(reports, salon.workspace)


def _row(report: dict[str, Any]) -> dict[str, Any]:
    kept = ("file_name", "load_id", "outcome", "message")
    counts = [name for name in report if name.startswith("rows_")]
    return {name: report[name] for name in (*kept, *counts)}


def _rejected(reports: pl.DataFrame, workspace: Workspace) -> None:
    ids = reports.filter(pl.col("rows_rejected") > 0)["load_id"].drop_nulls()
    if ids.is_empty():
        return
    rows = pl.concat([landing.rejected(workspace, load_id) for load_id in ids])
    st.markdown(f"**Rows refused: {formats.count(rows.height)}**")
    tables.show(rows, loads.REJECTED, alt="Rows refused just now, with the reason.")
    st.download_button(
        "Download the rows refused (CSV)",
        lambda: downloads.csv(tables.titled(rows, loads.REJECTED)),
        file_name="rows-refused.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="rejected_now",
    )

"""The running job and how far it is, or what came of the last one until it is dismissed."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import buttons, downloads, formats, language, loads, reasons, tables, words
from dashboard.data import Salon
from dashboard.language import N_, _
from dashboard.loading import deletions, load_words
from warehouse import jobs, landing
from warehouse.jobs import Job
from warehouse.workspace import Workspace

_SECONDS = 1.0
_TITLES = {"loading": N_("Loading files"), "building": N_("Building and testing the figures")}


def draw(salon: Salon) -> Job | None:
    """Show the job, if there is one; a running one is asked again every second."""
    job = jobs.latest(salon.workspace)
    if job is None:
        return None
    if job.is_running:
        st.fragment(language.bound(_running), run_every=_SECONDS)(salon.workspace)
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
        st.subheader(_(_TITLES[job.state]), anchor=False)
        share = job.done / job.total if job.total else 0.0
        step = _("{done} of {total}: {current}").format(
            done=formats.count(job.done), total=formats.count(job.total), current=job.current
        )
        text = formats.plain(step.rstrip(": ")) if job.total else _("Preparing …")
        st.progress(min(share, 1.0), text=text)
        st.caption(
            _("You may leave this page, or close it: the work goes on. Come back to see it.")
        )


def _ended(job: Job, salon: Salon) -> None:
    zone = salon.settings.salon.time_zone
    when = formats.moment(job.finished_at or job.started_at, zone)
    if job.state == "done":
        said = _("{result} {moment}.").format(result=_result(job), moment=when)
        st.success(said, icon=":material/check_circle:")
    else:
        st.error(_("Not finished ({moment}).").format(moment=when), icon=":material/error:")
        st.text(reasons.said(job.message))
    _loaded(job, salon)
    left, right = st.columns([1, 1], vertical_alignment="center")
    if job.build:
        left.page_link("views/month.py", label=_("See the new figures"), icon=":material/east:")
    if right.button(_("Dismiss this report"), key="dismiss_job", width="stretch"):
        jobs.dismiss(salon.workspace)
        st.rerun()


def _result(job: Job) -> str:
    if job.taken_back and job.build:
        rows = formats.plural(job.taken_back["rows"], "row", "rows")
        name = formats.plain(job.taken_back["file_name"])
        return _(
            "Taken back: {file}, whose {rows} count no longer. Built anew, all tests passed."
        ).format(file=name, rows=rows)
    if not job.build:
        return _("Nothing was new, so the figures stay as they are.")
    return _("Loaded and built: {tables}, all tests passed.").format(
        tables=formats.plural(job.build["marts"], "table", "tables")
    )


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
        st.caption(
            _("{files} loaded before: nothing in them is new.").format(
                files=formats.plural(known, "file", "files")
            )
        )
    refused = reports.filter(pl.col("outcome") == "refused")
    if refused.height:
        st.markdown(_("**Files refused**: nothing of them counts."))
        tables.show_wrapped(
            refused.with_columns(words.column(refused, "message", reasons.said)),
            tables.said(loads.REFUSED),
            alt=_("Files refused, with the reason."),
        )
    _rejected(reports, salon.workspace)


def _row(report: dict[str, Any]) -> dict[str, Any]:
    kept = ("file_name", "load_id", "outcome", "message")
    counts = [name for name in report if name.startswith("rows_")]
    return {name: report[name] for name in (*kept, *counts)}


def _rejected(reports: pl.DataFrame, workspace: Workspace) -> None:
    ids = reports.filter(pl.col("rows_rejected") > 0)["load_id"].drop_nulls()
    if ids.is_empty():
        return
    found = pl.concat([landing.rejected(workspace, load_id) for load_id in ids])
    rows = found.with_columns(words.column(found, "reason", reasons.said))
    columns = tables.said(loads.REJECTED)
    st.markdown(_("**Rows refused: {count}**").format(count=formats.count(rows.height)))
    tables.show(rows, columns, alt=_("Rows refused just now, with the reason."))
    buttons.take(
        _("Download the rows refused (CSV)"),
        lambda: downloads.csv(tables.titled(rows, columns)),
        "rows-refused.csv",
        key="rejected_now",
    )

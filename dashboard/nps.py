"""The words around a recommend score: how sure it is, how it moved, on which scale."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, definitions, formats, pictures, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.slices import Slice
from dashboard.tables import How

CHANGES = {
    "up": N_("better, really"),
    "down": N_("worse, really"),
    "noise": N_("within noise"),
    "untested": N_("no spread to test"),
    "unknown": N_("not compared"),
}


def columns() -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table by quarter, client type and service category."""
    return {
        "quarter_name": (_("Quarter"), "text"),
        "client_type": (_("Client type"), "text"),
        "service_category": (_("Service category"), "text"),
        "nps": (_("NPS"), "score"),
        "nps_low": (_("At least"), "score"),
        "nps_high": (_("At most"), "score"),
        "nps_change": (_("Change in a quarter"), "score"),
        "change_reading": (_("Verdict"), "text"),
        "responses": (_("Answers"), "count"),
        "promoters": (_("Promoters"), "count"),
        "passives": (_("Passives"), "count"),
        "detractors": (_("Detractors"), "count"),
        "response_rate": (_("Response rate"), "share"),
        "reading": (_("How to read it"), "text"),
    }


def scale(scales: pl.DataFrame) -> str | None:
    """Give the scale to read; where two were asked let the person choose, as they never mix."""
    names = scales.filter(pl.col("responses") > 0)["recommend_scale"].to_list()
    if len(names) <= 1:
        return names[0] if names else None
    chosen: str = st.segmented_control(
        _("Scale of the answers"),
        names,
        default=names[0],
        required=True,
        key="scale",
        bind="query-params",
        help=_("Scores asked on two scales are never added up."),
    )
    return chosen


def headline(total: Mapping[str, Any], build: Build, chosen: Slice) -> str:
    """Say what is to be learned, in one sentence."""
    answers = formats.plural(total["responses"], "answer", "answers")
    if not total["responses"]:
        return _("**No score**: nobody gave one on a scale of 0-10 or 1-10.")
    if total["nps"] is None:
        needed = build.settings.definitions.hidden_below_answers
        return _("**No score yet**: {answers}, too few for one, which needs {needed}.").format(
            answers=answers, needed=formats.count(needed)
        )
    return _(
        "**NPS {score}** in {quarters}: {promoters} would recommend you, {detractors} would not."
    ).format(
        score=formats.score(total["nps"]),
        quarters=_("all quarters")
        if chosen.has_all_quarters
        else words.listed(list(chosen.quarter_names)),
        promoters=formats.percent(total["promoters"] / total["responses"]),
        detractors=formats.percent(total["detractors"] / total["responses"]),
    )


def next_step(total: Mapping[str, Any], changes: pl.DataFrame) -> str:
    """Say what to do about it."""
    if total["nps"] is None:
        return _(
            "Next: ask more clients, best right after the visit. Every single answer is worth "
            "reading."
        )
    if "down" in changes["change_reading"]:
        return _("Next: the drop is real. Read what detractors wrote and call them back.")
    if total["detractors"]:
        return _("Next: call back the detractors, then look at what moves the score.")
    return _("Next: nobody is a detractor. Ask the promoters to bring a friend.")


def change(row: Mapping[str, Any], newest: str) -> str:
    """Say how the score of the newest quarter differs from an earlier one, and whether really."""
    before = row["quarter_name"]
    if before is None:
        return _("{quarter}: the data do not reach back to compare it.").format(quarter=newest)
    if row["nps_change"] is None:
        return _("{quarter} against {before}: not compared, {few} and {fewer}.").format(
            quarter=newest,
            before=before,
            few=formats.plural(row["responses"], "answer", "answers"),
            fewer=formats.plural(row["responses_before"], "answer", "answers"),
        )
    if _is_noise_of_several(row):
        template = _(
            "{quarter} against {before}: {change} ({low} to {high}), **within noise**: alone it "
            "would count, of two comparisons it does not."
        )
        return _filled(template, row, newest)
    template = {
        "up": _("{quarter} against {before}: **{change}, a real rise** ({low} to {high})."),
        "down": _("{quarter} against {before}: **{change}, a real drop** ({low} to {high})."),
        "noise": _("{quarter} against {before}: {change}, **within noise** ({low} to {high})."),
        "untested": _("{quarter} against {before}: {change}; no spread to test."),
    }[row["change_reading"]]
    return _filled(template, row, newest)


def change_of_same(row: Mapping[str, Any], newest: str) -> str:
    """Say how those changed their minds who answered both times."""
    if _is_noise_of_several(row):
        template = _(
            "The {clients} who answered in {before} too: {change} ({low} to {high}), **within "
            "noise**: alone it would count, of two comparisons it does not."
        )
        return _filled(template, row, newest)
    template = {
        "up": _(
            "The {clients} who answered in {before} too: **{change}, a real rise** ({low} to "
            "{high})."
        ),
        "down": _(
            "The {clients} who answered in {before} too: **{change}, a real drop** ({low} to "
            "{high})."
        ),
        "noise": _(
            "The {clients} who answered in {before} too: {change}, **within noise** ({low} to "
            "{high})."
        ),
        "untested": _("The {clients} who answered in {before} too: nobody changed."),
    }[row["change_reading"]]
    return _filled(template, row, newest)


def reading(total: Mapping[str, Any]) -> str:
    """Say on how many answers the score stands and where the true one lies."""
    answers = formats.plural(total["responses"], "answer", "answers")
    if total["nps"] is None:
        return answers
    template = (
        _(
            "{answers}: few, read the score with reserve. With 95% certainty it lies between "
            "{low} and {high}."
        )
        if total["reading"] == "indicative"
        else _(
            "{answers}. With 95% certainty the score of all clients lies between {low} and {high}."
        )
    )
    return template.format(
        answers=answers,
        low=formats.score(total["nps_low"]),
        high=formats.score(total["nps_high"]),
    )


@in_place
def weighted(rows: pl.DataFrame, build: Build, chosen: Slice) -> None:
    """Draw the score weighted to the salon's clients, or say why there is none."""
    row = rows.row(0, named=True) if rows.height else None
    is_narrow = bool(chosen.branches) or chosen.narrows_clients
    score = None if is_narrow or row is None else row["nps_weighted"]
    st.metric(
        _("Weighted to the clients of {quarter}").format(quarter=chosen.newest_name),
        formats.figure(score, "score", build.currency),
        help=definitions.of(build, "nps_weighted"),
    )
    if is_narrow:
        st.caption(_("Known of the whole salon alone: take the slicers away."))
    elif row is None or score is None:
        st.caption(_("Too few answers of known clients to weight."))
    else:
        st.caption(
            _(
                "If all kinds of clients had answered alike: between {low} and {high}. "
                "{answers} are worth {worth} of equal weight; unweighted they give {score}."
            ).format(
                low=formats.score(row["nps_low"]),
                high=formats.score(row["nps_high"]),
                answers=formats.plural(row["responses"], "answer", "answers"),
                worth=formats.count(row["effective_responses"]),
                score=formats.score(row["nps"]),
            )
        )


@in_place
def draw_quarters(quarters: pl.DataFrame) -> None:
    """Draw the score of each quarter, where there is one."""
    if quarters.is_empty():
        return
    st.subheader(_("The score by quarter"), anchor=False)
    st.caption(_("A dot is the score, the line where the true one lies, with 95% certainty."))
    pictures.draw(charts.scores(quarters), alt=_("NPS by quarter with the interval it lies in."))


def groups(total: Mapping[str, Any]) -> str:
    """Count the three groups a score is made of."""
    return _("**{promoters}** (9-10), **{passives}** (7-8), **{detractors}** (6 or less).").format(
        promoters=formats.plural(total["promoters"], "promoter", "promoters"),
        passives=formats.plural(total["passives"], "passive", "passives"),
        detractors=formats.plural(total["detractors"], "detractor", "detractors"),
    )


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the codes of the table."""
    return rows.with_columns(
        words.column(rows, "client_type", words.client_type),
        words.column(rows, "service_category", words.category),
        pl.col("reading").replace({code: _(name) for code, name in words.READINGS.items()}),
        pl.col("change_reading").replace({code: _(name) for code, name in CHANGES.items()}),
    )


def _is_noise_of_several(row: Mapping[str, Any]) -> bool:
    """Tell whether the interval alone would say otherwise: two tests were read together (Holm)."""
    is_apart = row["change_low"] > 0 or row["change_high"] < 0
    return bool(row["change_reading"] == "noise" and is_apart)


def _filled(template: str, row: Mapping[str, Any], newest: str) -> str:
    return template.format(
        quarter=newest,
        before=row["quarter_name"],
        clients=formats.plural(row.get("clients") or 0, "client"),
        change=formats.score_change(row["nps_change"]),
        low=formats.score(row["change_low"]),
        high=formats.score(row["change_high"]),
    )

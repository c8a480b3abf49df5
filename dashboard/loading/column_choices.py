"""Which header of the file feeds which column of ours, and what is the same in every row."""

import re
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard import formats
from dashboard.language import _
from dashboard.loading import survey_choices, titles
from dashboard.loading.sheets import Sheet
from ingestion import formats as format_files
from ingestion.choices import Choices
from ingestion.formats import RecordKind
from warehouse.entities import ENTITIES

# A branch at the beginning of a file's name, up to the first figure: Riverside_2026-10.csv.
BRANCH_IN_NAME = r"^(?P<branch>[^\d]*[^\d\s_-])[\s_-]*(?:\d|$)"
_CONSTANT_TEXTS = ("branch", "channel", "service")


def draw(
    sheet: Sheet, entity: str, kind: RecordKind, before: Choices
) -> tuple[dict[str, tuple[str, ...]], str | None, dict[str, str]]:
    """Ask for every column; give columns, a pattern on the file's name, and constants."""
    first, rest = titles.asked(entity)
    left_out = ("status",) if entity == "booking_lines" and kind == "sales" else ()
    if entity == "survey_responses":
        st.markdown(_("**Which question is what?**"))
    else:
        st.markdown(_("**Which column of the file is what?**"))
    columns = _grid(sheet, entity, [name for name in first if name not in left_out], before)
    scale = survey_choices.scale(sheet, before) if entity == "survey_responses" else None
    with st.expander(_("Further columns ({count})").format(count=formats.count(len(rest)))):
        columns |= _grid(sheet, entity, list(rest), before)
    file_name, constants = _constants(sheet, entity, columns, before)
    if entity == "booking_lines" and kind == "sales":
        constants["status"] = "completed"
    if scale:
        constants["recommend_scale"] = scale
    known = ENTITIES[entity].schema
    unasked = [name for name in titles.UNASKED if name in known and name not in constants]
    columns |= {name: before.columns[name] for name in unasked if name in before.columns}
    return columns, file_name, constants


def lacking(wanted: Choices) -> list[str]:
    """Name the columns without which such rows cannot be loaded."""
    given = {*wanted.columns, *wanted.constants}
    without = {"recommend_score", "recommend_scale"} if wanted.factors else set()
    return [name for name in _needed(wanted.entity) if name not in given | without]


def _needed(entity: str) -> list[str]:
    """Name the columns that our own template for such rows cannot do without."""
    (plain,) = [form for form in format_files.built_in() if form.is_plain and form.entity == entity]
    needed = [name for name, rule in plain.columns.items() if rule.required or rule.filled]
    return [*needed, "recommend_scale"] if "recommend_score" in needed else needed


def _grid(
    sheet: Sheet, entity: str, names: list[str], before: Choices
) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    # Row by row, so that the order holds on a phone, where columns lie below each other.
    for pair in batched(names):
        for name, place in zip(pair, st.columns(2), strict=False):
            with place:
                headers = _headers(sheet, entity, name, before.columns.get(name, ()))
            if headers:
                chosen[name] = headers
    return chosen


def batched(names: list[str]) -> list[list[str]]:
    """Put names two by two."""
    return [names[i : i + 2] for i in range(0, len(names), 2)]


def _headers(sheet: Sheet, entity: str, name: str, before: tuple[str, ...]) -> tuple[str, ...]:
    key = f"{sheet.key}:{sheet.header_row}:{entity}:{name}"
    marks = [_("needed")] if name in _needed(entity) else []
    marks += [_("a guess")] if name in sheet.by_cells else []
    further = 0 if name in titles.SECOND else len(before) - 1
    if further > 0:
        columns = formats.plural(further, "more column", "more columns")
        marks.append(_("and {columns}").format(columns=columns))
    label = titles.of(name) + (f" ({', '.join(marks)})" if marks else "")
    first = _header(sheet, label, before[:1], key)
    if not first:
        return ()
    second = ""
    if name in titles.SECOND:
        second = _header(sheet, _(titles.SECOND[name]), before[1:2], f"{key}:2")
    picked = tuple(header for header in (first, second) if header)
    # A format may know further columns to fall back on: unchanged, they are kept.
    return before if picked == before[: len(picked)] and name not in titles.SECOND else picked


def _header(sheet: Sheet, label: str, before: tuple[str, ...], key: str) -> str:
    options = ["", *sheet.headers]
    index = options.index(before[0]) if before and before[0] in options else 0
    return st.selectbox(
        label, options, index=index, format_func=lambda header: _option(sheet, header), key=key
    )


def _option(sheet: Sheet, header: str) -> str:
    if not header:
        return _(titles.NOT_IN_FILE)
    example = sheet.examples.get(header)
    return f"{header}: {example}" if example else header


def _constants(
    sheet: Sheet, entity: str, columns: Mapping[str, tuple[str, ...]], before: Choices
) -> tuple[str | None, dict[str, str]]:
    """Ask for what the file does not say because it is the same in every row."""
    known = [column.name for column in ENTITIES[entity].columns]
    asked = (*_CONSTANT_TEXTS, "recommend_scale")
    constants = {
        name: value
        for name, value in before.constants.items()
        if name in known and name not in asked and name not in columns
    }
    file_name = before.file_name
    missing = [name for name in _CONSTANT_TEXTS if name in known and name not in columns]
    if missing:
        st.markdown(_("**The same in every row?**"))
    places = st.columns(max(2, len(missing)))
    for name, place in zip(missing, places, strict=False):
        with place:
            in_name = re.search(BRANCH_IN_NAME, Path(sheet.file_name).stem)
            if name == "branch" and in_name:
                label = _("Branch from the file's name: {branch}").format(branch=in_name["branch"])
                is_named = st.checkbox(
                    label, value=before.file_name == BRANCH_IN_NAME, key=f"{sheet.key}:branch_name"
                )
                if is_named:
                    file_name = BRANCH_IN_NAME
                    continue
                file_name = None if file_name == BRANCH_IN_NAME else file_name
            text = st.text_input(
                _("{column} of all rows").format(column=titles.of(name)),
                before.constants.get(name, ""),
                key=f"{sheet.key}:{entity}:constant:{name}",
            )
        if text.strip():
            constants[name] = text.strip()
    return file_name, constants

"""What clients say in their own words: choices of the page, and answers as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, links, words
from dashboard.language import N_, _
from dashboard.tables import How

VOICES = {
    "detractor": N_("Detractors"),
    "passive": N_("Passives"),
    "promoter": N_("Promoters"),
    "no_score": N_("Without a score"),
    "terminal": N_("Smiley terminals"),
}
_ICONS = {
    "detractor": ":material/sentiment_dissatisfied:",
    "passive": ":material/sentiment_neutral:",
    "promoter": ":material/sentiment_satisfied:",
    "no_score": ":material/chat:",
    "terminal": ":material/touch_app:",
}
SHOWN = 500
_PER_PAGE = 20


@dataclass(frozen=True)
class Choice:
    """Whose words are looked for, and which."""

    voices: tuple[str, ...]
    words: str

    @property
    def params(self) -> dict[str, Any]:
        """The choice as query parameters."""
        return {
            "voices": list(self.voices) or None,
            "typed": " ".join(self.words.split()) or None,
        }


def ask(counted: pl.DataFrame) -> Choice:
    """Let voices and words be chosen; both stand in the address."""
    present = set(counted.filter(pl.col("voices") > 0)["voice"])
    codes = [code for code in VOICES if code in present]
    links.understand("voices", codes, _named)
    chosen = st.pills(
        _("Who"),
        codes,
        selection_mode="multi",
        format_func=_named,
        key="voices",
        bind="query-params",
    )
    typed = st.text_input(
        _("Words to look for"),
        placeholder=_("for example: waiting"),
        max_chars=100,
        key="words",
        bind="query-params",
        help=_(
            "All of the words must occur. They stand in the address, so do not look for people."
        ),
    )
    return Choice(tuple(chosen), typed or "")


def headline(counted: pl.DataFrame) -> str:
    """Say how many wrote something, and with whom to begin."""
    surveys = counted.filter(pl.col("voice") != "terminal")
    people, reasons, wishes = (
        int(surveys[name].sum()) for name in ("responses", "reasons", "improvements")
    )
    detractors = counted.filter(pl.col("voice") == "detractor")["voices"].sum()
    said = _(
        "**{reasons} of {people} say why they gave their score, {wishes} what would make it a 10.**"
    ).format(
        reasons=formats.count(reasons),
        people=formats.plural(people, "answer", "answers"),
        wishes=formats.count(wishes),
    )
    if detractors:
        step = _("Next: read the {count} of detractors first, then call them back.").format(
            count=formats.plural(int(detractors), "answer", "answers")
        )
    elif reasons or wishes:
        step = _("No detractor wrote anything: read what would make a 10 of the others.")
    else:
        step = _("Next: ask in the survey why they gave their score, and what would make it a 10.")
    return f"{said}  \n{step}"


def page(rows: pl.DataFrame) -> pl.DataFrame:
    """Take the page of answers that is read, and let it be chosen."""
    pages = -(-rows.height // _PER_PAGE)
    if pages <= 1:
        return rows
    number = st.number_input(
        _("Page (of {pages})").format(pages=formats.count(pages)),
        min_value=1,
        max_value=pages,
        value=1,
        key="answers_page",
        bind="query-params",
    )
    return rows.slice((int(number) - 1) * _PER_PAGE, _PER_PAGE)


def quotes(rows: pl.DataFrame) -> str:
    """Write answers one below the other, in one text."""
    return "\n\n".join(_quote(row) for row in rows.iter_rows(named=True))


def found(rows: pl.DataFrame) -> str:
    """Say how many were found, and how many are shown."""
    number = int(rows["found"][0])
    said = formats.plural(number, "answer", "answers")
    if number <= rows.height:
        return _("{answers} found, the newest first.").format(answers=said)
    return _(
        "{answers} found; the newest {shown} are here. Choose fewer quarters or more words."
    ).format(answers=said, shown=formats.count(rows.height))


def columns() -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of answers."""
    return {
        "said_at": (_("When"), "day"),
        "said_by": (_("Who"), "text"),
        "score": (_("Score"), "count"),
        "scale": (_("Scale"), "text"),
        "client_name": (_("Client"), "text"),
        "branch": (_("Branch"), "text"),
        "staff": (_("Staff"), "text"),
        "reason": (_("Why"), "long"),
        "improvement": (_("What would make it a 10"), "long"),
    }


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the groups that speak."""
    said = {code: _(name) for code, name in VOICES.items()}
    return rows.with_columns(pl.col("voice").replace(said).alias("said_by"))


def counts() -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of how many said something."""
    return {
        "said_by": (_("Who"), "text"),
        "responses": (_("Answers"), "count"),
        "reasons": (_("Say why"), "count"),
        "improvements": (_("Say what would make it a 10"), "count"),
    }


def _named(code: str) -> str:
    return _(VOICES[code])


def _quote(row: Mapping[str, Any]) -> str:
    score = "" if row["score"] is None else f"**{formats.count(row['score'])}** "
    who = " · ".join(
        formats.plain(str(part))
        for part in (
            formats.day(row["said_at"]),
            row["client_name"],
            row["client_type"] and words.client_type(row["client_type"]),
            row["branch"],
            row["staff"],
        )
        if part
    )
    lines = [f"{_ICONS[row['voice']]} {score}{who}"]
    if row["reason"]:
        lines.append(f"> {_plain(row['reason'])}")
    if row["improvement"]:
        wish = _("What would make it a 10: {wish}").format(wish=_plain(row["improvement"]))
        lines.append(f"> {wish}")
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """Make an answer safe where Markdown is read, in one paragraph."""
    return formats.plain(" ".join(text.split()))

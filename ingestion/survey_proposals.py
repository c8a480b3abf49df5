"""A guess at answers to a survey that no format knows, by what its columns hold.

Survey systems without a known export (Delighted, Retently, AskNicely, SurveySparrow, HappyOrNot)
all give a score, a remark, a moment and an address. A person confirms it; nothing is loaded by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
import tomlkit

from ingestion import answers, cell_kinds, grids, headers, questions
from ingestion.grids import Grid
from ingestion.values import texts

_SAMPLE = 500
_FEWEST = 3
_MOSTLY = 0.9
_LONG_TEXT = 12
_ASKED = "its header asks for"
_SCORE_WORDS = ("score", "nps", "nps score", "rating", "оценка", "pontszám", "ocena", "punkte")
_SCORES = [str(score) for score in range(11)]
_UP_TO_5 = _SCORES[:6]


@dataclass(frozen=True)
class SurveyProposal:
    """Which header may feed which of our columns, and why; `ratings` may rate one thing each."""

    header_row: int
    columns: dict[str, str]
    reasons: dict[str, str]
    ratings: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """Say in words what the guess is."""
        named = ", ".join(f"{name} = “{header}”" for name, header in self.columns.items())
        return f"It looks like answers to a survey: {named}."

    @property
    def by_words(self) -> set[str]:
        """Name the columns whose headers ask for them, as against those that cells hint at."""
        asked = {name for name, why in self.reasons.items() if why.startswith(_ASKED)}
        return asked | ({questions.SCORE} if self.is_sure else set())

    @property
    def is_sure(self) -> bool:
        """Tell whether the header itself asks for a score: any count may lie between 0 and 10."""
        header = self.columns["recommend_score"]
        asks = questions.meanings()[questions.SCORE].strength(header)
        return bool(asks) or headers.normalised(header) in _SCORE_WORDS

    def draft(self, title: str) -> str:
        """Write the mapping to look over and save; its scale is decided or asked when it loads."""
        day = {"header": self.columns["submitted_at"], "filled": True}
        score = {"header": self.columns["recommend_score"], "required": True}
        mapping = {
            "title": title,
            "entity": "survey_responses",
            "confidence": "not_checked",
            "questions": True,
            "key": ["submitted_at", *(n for n in ("email", "reason") if n in self.columns)],
            "columns": {**self.columns, "submitted_at": day, "recommend_score": score},
        }
        return f"# A proposal. Look it over and mend it.\n{tomlkit.dumps(mapping)}"


def propose(grid: Grid) -> SurveyProposal | None:
    """Guess; None where there is no moment, or not exactly one column of scores."""
    for number, row in enumerate(grid.head()):
        names = headers.distinct(row)
        if sum(bool(name) for name in names) >= _FEWEST:
            return _guess(grid, number, names)
    return None


def _guess(grid: Grid, number: int, names: Sequence[str]) -> SurveyProposal | None:
    rows = grid.rows.slice(number + 1, _SAMPLE)
    cells = {
        name: rows.select(texts.cleaned(pl.col(grids.column(i))).alias("text"))["text"].drop_nulls()
        for i, name in enumerate(names)
        if name
    }
    scored = {n: column for n, column in cells.items() if _is_scores(column)}
    score = _only(scored)
    moment = next((n for n, column in cells.items() if _mostly(column, cell_kinds.MOMENT)), None)
    if score is None or moment is None:
        return None
    columns, reasons = {"submitted_at": moment}, {"submitted_at": "its cells are moments"}
    columns["recommend_score"] = score
    reasons["recommend_score"] = "the only column of whole numbers up to 10"
    email = next((n for n, column in cells.items() if _mostly(column, cell_kinds.EMAIL)), None)
    if email:
        columns["email"], reasons["email"] = email, "its cells are addresses"
    remark = _longest({n: column for n, column in cells.items() if n not in columns.values()})
    if remark:
        columns["reason"], reasons["reason"] = remark, "the longest texts"
    asked = questions.ask([name for name in names if name not in columns.values()])
    for meaning, found in asked.columns.items():
        if meaning not in columns and meaning != questions.SCORE:
            columns[meaning] = found[0]
            reasons[meaning] = f"{_ASKED} {questions.meanings()[meaning].title}"
    ratings = [name for name in scored if name not in columns.values()]
    return SurveyProposal(number, columns, reasons, ratings)


def _is_scores(column: pl.Series) -> bool:
    read = column.replace(answers.numbers(column.unique().to_list()))
    if not len(column) or not read.is_in(_SCORES).all() or read.n_unique() == 1:
        return False
    # Numbers that count the rows are none.
    return bool((read.cast(pl.Int64).diff().drop_nulls() != 1).any())


def _only(scored: Mapping[str, pl.Series]) -> str | None:
    """Take the one column of scores; of several, the one that asks for it, or goes beyond 5."""
    if len(scored) == 1:
        return next(iter(scored))
    asking = [n for n in scored if questions.meanings()[questions.SCORE].strength(n)]
    if asking:
        return asking[0] if len(asking) == 1 else None
    beyond = [n for n, column in scored.items() if not column.is_in(_UP_TO_5).all()]
    return beyond[0] if len(beyond) == 1 else None


def _mostly(column: pl.Series, pattern: str) -> bool:
    return bool(len(column)) and column.str.contains(pattern).sum() >= _MOSTLY * len(column)


def _longest(cells: dict[str, pl.Series]) -> str | None:
    """Find the column of remarks: blank cells are usual, addresses and moments are none."""
    lengths = {
        name: float(column.str.len_chars().mean())  # type: ignore[arg-type]
        for name, column in cells.items()
        if column.str.contains(" ").any()
        and not (_mostly(column, cell_kinds.EMAIL) or _mostly(column, cell_kinds.MOMENT))
    }
    best = max(lengths, key=lambda name: lengths[name], default=None)
    return best if best and lengths[best] >= _LONG_TEXT else None

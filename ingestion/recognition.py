"""Which format is this file? The one that finds what it needs and uses most columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingestion import guesses, header_rows, headers, refused_reports, settling
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.matching import HeaderRow, Match, match, needed
from ingestion.proposals import Proposal
from ingestion.refusals import FileRefusedError, UnknownFileError
from ingestion.survey_proposals import SurveyProposal

_SHOWN_HEADERS = 12
_KNOWN_REPORT = 0.5
_FEWEST_KNOWN = 4
_NEARLY_ALL = 0.8


@dataclass(frozen=True)
class Recognised:
    """A sheet and the format that reads it.

    `unread` names sheets that a format would read too, `others` those that none does.
    """

    grid: Grid
    match: Match
    unread: list[str]
    others: list[str] = field(default_factory=list)


def recognise(
    grids: Sequence[Grid], saved: Sequence[Format], built_in: Sequence[Format]
) -> Recognised:
    """Find the format of a file; `FileRefusedError` where there is none or more than one."""
    for formats in (saved, built_in):
        usable = refused_reports.without_refused(grids) if formats is built_in else grids
        found = [best for grid in usable if (best := _best(grid, formats)) is not None]
        if found:
            grid, chosen = found[0]
            known = [other.sheet for other, _ in found]
            others = [other.sheet for other in grids if other.sheet not in known]
            return Recognised(grid, settling.settled(grid, chosen), known[1:], others)
    refusal = _unrecognised(grids, [*saved, *built_in])
    notes = "; ".join(dict.fromkeys(note for grid in grids for note in grid.notes))
    raise type(refusal)(f"{refusal} Note: {notes}.") if notes else refusal


def _best(grid: Grid, formats: Iterable[Format]) -> tuple[Grid, Match] | None:
    matches = [found for found in _matches(grid, formats, only_complete=True) if not found.missing]
    if not matches:
        return None
    top = max(_rank(found) for found in matches)
    winners = {found.format.name: found for found in reversed(matches) if _rank(found) == top}
    if len(winners) > 1:
        names = " and ".join(f"{found.format.title} ({name})" for name, found in winners.items())
        raise FileRefusedError(
            f"The headers fit more than one format equally well: {names}. Say which one reads it: "
            'save a mapping with the line extends = "NAME" and load the file with --mapping.'
        )
    return grid, next(iter(winners.values()))


def _rank(found: Match) -> tuple[int, bool]:
    return len(found.used) + found.known, not found.format.is_plain


def _matches(grid: Grid, formats: Iterable[Format], *, only_complete: bool = False) -> list[Match]:
    """Hold formats against the first rows; most rows lack what a complete match needs."""
    head = grid.head()
    looked_up = {number: HeaderRow(row) for number, row in enumerate(head)}
    return [
        found
        for form in formats
        if (form.delimiter or "") in ("", grid.delimiter) or grid.is_workbook
        for needs in [needed(form) if only_complete else []]
        for number, row in header_rows.candidates(form, head)
        for names in [looked_up[number] if row is head[number] else HeaderRow(row)]
        if all(need.may_be_in(names) for need in needs)
        and (found := match(form, row, number, head[:number])).used
    ]


def _unrecognised(grids: Sequence[Grid], formats: Sequence[Format]) -> FileRefusedError:
    matches = [found for grid in grids for found in _matches(grid, formats)]
    # One header that some format happens to know says nothing.
    candidates = [found for found in matches if len(found.used) > 1]
    nearest = max(candidates, key=_nearness, default=None)
    headers_found = nearest.headers if nearest else _likely_headers(grids[0])
    listed = ", ".join([name for name in headers_found if name][:_SHOWN_HEADERS])
    is_known = nearest is not None and _is_known_report(nearest)
    guess = _guess(grids, is_known=is_known, is_plain=bool(nearest and nearest.format.is_plain))
    if guess:
        return UnknownFileError(guess)
    if nearest is None:
        return UnknownFileError(
            f"No format knows this file. Its headers seem to be: {listed}. If it is an export of "
            "your booking system, write a mapping for it (docs/adding-a-format.md) and load it "
            "with --mapping; if it is your own list, use a template from the templates folder."
        )
    form, lacking = nearest.format, " and ".join(f"“{name}”" for name in nearest.missing)
    if is_known:
        how = f" {form.how_to_export}" if form.how_to_export else ""
        return FileRefusedError(
            f"This looks like {form.title}, but the column {lacking} is missing. "
            f"Export it again with that column.{how}"
        )
    return UnknownFileError(
        f"No format knows this file. Its headers: {listed}. The nearest format is {form.title}, "
        f"which also needs {lacking}. If it is another report, write a mapping for it "
        "(docs/adding-a-format.md) and load it with --mapping."
    )


def _guess(grids: Sequence[Grid], *, is_known: bool, is_plain: bool) -> str | None:
    """Say what the file may be, for a person to confirm; a known report needs no guess."""
    if is_known:
        survey = guesses.asked(grids) if is_plain else None
        found: Proposal | SurveyProposal | None = survey if survey and survey.is_sure else None
    else:
        found = guesses.best(grids)
    if found is None:
        return None
    return (
        f"No format knows this file. {found.sentence} If that is right, have it written as a "
        "mapping with `regulars propose FILE`, look it over, and save it in the folder mappings: "
        "from then on such files are read by it."
    )


def _is_known_report(nearest: Match) -> bool:
    """Tell an export that lacks a column from a file that happens to share a few headers."""
    share = 1 - len(nearest.missing) / max(_needed(nearest.format), 1)
    is_near = len(nearest.used) + nearest.known >= min(_FEWEST_KNOWN, _needed(nearest.format))
    if nearest.format.is_plain:
        # Words such as "date" and "service" stand in anybody's list: a template is nearly all used.
        is_near &= len(nearest.used) >= _NEARLY_ALL * sum(map(bool, nearest.headers))
    return bool(_needed(nearest.format)) and share >= _KNOWN_REPORT and is_near


def _nearness(found: Match) -> tuple[int, int]:
    """Most headers known, then fewest lacking: a cut export is still nearest to its own format."""
    return (len(found.used), -len(found.missing))


def _needed(form: Format) -> int:
    return sum(rule.required or rule.filled for rule in form.columns.values())


def _likely_headers(grid: Grid) -> list[str]:
    """Take the fullest of the first rows."""
    head = grid.head()
    fullest = max(head, key=lambda row: sum(bool(cell.strip()) for cell in row), default=[])
    return headers.distinct(fullest)

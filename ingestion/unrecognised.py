"""What is said of a file that no format reads: what it may be, what it lacks, what to do."""

from collections.abc import Sequence

from ingestion import guesses, headers, question_forms
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.proposals import Proposal
from ingestion.refusals import FileRefusedError, UnknownFileError
from ingestion.survey_proposals import SurveyProposal

_SHOWN_HEADERS = 12
_KNOWN_REPORT = 0.5
_FEWEST_KNOWN = 4
_NEARLY_ALL = 0.8


def refusal(grids: Sequence[Grid], matches: Sequence[Match]) -> FileRefusedError:
    """Say what the file seems to be; `matches` are the formats that share headers with it."""
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
    if form.questions and nearest.missing == [question_forms.NEEDED]:
        return UnknownFileError(
            f"This looks like {form.title}, but none of its questions is known to ask how likely "
            "one is to recommend, or how satisfied one is. If one of them does in other words, say "
            "on the page Load which one; if none does, it is no survey on loyalty."
        )
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

"""For a sheet that no format knows: the likeliest kind of rows, header row and columns."""

from dataclasses import dataclass, field, replace

from ingestion import cell_kinds, formats, grids, guesses, headers, matching, value_guesses
from ingestion.choices import Deciding
from ingestion.grids import Grid
from ingestion.survey_proposals import SurveyProposal
from ingestion.values.texts import YES
from warehouse.entities import ENTITIES

_LIKELIEST = "booking_lines"
# One header that fits may be chance.
_FEWEST_KNOWN = 2
_BY_VALUE = ("booking_lines", "clients")


@dataclass(frozen=True)
class Guess:
    """A first answer for a person to correct; positions count from 0 in the sheet.

    `by_cells` says why a column was guessed whose header says nothing: those must be confirmed.
    """

    entity: str
    header_row: int
    headers: list[str]
    columns: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    deciding: tuple[Deciding, ...] = ()
    by_cells: dict[str, str] = field(default_factory=dict)
    ratings: tuple[str, ...] = ()


def guess(grid: Grid) -> Guess:
    """Take what its headers propose, else our template that knows most; then look at its cells."""
    by_headers = _by_headers(grid)
    return _with_cells(grid, by_headers) if by_headers.entity in _BY_VALUE else by_headers


def _by_headers(grid: Grid) -> Guess:
    proposal = guesses.best([grid])
    if isinstance(proposal, SurveyProposal):
        survey = of_survey(grid, proposal)
        # A small number in each row may as well be a quantity: an amount tells a sale.
        amounts = value_guesses.guess(grid.rows.slice(survey.header_row + 1), (), ())
        if proposal.is_sure or "net_amount" not in amounts:
            return survey
    elif proposal:
        deciding = tuple(
            Deciding(proposal.headers[position], YES, gives)
            for position, gives in proposal.deciding.values()
        )
        place = (proposal.entity, proposal.header_row, proposal.headers)
        return Guess(*place, proposal.columns, proposal.values, deciding)
    head = grid.head()
    plain = [form for form in formats.built_in() if form.is_plain]
    found = [matching.match(form, row, i) for i, row in enumerate(head) for form in plain]
    best = max(found, key=lambda match: (len(match.used), -len(match.missing)))
    if len(best.used) >= _FEWEST_KNOWN:
        return Guess(best.format.entity, best.header_row, best.headers, best.sources)
    fullest = max(range(len(head)), key=lambda i: sum(bool(cell.strip()) for cell in head[i]))
    return Guess(_LIKELIEST, fullest, headers.distinct(head[fullest]))


def of_survey(grid: Grid, proposal: SurveyProposal) -> Guess:
    """Give what a survey's questions and answers propose; only a question's words are sure."""
    row = proposal.header_row
    names = headers.distinct(grid.head()[row])
    columns = {name: [names.index(header)] for name, header in proposal.columns.items()}
    by_cells = {n: why for n, why in proposal.reasons.items() if n not in proposal.by_words}
    return Guess(
        "survey_responses", row, names, columns, by_cells=by_cells, ratings=tuple(proposal.ratings)
    )


def _with_cells(grid: Grid, said: Guess) -> Guess:
    """Add what only the cells tell; a list without days is one of clients, if of anything."""
    rows = grid.rows.slice(said.header_row + 1)
    taken = {position for positions in said.columns.values() for position in positions}
    found = value_guesses.guess(rows, taken, said.columns)
    entity = said.entity
    if not said.columns and "starts_at" not in found and {"phone", "email"} & {*found}:
        entity = "clients"
    time = found.pop("starts_at.time", None)
    own = {column.name for column in ENTITIES[entity].columns}
    columns = {name: [position] for name, position in found.items() if name in own}
    reasons = {name: value_guesses.REASONS[name] for name in columns}
    day = columns.get("starts_at")
    if day and time is not None and not cell_kinds.has_time(rows[grids.column(day[0])]):
        columns["starts_at"] = [*day, time]
    return replace(said, entity=entity, columns=said.columns | columns, by_cells=reasons)

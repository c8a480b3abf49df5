"""For a sheet that no format knows: the likeliest kind of rows, header row and columns."""

from dataclasses import dataclass, field

from ingestion import formats, headers, matching, proposals
from ingestion.grids import Grid

_LIKELIEST = "booking_lines"
# One header that fits may be chance.
_FEWEST_KNOWN = 2


@dataclass(frozen=True)
class Guess:
    """A first answer for a person to correct; positions count from 0 in the sheet."""

    entity: str
    header_row: int
    headers: list[str]
    columns: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)


def guess(grid: Grid) -> Guess:
    """Take what its headers and cells propose, else our template that knows most headers."""
    proposal = proposals.propose(grid)
    if proposal:
        place = (proposal.entity, proposal.header_row, proposal.headers)
        return Guess(*place, proposal.columns, proposal.values)
    head = grid.head()
    plain = [form for form in formats.built_in() if form.is_plain]
    found = [matching.match(form, row, i) for i, row in enumerate(head) for form in plain]
    best = max(found, key=lambda match: (len(match.used), -len(match.missing)))
    if len(best.used) >= _FEWEST_KNOWN:
        return Guess(best.format.entity, best.header_row, best.headers, best.sources)
    fullest = max(range(len(head)), key=lambda i: sum(bool(cell.strip()) for cell in head[i]))
    return Guess(_LIKELIEST, fullest, headers.distinct(head[fullest]))

"""Which format is this file? The one that finds what it needs and uses most columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingestion import header_rows, question_forms, refused_reports, settling, unrecognised
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.matching import HeaderRow, Match, match, needed
from ingestion.refusals import FileRefusedError


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
    """Find the format of a file and decide what its values decide; else `FileRefusedError`."""
    return settled(choose(grids, saved, built_in))


def settled(found: Recognised) -> Recognised:
    """Decide what only the values of whole columns tell; `FileRefusedError` where they do not."""
    return replace(found, match=settling.settled(found.grid, found.match))


def choose(
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
            return Recognised(grid, chosen, known[1:], others)
    matches = [near for grid in grids for near in _matches(grid, [*saved, *built_in])]
    refusal = unrecognised.refusal(grids, matches)
    notes = "; ".join(dict.fromkeys(note for grid in grids for note in grid.notes))
    raise type(refusal)(f"{refusal} Note: {notes}.") if notes else refusal


def in_other_words(grids: Sequence[Grid], formats: Iterable[Format]) -> Recognised | None:
    """Find a survey whose questions lack no more than words that the question map knows."""
    forms = [form for form in formats if form.questions]
    for grid in grids:
        for found in _matches(grid, forms):
            if found.missing == [question_forms.NEEDED]:
                return Recognised(grid, found, [])
    return None


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

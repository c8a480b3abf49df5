"""A first guess at a list that no format knows: what its rows are and which column is which.

A proposal is shown to a person, who confirms or corrects it; nothing is loaded by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ingestion import cell_kinds, grids, headers, profiles
from ingestion.grids import Grid
from ingestion.likely_headers import KNOWN, assigned, likeness, spaced
from ingestion.profiles import Profile
from ingestion.values import texts
from warehouse.entities import ENTITIES

_SAMPLE = 200
_NAME_PARTS = ("first", "last")
_ENOUGH = 1.6
_TITLES = {
    "booking_lines": "bookings or sales",
    "clients": "clients",
    "services": "services",
}
# What a list must have to be worth proposing: one of each group.
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "booking_lines": (("starts_at",), ("service", "net_amount", "status", "client_name")),
    "clients": (("client_name",), ("phone", "email", "client_ref", "registered_on")),
    "services": (("service",), ("list_amount", "service_category", "duration_minutes")),
}


@dataclass(frozen=True)
class Proposal:
    """The best guess; `columns` names the position in the sheet of each part of our columns."""

    entity: str
    header_row: int
    headers: list[str]
    columns: dict[str, list[int]]
    reasons: dict[str, str]
    values: dict[str, dict[str, str]]
    deciding: dict[str, tuple[int, str]]
    profile: Profile | None
    score: float
    unknown: dict[str, list[str]] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Say in words what the guess is."""
        named = ", ".join(
            f"{name} = “{' + '.join(self.headers[i] for i in positions)}”"
            for name, positions in self.columns.items()
        )
        system = f" of {self.profile.title}" if self.profile else ""
        return f"It looks like a list of {_TITLES[self.entity]}{system}: {named}."


def propose(grid: Grid, profile: Profile | None = None) -> Proposal | None:
    """Guess; None where nothing in the sheet looks like a list that we could use.

    Without a profile, one is taken whose name stands in the first rows.
    """
    head = grid.head()
    known = profile or _named_in(head)
    found = [
        guess
        for number, row in enumerate(head)
        if sum(bool(cell.strip()) for cell in row) > 1
        for entity in profiles.entities()
        if (guess := _guess(grid, number, entity, known)) is not None
    ]
    return max(found, key=lambda guess: guess.score, default=None)


def _named_in(head: Sequence[Sequence[str]]) -> Profile | None:
    said = " ".join(cell.casefold() for row in head for cell in row)
    named = [one for one in profiles.profiles() if any(sign in said for sign in one.signs)]
    return named[0] if len(named) == 1 else None


def _guess(grid: Grid, number: int, entity: str, profile: Profile | None) -> Proposal | None:
    row = grid.head()[number]
    names = headers.distinct(row)
    words = profiles.header_words(entity, profile)
    cells = grid.rows.slice(number + 1, _SAMPLE)
    scores = {
        (name, position): score
        for name, known in words.items()
        for position, header in enumerate(names)
        if (score := likeness(header, known)) and _believable(entity, name, cells, position)
    }
    chosen = assigned(scores)
    positions = {name: position for (name, position) in chosen if not name.startswith(KNOWN)}
    columns = _joined(entity, positions, cells)
    if not all(any(name in columns for name in group) for group in _NEEDED[entity]):
        return None
    score = sum(chosen.values())
    if score < _ENOUGH:
        return None
    values, unknown = _values(columns, cells, profile)
    return Proposal(
        entity=entity,
        header_row=number,
        headers=names,
        columns=columns,
        reasons={name: _reason(name, columns, names, words) for name in columns},
        values=values,
        deciding=_deciding(names, profile, entity),
        profile=profile,
        score=score,
        unknown=unknown,
    )


def _believable(entity: str, name: str, cells: pl.DataFrame, position: int) -> bool:
    column = name.partition(".")[0]
    if column == KNOWN or name.endswith(".time"):
        return True
    kind = ENTITIES[entity].column(column).kind
    return cell_kinds.fits(cells[grids.column(position)], kind, column)


def _joined(entity: str, positions: Mapping[str, int], cells: pl.DataFrame) -> dict[str, list[int]]:
    """Put parts together: first and last name, day and time."""
    columns = {name: [position] for name, position in positions.items() if "." not in name}
    parts = ("client_name.first", "client_name", "client_name.last")
    names = [positions[part] for part in parts if part in positions]
    if names:
        columns["client_name"] = names if len(names) <= len(_NAME_PARTS) else [names[0], names[2]]
    time, day = positions.get("starts_at.time"), positions.get("starts_at")
    if time is not None and day is not None:
        needs_time = not cell_kinds.has_time(cells[grids.column(day)])
        columns["starts_at"] = [day, time] if needs_time else [day]
    own = [column.name for column in ENTITIES[entity].columns]
    return {name: columns[name] for name in own if name in columns}


def _values(
    columns: Mapping[str, list[int]], cells: pl.DataFrame, profile: Profile | None
) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    """Name the words that occur in columns with a closed list of values, and those not known."""
    values, unknown = {}, {}
    for name in ("status", "item_type"):
        if name not in columns:
            continue
        words = profiles.value_words(name, profile)
        cell = texts.compared(pl.col(grids.column(columns[name][0])))
        said = cells.select(cell.unique().drop_nulls().sort().alias("said"))["said"].to_list()
        values[name] = {word: words[word] for word in said if word in words}
        unknown[name] = [word for word in said if word not in words]
    return values, unknown


def _deciding(
    names: Sequence[str], profile: Profile | None, entity: str
) -> dict[str, tuple[int, str]]:
    if profile is None or entity != "booking_lines":
        return {}
    return {
        rule.column: (position, rule.gives)
        for rule in profile.deciding
        for position, header in enumerate(names)
        if headers.normalised(header) in rule.words
    }


def _reason(
    name: str,
    columns: Mapping[str, list[int]],
    names: Sequence[str],
    words: Mapping[str, Sequence[str]],
) -> str:
    """Say why a header was taken for a column."""
    said = [names[position] for position in columns[name]]
    if len(said) > 1:
        return f"“{said[0]}” and “{said[1]}” are its two parts"
    known = words.get(name, words.get(f"{name}.first", ()))
    is_equal = any(spaced(word) == spaced(said[0]) for word in known)
    how = "is a word for it" if is_equal else "has a word for it"
    return f"“{said[0]}” {how}, and its cells can be read as such"

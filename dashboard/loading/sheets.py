"""The sheet that is mapped: its headers, what their first cells hold, and the first answers."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dashboard.language import _
from ingestion import choices, preview, questions
from ingestion.choices import Choices, Factor
from ingestion.first_guess import Guess
from ingestion.grids import Grid
from ingestion.matching import Match

_EXAMPLE_LENGTH = 28


@dataclass(frozen=True)
class Sheet:
    """A sheet and its row of headers; `match` is the format that reads it, `guess` a first answer.

    Both stand for a survey that is known but asks in words nobody knows.
    """

    key: str
    file_name: str
    grid: Grid
    header_row: int
    guess: Guess | None = None
    match: Match | None = None

    @cached_property
    def headers(self) -> list[str]:
        """Name the columns of the file."""
        if self.match:
            # Of two header rows the format knows what they say together.
            return [name or f"(column {i})" for i, name in enumerate(self.match.headers, start=1)]
        return preview.titles(self.grid, self.header_row)

    @cached_property
    def examples(self) -> dict[str, str]:
        """Give the first filled cell under each header."""
        cells = preview.file_cells(self.grid, self.header_row).drop("row_number")
        columns = zip(self.headers, cells.iter_columns(), strict=True)
        first = {name: cells.drop_nulls().head(1).to_list() for name, cells in columns}
        return {name: values[0][:_EXAMPLE_LENGTH] for name, values in first.items() if values}

    @cached_property
    def by_cells(self) -> dict[str, str]:
        """Name the columns that were guessed by their cells alone, with the reason."""
        if self.guess is None or self.guess.header_row != self.header_row:
            return {}
        known = self.match.sources if self.match else {}
        return {name: why for name, why in self.guess.by_cells.items() if name not in known}

    @cached_property
    def before(self) -> Choices:
        """Give the first answers: those of the format, else a guess for a person to correct."""
        if self.match is None:
            return self._proposed
        said = choices.of_match(self.match)
        guessed = {
            name: headers
            for name, headers in self._proposed.columns.items()
            if name in self.by_cells and not said.headers & {*headers}
        }
        free = [one for one in self._proposed.factors if one.header not in said.headers]
        return replace(
            said, columns={**guessed, **said.columns}, factors=said.factors or tuple(free)
        )

    @property
    def _proposed(self) -> Choices:
        guess = self.guess or Guess("booking_lines", self.header_row, self.headers)
        is_same_row = guess.header_row == self.header_row
        columns = guess.columns if is_same_row else {}
        return Choices(
            title=re.sub(r"[\W\d_]+", " ", Path(self.file_name).stem).strip() or _("My list"),
            entity=guess.entity,
            record_kind="bookings" if "status" in columns else "sales",
            columns={
                name: tuple(self.headers[position] for position in positions)
                for name, positions in columns.items()
            },
            words=guess.values,
            deciding=guess.deciding if is_same_row else (),
            factors=tuple(
                Factor(header, questions.factor(header)) for header in guess.ratings if is_same_row
            ),
        )

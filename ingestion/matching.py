"""One format held against one row of headers: which column of the file feeds which of ours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from ingestion import headers
from ingestion.formats import Format
from ingestion.rules import PATTERN, ColumnRule


@dataclass(frozen=True)
class Match:
    """Where a format finds its columns; positions count from 0 in the grid."""

    format: Format
    header_row: int
    headers: list[str]
    sources: dict[str, list[int]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    importances: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    known: int = 0
    # What another report says, for a format that `joins` it.
    partners: pl.DataFrame | None = field(default=None, compare=False)

    @property
    def used(self) -> set[int]:
        """Give the positions of the columns that are read."""
        own = {position for positions in self.sources.values() for position in positions}
        extra = (*self.others.values(), *self.ratings.values(), *self.importances.values())
        return own | set(extra)

    @property
    def columns_used(self) -> list[str]:
        """Name the headers that are read."""
        return [self.headers[position] for position in sorted(self.used)]

    @property
    def columns_ignored(self) -> list[str]:
        """Name the headers that are not read."""
        unused = (i for i in range(len(self.headers)) if i not in self.used)
        return [self.headers[position] for position in unused if self.headers[position]]

    def title(self, target: str) -> str:
        """Name one of our columns as the file does."""
        names = [self.headers[position] for position in self.sources.get(target, [])]
        return " + ".join(names) or target


class _Finder:
    """Headers of one row, looked up by name or by pattern."""

    def __init__(self, row: Sequence[str]) -> None:
        self.headers = headers.distinct(row)
        self.positions: dict[str, int] = {}
        for position, header in enumerate(self.headers):
            if header:
                self.positions.setdefault(headers.normalised(header), position)
        self.groups: dict[str, str] = {}

    def exact(self, names: Sequence[str]) -> int | None:
        found = (self.positions.get(headers.normalised(name)) for name in names)
        return next((position for position in found if position is not None), None)

    def by_pattern(self, names: Sequence[str], taken: set[int]) -> int | None:
        patterns = [found.group(1) for name in names if (found := PATTERN.match(name))]
        for pattern in patterns:
            for position, header in enumerate(self.headers):
                if position in taken or not header:
                    continue
                hit = re.search(pattern, header, flags=re.IGNORECASE)
                if hit:
                    self.groups |= {k: v for k, v in hit.groupdict().items() if v}
                    return position
        return None

    def factors(self, pattern: str | None) -> dict[str, int]:
        """Find every header that fits, by the factor it names."""
        found: dict[str, int] = {}
        for position, header in enumerate(self.headers):
            hit = pattern and re.search(pattern[1:-1], header, flags=re.IGNORECASE)
            if hit:
                found.setdefault(hit.group("factor").strip(), position)
        return found


def match(form: Format, row: Sequence[str], header_row: int = 0) -> Match:
    """Hold a format against a row of headers."""
    finder = _Finder(row)
    exact = {
        (name, number): finder.exact(names)
        for name, rule in form.columns.items()
        for number, names in enumerate(rule.parts)
    }
    ratings = finder.factors(form.ratings.header if form.ratings else None)
    importances = finder.factors(form.ratings.importance if form.ratings else None)
    taken = {position for position in exact.values() if position is not None}
    taken |= {*ratings.values(), *importances.values()}
    sources: dict[str, list[int]] = {}
    for name, rule in form.columns.items():
        for number, names in enumerate(rule.parts):
            position = exact[name, number]
            if position is None:
                position = finder.by_pattern(names, taken)
            if position is not None:
                taken.add(position)
                sources.setdefault(name, []).append(position)
    known = {column.name for column in form.target.columns}
    return Match(
        format=form,
        header_row=header_row,
        headers=finder.headers,
        sources=sources,
        constants={k: v for k, v in finder.groups.items() if k in known},
        others=_others(form, finder),
        ratings=ratings,
        importances=importances,
        missing=[*_missing(form, sources), *_missing_cases(form, finder)],
        known=sum(finder.exact([header]) is not None for header in form.also),
    )


def _others(form: Format, finder: _Finder) -> dict[str, int]:
    """Find columns that only keys, refunds and total rows look at."""
    keys = [part for alternative in form.key for part in alternative if part not in form.columns]
    named = [[key] for key in keys]
    named += [rule.header for rule in form.skip if rule.header]
    named += [form.refunds.header] if form.refunds and form.refunds.header else []
    named += [rule.header for rule in form.spread] + [form.repeated_for or [""]]
    for rule in form.columns.values():
        named += [rule.clock or [""], *(case.header for case in rule.cases)]
    found = {names[0]: finder.exact(names) for names in named}
    return {name: position for name, position in found.items() if position is not None}


def _missing_cases(form: Format, finder: _Finder) -> list[str]:
    cases = [case for rule in form.columns.values() for case in rule.cases if case.required]
    return [case.header[0] for case in cases if finder.exact(case.header) is None]


def _missing(form: Format, sources: dict[str, list[int]]) -> list[str]:
    needed = {name: rule for name, rule in form.columns.items() if rule.required or rule.filled}
    return [_called(name, rule) for name, rule in needed.items() if _lacks(rule, sources.get(name))]


def _lacks(rule: ColumnRule, positions: list[int] | None) -> bool:
    wanted = len(rule.join) or (rule.constant is None)
    return len(positions or []) < wanted


def _called(name: str, rule: ColumnRule) -> str:
    """Name a missing column as the export would."""
    parts = [names[0] for names in rule.parts]
    joint = " + " if rule.join else " or "
    said = [name.replace("_", " ") if PATTERN.match(part) else part for part in parts]
    return joint.join(dict.fromkeys(said)) or name

"""One format held against one row of headers: which column of the file feeds which of ours."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ingestion import headers, question_forms
from ingestion.formats import Format
from ingestion.question_forms import Resolved
from ingestion.rules import PATTERN, ColumnRule

_GROUP = re.compile(r"\(\?P<(\w+)>")


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
    mapped: frozenset[str] = frozenset()
    rivals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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

    def with_rule(self, target: str, **changes: object) -> "Match":
        """Write a decision into the rule of one column."""
        rule = self.format.columns[target].model_copy(update=changes)
        return self._with_columns({**self.format.columns, target: rule}, self.sources)

    def without(self, target: str) -> "Match":
        """Leave a column unread."""
        columns = {name: rule for name, rule in self.format.columns.items() if name != target}
        sources = {name: place for name, place in self.sources.items() if name != target}
        return self._with_columns(columns, sources)

    def _with_columns(
        self, columns: dict[str, ColumnRule], sources: dict[str, list[int]]
    ) -> "Match":
        form = self.format.model_copy(update={"columns": columns})
        return replace(self, format=form, sources=sources)


class HeaderRow:
    """Headers of one row, looked up by name or by pattern."""

    def __init__(self, row: Sequence[str]) -> None:
        self.headers = headers.distinct(row)
        self.positions: dict[str, int] = {}
        for position, header in enumerate(self.headers):
            if header:
                self.positions.setdefault(headers.normalised(header), position)
        self.groups: dict[str, str] = {}

    def exact(self, names: Sequence[str]) -> int | None:
        """Find the first of the names that the row has."""
        found = (self.positions.get(headers.normalised(name)) for name in names)
        return next((position for position in found if position is not None), None)

    def by_pattern(self, names: Sequence[str], taken: Collection[int]) -> int | None:
        """Find the first header that fits a pattern among the names."""
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

    def factors(self, pattern: str | None, named: Mapping[str, str]) -> dict[str, int]:
        """Find every header that fits, by the factor it names."""
        told = {factor: self.exact([header]) for factor, header in named.items()}
        found = {factor: position for factor, position in told.items() if position is not None}
        for position, header in enumerate(self.headers):
            hit = pattern and re.search(pattern[1:-1], header, flags=re.IGNORECASE)
            if hit:
                found.setdefault(hit.group("factor").strip(), position)
        return found


def match(
    form: Format, row: Sequence[str], header_row: int = 0, above: Sequence[Sequence[str]] = ()
) -> Match:
    """Hold a format against a row of headers; `above` are the rows over it."""
    finder = HeaderRow(row)
    resolved = _resolved(form, finder)
    form = resolved.format
    rated = _factors(form, finder)
    sources = _sources(form, finder, {*rated[0].values(), *rated[1].values()})
    known = {column.name for column in form.target.columns}
    told = {**finder.groups, **_titled(form, above)}
    constants = {k: v for k, v in told.items() if k in known and k not in sources}
    missing = [*_missing(form, sources, constants), *_missing_cases(form, finder)]
    if form.questions and not missing and not (rated[0] or "recommend_score" in sources):
        missing = [question_forms.NEEDED]
    return Match(
        format=form,
        header_row=header_row,
        headers=finder.headers,
        sources=sources,
        constants=constants,
        others=_others(form, finder),
        ratings=rated[0],
        importances=rated[1],
        missing=missing,
        known=sum(finder.exact([header]) is not None for header in form.also),
        mapped=resolved.mapped,
        rivals=resolved.rivals,
    )


def _resolved(form: Format, finder: HeaderRow) -> Resolved:
    """Write the question map into the format of a survey, once it is known to be that survey."""
    if not form.questions:
        return Resolved(form)
    rated = _factors(form, finder)
    taken = {*rated[0].values(), *rated[1].values()}
    own = _sources(form, finder, taken)
    if _missing(form, own, {}):
        return Resolved(form)
    taken |= {position for positions in own.values() for position in positions}
    return question_forms.resolved(form, finder.headers, own, taken)


def _factors(form: Format, finder: HeaderRow) -> tuple[dict[str, int], dict[str, int]]:
    """Find the columns that rate factors, and those on how important they are."""
    rule = form.ratings
    if rule is None:
        return {}, {}
    rated = finder.factors(rule.header, rule.factors)
    return rated, finder.factors(rule.importance, rule.importances)


def _sources(form: Format, finder: HeaderRow, taken: set[int]) -> dict[str, list[int]]:
    """Find each column: by its names first, so that no pattern takes another's header."""
    exact = {
        (name, number): finder.exact(names)
        for name, rule in form.columns.items()
        for number, names in enumerate(rule.parts)
    }
    taken = taken | {position for position in exact.values() if position is not None}
    sources: dict[str, list[int]] = {}
    for name, rule in form.columns.items():
        for number, names in enumerate(rule.parts):
            position = exact[name, number]
            if position is None:
                position = finder.by_pattern(names, taken)
            if position is not None:
                taken.add(position)
                sources.setdefault(name, []).append(position)
    return sources


def _titled(form: Format, above: Sequence[Sequence[str]]) -> dict[str, str]:
    """Read what only a title above the table says, such as the period."""
    if form.title_says is None:
        return {}
    lines = (" ".join(filter(None, map(headers.shown, row))) for row in above)
    hits = (re.search(form.title_says, line, flags=re.IGNORECASE) for line in lines)
    return next(({k: v for k, v in hit.groupdict().items() if v} for hit in hits if hit), {})


def _others(form: Format, finder: HeaderRow) -> dict[str, int]:
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


def _missing_cases(form: Format, finder: HeaderRow) -> list[str]:
    cases = [case for rule in form.columns.values() for case in rule.cases if case.required]
    return [case.header[0] for case in cases if finder.exact(case.header) is None]


def _missing(
    form: Format, sources: dict[str, list[int]], constants: Mapping[str, str]
) -> list[str]:
    needed = {
        name: rule
        for name, rule in form.columns.items()
        if (rule.required or rule.filled) and name not in constants
    }
    lacking = (_called(n, rule) for n, rule in needed.items() if _lacks(rule, sources.get(n)))
    return list(dict.fromkeys(lacking))


@dataclass(frozen=True)
class Needed:
    """The names of one column that a format cannot do without, ready to be looked up."""

    exact: frozenset[str]
    patterns: list[str]

    def may_be_in(self, row: HeaderRow) -> bool:
        """Tell quickly whether a row has the column."""
        if not self.exact.isdisjoint(row.positions):
            return True
        return bool(self.patterns) and row.by_pattern(self.patterns, ()) is not None


def needed(form: Format) -> list[Needed]:
    """List the columns without which no row is the header of a format."""
    names = [name for rule in form.columns.values() for part in rule.parts for name in part]
    # A title above the table, or a part of another header, may say it as well.
    told = set(_GROUP.findall(" ".join([form.title_says or "", *names])))
    return [
        Needed(
            frozenset(headers.normalised(one) for part in rule.parts for one in part),
            [one for part in rule.parts for one in part if PATTERN.match(one)],
        )
        for name, rule in form.columns.items()
        if (rule.required or rule.filled) and rule.constant is None and name not in told
    ]


def _lacks(rule: ColumnRule, positions: list[int] | None) -> bool:
    wanted = len(rule.join) or (rule.constant is None)
    return len(positions or []) < wanted


def _called(name: str, rule: ColumnRule) -> str:
    """Name a missing column as the export would."""
    parts = [names[0] for names in rule.parts]
    joint = " + " if rule.join else " or "
    said = [name.replace("_", " ") if PATTERN.match(part) else part for part in parts]
    return joint.join(dict.fromkeys(said)) or name

"""How a person says that a file is to be read: what a mapping is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingestion.formats import RecordKind
from ingestion.matching import Match
from ingestion.rules import DateOrder, DecimalMark
from ingestion.text_encoding import Encoding

# The columns of ours whose words a person translates one by one.
WORDED = ("status", "item_type", "outcome")


@dataclass(frozen=True)
class Factor:
    """A column of a survey that rates one thing, and the column on how important that is."""

    header: str
    name: str
    scale: tuple[int, int] = (1, 5)
    importance: str = ""


@dataclass(frozen=True)
class Deciding:
    """A column that decides the status of some rows, such as a mark on deleted bookings.

    Without words any text in the cell decides.
    """

    header: str
    words: tuple[str, ...]
    gives: str


@dataclass(frozen=True)
class Choices:
    """Everything that the mapping screen asks; headers are those of the file."""

    title: str
    entity: str
    record_kind: RecordKind = ""
    system: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    deciding: tuple[Deciding, ...] = ()
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    delimiter: str | None = None
    encoding: Encoding | None = None
    file_name: str | None = None
    factors: tuple[Factor, ...] = ()

    @property
    def headers(self) -> set[str]:
        """Name the headers that are read."""
        named = {header for headers in self.columns.values() for header in headers}
        rated = {header for one in self.factors for header in (one.header, one.importance)}
        return (named | rated | {case.header for case in self.deciding}) - {""}


def of_match(found: Match) -> Choices:
    """Give the choices that a format stands for, held against the headers of a file."""
    form = found.format
    return Choices(
        title=form.title,
        entity=form.entity,
        record_kind=form.record_kind,
        system=form.system,
        columns={
            name: tuple(found.headers[position] for position in positions)
            for name, positions in found.sources.items()
        },
        constants={
            name: rule.constant for name, rule in form.columns.items() if rule.constant is not None
        },
        words={
            name: form.columns[name].map
            for name in WORDED
            if name in found.sources and form.columns[name].map
        },
        deciding=_deciding(found),
        date_order=form.date_order,
        decimal_mark=form.decimal_mark,
        delimiter=form.delimiter,
        encoding=form.encoding,
        file_name=form.file_name,
        factors=_factors(found),
    )


def _deciding(found: Match) -> tuple[Deciding, ...]:
    status = found.format.columns.get("status")
    return tuple(
        Deciding(found.headers[found.others[case.header[0]]], tuple(case.equals), case.gives)
        for case in (status.cases if status else [])
        if case.header[0] in found.others
    )


def _factors(found: Match) -> tuple[Factor, ...]:
    rule, weights = found.format.ratings, found.importances
    if rule is None:
        return ()
    return tuple(
        Factor(
            header=found.headers[position],
            name=name,
            scale=rule.scale_of(name),
            importance=found.headers[weights[name]] if name in weights else "",
        )
        for name, position in found.ratings.items()
    )

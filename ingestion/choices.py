"""How a person says that a file is to be read: what a mapping is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingestion.formats import RecordKind
from ingestion.matching import Match
from ingestion.rules import DateOrder, DecimalMark

# The columns of ours whose words a person translates one by one.
WORDED = ("status", "item_type", "outcome")


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
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    delimiter: str | None = None
    file_name: str | None = None
    factors: tuple[str, ...] = ()
    factor_scale: tuple[int, int] = (1, 5)


def of_match(found: Match) -> Choices:
    """Give the choices that a format stands for, held against the headers of a file."""
    form = found.format
    ratings = form.ratings
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
        words={name: form.columns[name].map for name in WORDED if name in form.columns},
        date_order=form.date_order,
        decimal_mark=form.decimal_mark,
        delimiter=form.delimiter,
        file_name=form.file_name,
        factors=tuple(found.headers[position] for position in found.ratings.values()),
        factor_scale=(ratings.rating_min, ratings.rating_max) if ratings else (1, 5),
    )

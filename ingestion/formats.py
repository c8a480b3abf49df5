"""Format files: how one kind of export becomes rows of one entity. Data, not code."""

import difflib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from ingestion import translations
from ingestion.row_rules import JoinRule, SpreadRule
from ingestion.rules import (
    CaseRule,
    ColumnRule,
    DateOrder,
    DecimalMark,
    Names,
    RatingsRule,
    RefundRule,
    Rule,
    SecondHeader,
    SkipRule,
    Texts,
)
from ingestion.text_encoding import Encoding
from warehouse.entities import ENTITIES, Entity
from warehouse.workspace import Workspace

FOLDER = Path(__file__).parent / "formats"
# The group of `file_name` that tells the day of the export; the others are columns of ours.
EXPORTED_ON = "exported_on"

# What a row is: a booked line, a sold line, a whole sale, a payment.
RecordKind = Literal["bookings", "sales", "sale_totals", "payments", ""]
_OF_WHAT_WAS_DONE = ("sales", "sale_totals", "payments")
Confidence = Literal["file", "code", "vendor", "own", "not_checked"]
CONFIDENCE_WORDS: dict[Confidence, str] = {
    "file": "headers read from real files",
    "code": "headers taken from programs that read such files",
    "vendor": "headers as the vendor describes them, not checked on a real file",
    "own": "our own template or your own mapping",
    "not_checked": "not checked on a real file",
}


class FormatError(Exception):
    """A format file cannot be used; the text names the file, the key and what is allowed."""


class Format(Rule):
    """One format file."""

    name: str
    title: str
    system: str
    entity: str
    record_kind: RecordKind = ""
    confidence: Confidence = "own"
    cannot_give: Texts = Field([], description="What this export does not tell.")
    how_to_export: str = Field("", description="Where in the system the export is found.")
    delimiter: str | None = Field(None, description='One sign, or "whitespace".')
    encoding: Encoding | None = Field(
        None, description="Holds where a text neither is UTF-8 nor has a mark of its own."
    )
    file_name: str | None = Field(None, description="Pattern with groups named as our columns.")
    title_says: str | None = Field(None, description="The same, on the rows above the header.")
    second_header: SecondHeader | None = None
    translated: bool = Field(False, description="Known in the languages of translations/ too.")
    questions: bool = Field(False, description="Headers are questions: see ingestion/questions.")
    not_questions: Names = Field([], description="Headers that the question map leaves alone.")
    standard_question: Names = Field(
        [], description="Headers of the system's own question on recommending, always 0-10."
    )
    empty: Texts = Field([], description="Texts that mean: nothing, in every column.")
    date_order: DateOrder | None = None
    date_formats: Texts = Field([])
    decimal_mark: DecimalMark | None = None
    columns: dict[str, ColumnRule]
    also: Texts = Field([], description="Headers that the export has too; they are not read.")
    skip: list[SkipRule] = Field([])
    refunds: RefundRule | None = None
    ratings: RatingsRule | None = None
    spread: list[SpreadRule] = Field([])
    joins: JoinRule | None = None
    repeated_for: Names = Field([], description="Rows that differ in this column alone are one.")
    key: list[list[str]]
    key_family: str = ""
    lists_all: bool = Field(False, description="Nothing of its days is missing in the export.")
    repeats: Literal["numbered", "duplicate"] = "duplicate"

    @field_validator("entity")
    @classmethod
    def _known_entity(cls, value: str) -> str:
        if value not in ENTITIES:
            raise ValueError(f"one of {', '.join(ENTITIES)}")
        return value

    @field_validator("key", mode="before")
    @classmethod
    def _alternatives(cls, value: object) -> object:
        """Take one list of columns for a list of alternatives with one in it."""
        if isinstance(value, str):
            return [[value]]
        is_flat = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return [value] if is_flat else value

    @field_validator("columns")
    @classmethod
    def _implied(cls, value: dict[str, ColumnRule], info: ValidationInfo) -> dict[str, ColumnRule]:
        """Add what goes without saying: rows need a day, and what was sold was done."""
        entity = info.data.get("entity", "")
        day = ENTITIES[entity].dated_by if entity else ""
        columns = dict(value)
        if day in columns:
            columns[day] = columns[day].model_copy(update={"filled": True})
        if entity == "booking_lines" and info.data.get("record_kind") in _OF_WHAT_WAS_DONE:
            columns.setdefault("status", ColumnRule(constant="completed"))
        return columns

    @field_validator("file_name", "title_says")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"a regular expression ({error})") from error
        return value

    @model_validator(mode="after")
    def _fits_the_entity(self) -> "Format":
        known = [column.name for column in ENTITIES[self.entity].columns]
        for name, rule in self.columns.items():
            if name not in known:
                raise ValueError(
                    f"columns.{name} is no column of {self.entity}{_nearest(name, known)}"
                )
            self._check_values(name, rule)
        day = ENTITIES[self.entity].dated_by
        if day and day not in [*self.columns, *(self.joins.takes if self.joins else [])]:
            raise ValueError(f"columns.{day} is missing: without it a row belongs to no day")
        if self.entity == "booking_lines" and "status" not in self.columns:
            raise ValueError(
                "columns.status is missing: without it no line is known to be completed. Name the "
                'column, or say record_kind = "sales" for a list of what was sold'
            )
        has_scale = self.questions or "recommend_scale" in self.columns
        if "recommend_score" in self.columns and not has_scale:
            raise ValueError('recommend_score needs recommend_scale, e.g. { constant = "0-10" }')
        if self.lists_all and self.entity != "booking_lines":
            raise ValueError("lists_all is for booking_lines: only they can be deleted")
        if not self.key or not all(self.key):
            raise ValueError('key must name at least one column, e.g. key = ["booking_ref"]')
        return self

    def _check_values(self, name: str, rule: ColumnRule) -> None:
        allowed = ENTITIES[self.entity].column(name).allowed
        cases = [case.gives for case in rule.cases]
        given = {*rule.map.values(), *cases, rule.otherwise, rule.constant, rule.default}
        given -= {None, ""}
        wrong = [value for value in sorted(filter(None, given)) if value not in allowed]
        if allowed and wrong:
            raise ValueError(f"columns.{name}: {wrong[0]} is none of {', '.join(allowed)}")
        own = [column.name for column in ENTITIES[self.entity].columns]
        named = [other for other in (*rule.less, *rule.once_per) if other not in own]
        if named:
            raise ValueError(
                f"columns.{name}: {named[0]} is no column of {self.entity}{_nearest(named[0], own)}"
            )

    @property
    def target(self) -> Entity:
        """Give the entity whose rows this format makes."""
        return ENTITIES[self.entity]

    @property
    def family(self) -> str:
        """Name what keys are told apart by; forms of one report share it."""
        return self.key_family or self.name

    @property
    def is_plain(self) -> bool:
        """Tell our own templates, which give way to a system's own format."""
        return self.name.startswith("plain/")


@cache
def built_in() -> tuple[Format, ...]:
    """Read the formats that come with the product."""
    return tuple(read_format(file) for file in sorted(FOLDER.glob("*/*.toml")))


def saved(workspace: Workspace) -> list[Format]:
    """Read the salon's own mappings."""
    return [read_format(file) for file in sorted(workspace.mappings.glob("*.toml"))]


def read_format(path: Path) -> Format:
    """Read one format file; `FormatError` names everything that is wrong with it."""
    try:
        return Format.model_validate({**_defaults(path), **_content(path)})
    except ValidationError as error:
        problems = "\n".join(f"  - {_explain(problem)}" for problem in error.errors())
        raise FormatError(f"{path.name} needs mending:\n{problems}") from error


def _defaults(path: Path) -> dict[str, Any]:
    is_built_in = path.is_relative_to(FOLDER)
    name = f"{path.parent.name}/{path.stem}" if is_built_in else path.stem
    return {"name": name, "system": path.parent.name if is_built_in else path.stem, "title": name}


def _content(path: Path) -> dict[str, Any]:
    """Read a file, laid over the format it extends."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FormatError(f"{path} cannot be opened: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormatError(f"{path.name} cannot be read: {error}.") from error
    base = content.pop("extends", None)
    if content.get("translated"):
        content["columns"] = translations.added(content["entity"], content["columns"])
    if base is None:
        return content
    file = FOLDER / f"{base}.toml"
    if not file.is_relative_to(FOLDER) or not file.is_file():
        known = [f"{known.parent.name}/{known.stem}" for known in FOLDER.glob("*/*.toml")]
        raise FormatError(
            f"{path.name}: extends names no built-in format: {base}{_nearest(str(base), known)}"
        )
    below = {**_defaults(file), **_content(file)}
    columns = {**below["columns"], **content.get("columns", {})}
    own = {"name": path.stem, "key_family": below.get("key_family", below["name"])}
    return {**below, **own, **content, "columns": columns}


def _explain(problem: ErrorDetails) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{where} is not a key of a format file{_nearest(where, sorted(_keys()))}"
    if problem["type"] == "missing":
        return f"{where} is missing"
    said = problem["msg"].removeprefix("Value error, ")
    given = "" if isinstance(problem["input"], dict | Format) else f" = {problem['input']!r}"
    return f"{where}{given}: {said}" if where else said


def _keys() -> set[str]:
    rules: dict[str, type[BaseModel]] = {
        "": Format,
        "columns": ColumnRule,
        "cases": CaseRule,
        "spread": SpreadRule,
        "joins": JoinRule,
        "skip": SkipRule,
        "refunds": RefundRule,
        "ratings": RatingsRule,
        "second_header": SecondHeader,
    }
    return {key for rule in rules.values() for key in rule.model_fields} | {"extends"}


def _nearest(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name.rsplit(".", 1)[-1], known, n=1, cutoff=0.5)
    return f"; did you mean {found[0]}?" if found else ""

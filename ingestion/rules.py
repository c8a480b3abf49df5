"""The parts of a format file: how columns are found and read, which rows are no data."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

PATTERN = re.compile(r"^/(.+)/$", flags=re.DOTALL)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _checked_pattern(text: str) -> str:
    found = PATTERN.match(text)
    if found:
        try:
            re.compile(found.group(1))
        except re.error as error:
            raise ValueError(f"{text} is no regular expression: {error}") from error
    return text


def _checked_names(value: object) -> object:
    names = _as_list(value)
    if isinstance(names, list):
        return [_checked_pattern(name) if isinstance(name, str) else name for name in names]
    return names


# The names one column goes by: its header and translations, or a /pattern/ on the header.
Names = Annotated[list[str], BeforeValidator(_checked_names)]
Texts = Annotated[list[str], BeforeValidator(_as_list)]
DateOrder = Literal["dmy", "mdy"]
DecimalMark = Literal[".", ","]


class Rule(BaseModel):
    """A table of a format file; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseRule(Rule):
    """Another column that decides a value: where its cell says so, the column becomes `gives`."""

    header: Names
    equals: Texts = []
    is_filled: bool = Field(False, description="Any text in the cell decides.")
    gives: str
    required: bool = Field(False, description="The file must have the column.")

    @model_validator(mode="after")
    def _one_condition(self) -> "CaseRule":
        if bool(self.equals) == self.is_filled:
            raise ValueError("give equals or is_filled = true")
        return self


class ColumnRule(Rule):
    """Where one of our columns comes from and how its cells are read."""

    header: Names = []
    join: list[Names] = Field([], description="Several columns, put together with a blank.")
    first_of: list[Names] = Field([], description="Several columns: the first that is filled.")
    constant: str | None = Field(None, description="The same value in every row.")
    default: str | None = Field(None, description="Where the cell is blank or there is none.")
    required: bool = Field(False, description="The file must have the column.")
    filled: bool = Field(False, description="A row cannot do without it.")
    lenient: bool = Field(False, description="A value that cannot be read is left blank.")
    map: dict[str, str] = Field({}, description="What the file says = what we call it.")
    otherwise: str | None = Field(None, description="What a value outside the map becomes.")
    usual_words: bool = Field(False, description="The usual words of eight languages count too.")
    empty: Names = Field([], description="Texts, or a /pattern/, that mean: nothing.")
    divide_by: float | None = Field(None, gt=0)
    date_order: DateOrder | None = None
    date_formats: Texts = []
    decimal_mark: DecimalMark | None = None
    utc: bool = Field(False, description="The moments are in UTC, not the salon's time.")
    drop: str = Field("", description="Signs that are taken out of the text.")
    last_first: bool = Field(False, description="Names are written Last, First.")
    clock: Names = Field([], description="The column with the time of a day that has none.")
    span: bool = Field(False, description="The minutes from the first to the last time named.")
    cases: list[CaseRule] = Field([], description="Other columns that decide; the first wins.")
    less: Texts = Field([], description="Amounts of ours that are taken off.")
    once_per: Texts = Field([], description="Counts once among the rows alike in these columns.")
    between: str = Field(" ", description="What stands between the parts of `join`.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        """Take `"Client"` and `["Client", "Клиент"]` for `{ header = … }`."""
        return {"header": value} if isinstance(value, str | list) else value

    @model_validator(mode="after")
    def _one_source(self) -> "ColumnRule":
        sources = [bool(self.header), bool(self.join), bool(self.first_of)]
        sources.append(self.constant is not None)
        if sum(sources) > 1:
            raise ValueError("give one of header, join, first_of, constant")
        if not any(sources) and self.default is None and not self.cases:
            raise ValueError("give header, join, first_of, constant or default")
        return self

    @property
    def parts(self) -> list[list[str]]:
        """List the source columns, each with the names it goes by."""
        return [self.header] if self.header else [*self.join, *self.first_of]


class SkipRule(Rule):
    """Rows that are no data: totals, notes. They are counted, not landed."""

    header: Names = Field([], description="The column looked at; else the row's first filled cell.")
    equals: Texts = []
    starts_with: Texts = []
    contains: Texts = Field([], description="Words of a list in one cell, such as tags.")
    is_blank: bool = False
    unlike: str = Field("", description="A regular expression that the cells of data rows fit.")
    reason: str = "a total row"

    @model_validator(mode="after")
    def _one_condition(self) -> "SkipRule":
        if not (self.equals or self.starts_with or self.contains or self.is_blank or self.unlike):
            raise ValueError("give equals, starts_with, contains, is_blank or unlike")
        if (self.is_blank or self.unlike) and not self.header:
            raise ValueError("is_blank and unlike need the header of the column looked at")
        _checked_pattern(f"/{self.unlike}/")
        return self


class RefundRule(Rule):
    """Which lines give money back: a word in a column, a negative amount, or both."""

    header: Names = []
    equals: Texts = []
    negative: bool = Field(False, description="A negative net amount is a refund.")


class SecondHeader(Rule):
    """Headers that stand in two rows: a question, and below it the part of it."""

    under: str = Field(description="A header of the upper row.")
    like: str = Field(description="A /pattern/: what stands below it where there are two rows.")
    labels: Texts = Field([], description="Lower cells that only name the kind of the answer.")
    replaces: bool = Field(False, description="The lower row has the questions, the upper codes.")

    @model_validator(mode="after")
    def _is_pattern(self) -> "SecondHeader":
        if not PATTERN.match(_checked_pattern(self.like)):
            raise ValueError(f"like = {self.like} must be a /pattern/")
        return self


class RatingsRule(Rule):
    """Columns that rate one factor each: by a pattern with a group `factor`, or one by one."""

    header: str | None = None
    importance: str | None = None
    factors: dict[str, str] = Field({}, description="A factor and the header that rates it.")
    importances: dict[str, str] = Field({}, description="A factor and the header on its weight.")
    rating_min: int = 1
    rating_max: int = 5
    scales: dict[str, tuple[int, int]] = Field({}, description="Factors on another scale.")
    map: dict[str, str] = {}

    @model_validator(mode="after")
    def _has_factor(self) -> "RatingsRule":
        for text in filter(None, (self.header, self.importance)):
            found = PATTERN.match(_checked_pattern(text))
            if not found or "(?P<factor>" not in text:
                raise ValueError(f"{text} must be a /pattern/ with a group (?P<factor>…)")
        if not (self.header or self.factors):
            raise ValueError("give header or factors")
        return self

    def scale_of(self, factor: str) -> tuple[int, int]:
        """Give the lowest and the highest rating of a factor."""
        return self.scales.get(factor, (self.rating_min, self.rating_max))

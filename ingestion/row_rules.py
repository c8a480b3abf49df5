"""The parts of a format file that say how rows belong together."""

from typing import Literal

from pydantic import Field

from ingestion.rules import Names, Rule, Texts


class SpreadRule(Rule):
    """Rows that are no lines of their own but a part of their sale: a discount, a tax.

    The amount of such a row goes into a column of the other rows of its sale, in proportion to
    what they cost. A discount also makes them cheaper.
    """

    header: Names
    equals: Texts
    into: Literal["discount_amount", "tax_amount"]
    per: Texts = Field(["booking_ref"], description="The columns that name the sale.")


class JoinRule(Rule):
    """Values that another report of the same system has and this one lacks."""

    format: str = Field(description="The built-in format of the other report.")
    on: str = Field(description="The column that both have.")
    takes: Texts = Field(description="The columns that come from the other report.")

"""What a landed row is: the entities, their columns and types.

Formats map export files onto these columns; the landing zone stores them; dbt's `raw` schema
shows them. Money is in the salon's currency, moments are the salon's local wall time.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

Kind = Literal["text", "moment", "date", "integer", "number", "money", "flag"]

POLARS_TYPES: dict[Kind, pl.DataType] = {
    "text": pl.String(),
    "moment": pl.Datetime("us"),
    "date": pl.Date(),
    "integer": pl.Int64(),
    "number": pl.Decimal(18, 6),
    "money": pl.Decimal(18, 2),
    "flag": pl.Boolean(),
}

STATUSES = (
    "booked",
    "confirmed",
    "arrived",
    "started",
    "completed",
    "no_show",
    "cancelled",
    "deleted",
    "unknown",
)
ITEM_TYPES = ("service", "product", "package", "gift_card", "tip", "fee", "other")
OUTCOMES = ("answered", "partial", "refused", "no_contact")
SCALES = ("0-10", "1-10", "1-5")
MODES = ("survey", "final_review")


@dataclass(frozen=True)
class Column:
    """One column of an entity; `allowed` closes the list of its values."""

    name: str
    kind: Kind
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entity:
    """One kind of landed row.

    `key` names the column that tells one row from another, `dated_by` the one without which a row
    belongs to no day and cannot be counted.
    """

    name: str
    columns: tuple[Column, ...]
    key: str = "row_key"
    dated_by: str = ""

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Give every landed column, the trail of its load included, with its polars type."""
        own = {column.name: POLARS_TYPES[column.kind] for column in self.columns}
        return {self.key: pl.String(), **own, **TRAIL}

    def column(self, name: str) -> Column:
        """Find a column by name; `KeyError` where the entity has none."""
        return {column.name: column for column in self.columns}[name]


# Where a landed row came from. `record_kind` says what the report lists, so that a service seen in
# two is counted once; `row_hash` tells a changed state from a repeated one; `state_at` is the age
# of the export and orders the states of a row, whenever their files were loaded.
TRAIL: dict[str, pl.DataType] = {
    "row_hash": pl.Int64(),
    "record_kind": pl.String(),
    "system": pl.String(),
    "source": pl.String(),
    "file_name": pl.String(),
    "row_number": pl.Int64(),
    "load_id": pl.String(),
    "loaded_at": pl.Datetime("us"),
    "state_at": pl.Datetime("us"),
}


def _columns(
    spec: dict[str, Kind], allowed: dict[str, tuple[str, ...]] | None = None
) -> tuple[Column, ...]:
    closed = allowed or {}
    return tuple(Column(name, kind, closed.get(name, ())) for name, kind in spec.items())


_PERSON: dict[str, Kind] = {
    "client_ref": "text",
    "client_name": "text",
    "phone": "text",
    "email": "text",
}

BOOKING_LINES = Entity(
    "booking_lines",
    _columns(
        {
            "booking_ref": "text",
            "starts_at": "moment",
            "created_at": "moment",
            **_PERSON,
            "service": "text",
            "service_category": "text",
            "item_type": "text",
            "quantity": "number",
            "staff": "text",
            "branch": "text",
            "status": "text",
            "status_raw": "text",
            "duration_minutes": "integer",
            "list_amount": "money",
            "discount_amount": "money",
            "net_amount": "money",
            "tax_amount": "money",
            "tip_amount": "money",
            "is_refund": "flag",
            "currency": "text",
            "channel": "text",
            "cancelled_at": "moment",
            "cancel_reason": "text",
        },
        {"item_type": ITEM_TYPES, "status": STATUSES},
    ),
    key="line_key",
    dated_by="starts_at",
)

CLIENTS = Entity(
    "clients",
    _columns(
        {
            **_PERSON,
            "gender": "text",
            "birth_date": "date",
            "registered_on": "date",
            "acquisition_channel": "text",
            "referred_by": "text",
            "marketing_consent": "flag",
            "is_blocked": "flag",
            "block_reason": "text",
            "notes": "text",
            "branch": "text",
        }
    ),
)

SERVICES = Entity(
    "services",
    _columns(
        {
            "service_code": "text",
            "service": "text",
            "service_category": "text",
            "list_amount": "money",
            "material_cost": "money",
            "duration_minutes": "integer",
            "is_active": "flag",
        }
    ),
)

SURVEY_RESPONSES = Entity(
    "survey_responses",
    _columns(
        {
            "response_ref": "text",
            "submitted_at": "moment",
            "outcome": "text",
            **_PERSON,
            "booking_ref": "text",
            "branch": "text",
            "staff": "text",
            "service": "text",
            "service_category": "text",
            "client_category": "text",
            "gender": "text",
            "age": "integer",
            "recommend_score": "integer",
            "recommend_scale": "text",
            "reason": "text",
            "improvement": "text",
            "wallet_share": "number",
            "spend_elsewhere": "money",
            "visits_elsewhere": "integer",
            "salons_used": "integer",
            "own_rank": "number",
            "contact_consent": "flag",
            "mode": "text",
        },
        {"outcome": OUTCOMES, "recommend_scale": SCALES, "mode": MODES},
    ),
    dated_by="submitted_at",
)

SURVEY_RATINGS = Entity(
    "survey_ratings",
    _columns(
        {
            "response_ref": "text",
            "factor": "text",
            "rating": "number",
            "rating_min": "number",
            "rating_max": "number",
            "importance": "number",
        }
    ),
)

IMPULSE_RATINGS = Entity(
    "impulse_ratings",
    _columns(
        {
            "rated_at": "moment",
            "branch": "text",
            "terminal": "text",
            "rating": "integer",
            "message": "text",
            "resolved_at": "moment",
        }
    ),
    dated_by="rated_at",
)

COMPLAINTS = Entity(
    "complaints",
    _columns(
        {
            "complaint_ref": "text",
            "opened_at": "moment",
            "closed_at": "moment",
            **_PERSON,
            "branch": "text",
            "staff": "text",
            "service": "text",
            "category": "text",
            "severity": "text",
            "description": "text",
            "resolution": "text",
            "compensation_amount": "money",
            "is_justified": "flag",
            "status": "text",
        }
    ),
    dated_by="opened_at",
)

MARKETING_SPEND = Entity(
    "marketing_spend",
    _columns(
        {
            "period_start": "date",
            "period_end": "date",
            "channel": "text",
            "campaign": "text",
            "spend_amount": "money",
            "currency": "text",
            "impressions": "integer",
            "clicks": "integer",
        }
    ),
    dated_by="period_start",
)

DAY_TOTALS = Entity(
    "day_totals",
    _columns(
        {
            "day": "date",
            "branch": "text",
            "gross_amount": "money",
            "discount_amount": "money",
            "refund_amount": "money",
            "net_amount": "money",
            "tax_amount": "money",
            "tip_amount": "money",
            "total_amount": "money",
            "currency": "text",
        }
    ),
    dated_by="day",
)

ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        BOOKING_LINES,
        CLIENTS,
        SERVICES,
        SURVEY_RESPONSES,
        SURVEY_RATINGS,
        IMPULSE_RATINGS,
        COMPLAINTS,
        MARKETING_SPEND,
        DAY_TOTALS,
    )
}

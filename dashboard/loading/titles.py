"""Our columns and codes in the words of a person who maps a file."""

from collections.abc import Mapping, Sequence

from dashboard.tables import How
from warehouse.entities import ENTITIES

NOT_IN_FILE = "— not in the file —"

COLUMNS: Mapping[str, str] = {
    "acquisition_channel": "How the client found the salon",
    "age": "Age",
    "birth_date": "Day of birth",
    "block_reason": "Why blocked",
    "booking_ref": "Number of the booking or sale",
    "branch": "Branch",
    "campaign": "Campaign",
    "cancel_reason": "Why cancelled",
    "cancelled_at": "Cancelled on",
    "category": "Category of the complaint",
    "channel": "Channel",
    "client_category": "Category of the client",
    "client_name": "Client's name",
    "client_ref": "Client's number",
    "clicks": "Clicks",
    "closed_at": "Closed on",
    "compensation_amount": "Compensation, amount",
    "complaint_ref": "Number of the complaint",
    "created_at": "Booked on",
    "currency": "Currency",
    "description": "What was complained of",
    "discount_amount": "Discount, amount",
    "duration_minutes": "Duration in minutes",
    "email": "E-mail",
    "factor": "What was rated",
    "gender": "Gender",
    "importance": "How important it is",
    "impressions": "Times shown",
    "improvement": "What would make it better",
    "is_active": "Still offered (yes/no)",
    "is_blocked": "Blocked (yes/no)",
    "is_justified": "Justified (yes/no)",
    "is_refund": "Refund (yes/no)",
    "item_type": "Kind: service, product, tip …",
    "list_amount": "List price, amount",
    "marketing_consent": "May be written to (yes/no)",
    "material_cost": "Cost of material",
    "message": "Message",
    "mode": "Kind of survey",
    "net_amount": "Amount paid",
    "notes": "Notes",
    "opened_at": "Complained on",
    "outcome": "Answered or refused",
    "own_rank": "Rank among the client's salons",
    "period_end": "Last day",
    "period_start": "Day, or first day",
    "phone": "Phone",
    "quantity": "Quantity",
    "rated_at": "Day and time of the rating",
    "rating": "Rating",
    "rating_max": "Highest rating possible",
    "rating_min": "Lowest rating possible",
    "reason": "Reason for the score",
    "recommend_scale": "Scale of the score",
    "recommend_score": "Would recommend: the score",
    "referred_by": "Recommended by",
    "registered_on": "Client since",
    "resolution": "How it was settled",
    "resolved_at": "Settled on",
    "response_ref": "Number of the answer",
    "salons_used": "Number of salons used",
    "service": "Service or product",
    "service_category": "Category of the service",
    "service_code": "Code of the service",
    "severity": "How grave",
    "spend_amount": "Amount spent",
    "spend_elsewhere": "Spent in other salons",
    "staff": "Staff member",
    "starts_at": "Day and time of the visit",
    "status": "What became of it (status)",
    "status_raw": "Status as the file says it",
    "submitted_at": "Answered on",
    "tax_amount": "Tax, amount",
    "terminal": "Terminal",
    "tip_amount": "Tip, amount",
    "visits_elsewhere": "Visits to other salons",
    "wallet_share": "Share of visits or money spent here",
}

# What is asked first; the rest lies behind a button.
FIRST: Mapping[str, tuple[str, ...]] = {
    "booking_lines": (
        "starts_at",
        "net_amount",
        "service",
        "status",
        "client_name",
        "phone",
        "staff",
        "branch",
        "booking_ref",
        "item_type",
    ),
    "clients": ("client_ref", "client_name", "phone", "email", "birth_date", "branch"),
    "services": ("service", "service_code", "service_category", "list_amount"),
    "survey_responses": (
        "submitted_at",
        "recommend_score",
        "reason",
        "improvement",
        "service",
        "client_category",
        "wallet_share",
        "salons_used",
        "own_rank",
        "outcome",
        "client_name",
        "phone",
        "email",
        "branch",
    ),
    "survey_ratings": ("response_ref", "factor", "rating", "importance"),
    "impulse_ratings": ("rated_at", "rating", "branch", "terminal"),
    "complaints": ("opened_at", "description", "client_name", "phone", "branch", "closed_at"),
    "marketing_spend": ("period_start", "spend_amount", "channel", "campaign"),
}

# A second column of the file that belongs to the first, put behind it with a blank.
SECOND: Mapping[str, str] = {
    "starts_at": "Time, where it has a column of its own",
    "client_name": "Second part of the name, where it has one",
}

# What a person is not asked for: a format that has them keeps them.
UNASKED = ("status_raw", "recommend_scale", "mode")

WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "completed": "Came and was served (counts)",
        "booked": "Booked",
        "confirmed": "Confirmed",
        "arrived": "Arrived",
        "started": "Being served",
        "no_show": "Did not come",
        "cancelled": "Cancelled",
        "deleted": "Deleted",
        "unknown": "Not known (never counts)",
    },
    "item_type": {
        "service": "Service",
        "product": "Product",
        "package": "Package",
        "gift_card": "Gift card",
        "tip": "Tip",
        "fee": "Fee",
        "other": "Other",
    },
    "outcome": {
        "answered": "Answered",
        "partial": "Answered in part",
        "refused": "Refused to answer",
        "no_contact": "Not reached",
    },
}

SCALES: Mapping[str, str] = {
    "0-10": "0 to 10",
    "1-10": "1 to 10",
    "1-5": "1 to 5",
}

# What follows from each scale: they are counted apart, and only two of them give an NPS.
SCALE_FOLLOWS: Mapping[str, str] = {
    "0-10": "Gives the NPS: 9 and 10 are promoters, 0 to 6 detractors.",
    "1-10": "Gives an NPS of its own, never put together with that of 0 to 10.",
    "1-5": "Satisfaction: it is shown as such and gives no NPS.",
}

RECORD_KINDS: Mapping[str, str] = {
    "sales": "What was sold or done: every row counts",
    "bookings": "Bookings: a column says what became of each",
}


def of(column: str) -> str:
    """Name one of our columns."""
    return COLUMNS.get(column, column.replace("_", " ").capitalize())


def asked(entity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the columns to ask for, those asked first apart from the rest."""
    first = FIRST[entity]
    rest = [column.name for column in ENTITIES[entity].columns]
    return first, tuple(name for name in rest if name not in (*first, *UNASKED))


def of_file(columns: Sequence[str]) -> dict[str, tuple[str, How]]:
    """Name the columns of a file as the file does; the first is the number of the row."""
    named: dict[str, tuple[str, How]] = {name: (name, "text") for name in columns[1:]}
    return {"row_number": ("Row", "count"), **named}

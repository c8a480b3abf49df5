"""Our columns and codes in the words of a person who maps a file."""

from collections.abc import Mapping, Sequence

from dashboard.language import N_, _
from dashboard.tables import How
from warehouse.entities import ENTITIES

NOT_IN_FILE = N_("— not in the file —")

COLUMNS: Mapping[str, str] = {
    "acquisition_channel": N_("How the client found the salon"),
    "age": N_("Age"),
    "birth_date": N_("Day of birth"),
    "block_reason": N_("Why blocked"),
    "booking_ref": N_("Number of the booking or sale"),
    "branch": N_("Branch"),
    "campaign": N_("Campaign"),
    "cancel_reason": N_("Why cancelled"),
    "cancelled_at": N_("Cancelled on"),
    "category": N_("Category of the complaint"),
    "channel": N_("Channel"),
    "client_category": N_("Category of the client"),
    "client_name": N_("Client's name"),
    "client_ref": N_("Client's number"),
    "clicks": N_("Clicks"),
    "closed_at": N_("Closed on"),
    "compensation_amount": N_("Compensation, amount"),
    "complaint_ref": N_("Number of the complaint"),
    "created_at": N_("Booked on"),
    "currency": N_("Currency"),
    "description": N_("What was complained of"),
    "discount_amount": N_("Discount, amount"),
    "duration_minutes": N_("Duration in minutes"),
    "email": N_("E-mail"),
    "factor": N_("What was rated"),
    "gender": N_("Gender"),
    "importance": N_("How important it is"),
    "impressions": N_("Times shown"),
    "improvement": N_("What would make it better"),
    "is_active": N_("Still offered (yes/no)"),
    "is_blocked": N_("Blocked (yes/no)"),
    "is_justified": N_("Justified (yes/no)"),
    "is_refund": N_("Refund (yes/no)"),
    "item_type": N_("Kind: service, product, tip …"),
    "list_amount": N_("List price, amount"),
    "marketing_consent": N_("May be written to (yes/no)"),
    "material_cost": N_("Cost of material"),
    "message": N_("Message"),
    "mode": N_("Kind of survey"),
    "net_amount": N_("Amount paid"),
    "notes": N_("Notes"),
    "opened_at": N_("Complained on"),
    "outcome": N_("Answered or refused"),
    "own_rank": N_("Rank among the client's salons"),
    "period_end": N_("Last day"),
    "period_start": N_("Day, or first day"),
    "phone": N_("Phone"),
    "quantity": N_("Quantity"),
    "rated_at": N_("Day and time of the rating"),
    "rating": N_("Rating"),
    "rating_max": N_("Highest rating possible"),
    "rating_min": N_("Lowest rating possible"),
    "reason": N_("Reason for the score"),
    "recommend_scale": N_("Scale of the score"),
    "recommend_score": N_("Would recommend: the score"),
    "referred_by": N_("Recommended by"),
    "registered_on": N_("Client since"),
    "resolution": N_("How it was settled"),
    "resolved_at": N_("Settled on"),
    "response_ref": N_("Number of the answer"),
    "salons_used": N_("Number of salons used"),
    "service": N_("Service or product"),
    "service_category": N_("Category of the service"),
    "service_code": N_("Code of the service"),
    "severity": N_("How grave"),
    "spend_amount": N_("Amount spent"),
    "spend_elsewhere": N_("Spent in other salons"),
    "staff": N_("Staff member"),
    "starts_at": N_("Day and time of the visit"),
    "status": N_("What became of it (status)"),
    "status_raw": N_("Status as the file says it"),
    "submitted_at": N_("Answered on"),
    "tax_amount": N_("Tax, amount"),
    "terminal": N_("Terminal"),
    "tip_amount": N_("Tip, amount"),
    "visits_elsewhere": N_("Visits to other salons"),
    "wallet_share": N_("Share of visits or money spent here"),
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
    "starts_at": N_("Time, where it has a column of its own"),
    "client_name": N_("Second part of the name, where it has one"),
}

# What a person is not asked for: a format that has them keeps them.
UNASKED = ("status_raw", "recommend_scale", "mode")

WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "completed": N_("Came and was served (counts)"),
        "booked": N_("Booked"),
        "confirmed": N_("Confirmed"),
        "arrived": N_("Arrived"),
        "started": N_("Being served"),
        "no_show": N_("Did not come"),
        "cancelled": N_("Cancelled"),
        "deleted": N_("Deleted"),
        "unknown": N_("Not known (never counts)"),
    },
    "item_type": {
        "service": N_("Service"),
        "product": N_("Product"),
        "package": N_("Package"),
        "gift_card": N_("Gift card"),
        "tip": N_("Tip"),
        "fee": N_("Fee"),
        "other": N_("Other"),
    },
    "outcome": {
        "answered": N_("Answered"),
        "partial": N_("Answered in part"),
        "refused": N_("Refused to answer"),
        "no_contact": N_("Not reached"),
    },
}

SCALES: Mapping[str, str] = {
    "0-10": N_("0 to 10"),
    "1-10": N_("1 to 10"),
    "1-5": "1 to 5",
}

# What follows from each scale: they are counted apart, and only two of them give an NPS.
SCALE_FOLLOWS: Mapping[str, str] = {
    "0-10": N_("Gives the NPS: 9 and 10 are promoters, 0 to 6 detractors."),
    "1-10": N_("Gives an NPS of its own, never put together with that of 0 to 10."),
    "1-5": N_("Satisfaction: it is shown as such and gives no NPS."),
}

RECORD_KINDS: Mapping[str, str] = {
    "sales": N_("What was sold or done: every row counts"),
    "bookings": N_("Bookings: a column says what became of each"),
}


def of(column: str) -> str:
    """Name one of our columns."""
    if column in COLUMNS:
        return _(COLUMNS[column])
    return column.replace("_", " ").capitalize()


def asked(entity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the columns to ask for, those asked first apart from the rest."""
    first = FIRST[entity]
    rest = [column.name for column in ENTITIES[entity].columns]
    return first, tuple(name for name in rest if name not in (*first, *UNASKED))


def of_file(columns: Sequence[str]) -> dict[str, tuple[str, How]]:
    """Name the columns of a file as the file does; the first is the number of the row."""
    named: dict[str, tuple[str, How]] = {name: (name, "text") for name in columns[1:]}
    return {"row_number": (_("Row"), "count"), **named}

"""The codes of the marts in the words of the pages."""

CLIENT_TYPES = {
    "regular": "Regular",
    "returning": "Returning",
    "new": "New",
    "reactivated": "Reactivated",
    "inactive": "Inactive",
    "lapsed": "Lapsed",
    "unknown": "Not identified",
}

STAGES = {
    "first_visit": "First visit, may still return",
    "single_use": "Came once and did not return",
    "repeat": "Came again",
    "attachment": "Attached",
    "loyalty": "Loyal",
}

CATEGORIES = {
    "brows_lashes": "Brows and lashes",
    "hair_removal": "Hair removal",
    "makeup": "Make-up",
}

READINGS = {
    "hidden": "too few answers",
    "indicative": "few answers, read with reserve",
    "sound": "enough answers",
}

ENTITIES = {
    "booking_lines": "Bookings and sales",
    "clients": "Clients",
    "services": "Services",
    "survey_responses": "Survey answers",
    "survey_ratings": "Survey ratings",
    "impulse_ratings": "Smiley ratings",
    "complaints": "Complaints",
    "marketing_spend": "Advertising",
}

SCORES = {
    "r": {3: "came lately", 2: "came a while ago", 1: "came long ago"},
    "f": {3: "often", 2: "now and then", 1: "seldom"},
    "m": {3: "high average check", 2: "middle average check", 1: "low average check"},
}

# The cells of RFM in the order of a list: best first.
CELLS = tuple(f"R{r}F{f}M{m}" for r in (3, 2, 1) for f in (3, 2, 1) for m in (3, 2, 1))


def category(code: str) -> str:
    """Name a service category; one that a file brought along keeps its own name."""
    return CATEGORIES.get(code, code[:1].upper() + code[1:].replace("_", " "))


def client_type(code: str) -> str:
    """Name a client type."""
    return CLIENT_TYPES.get(code, code)


def cell(code: str) -> str:
    """Say what an RFM cell means: `R3F1M2` came lately, seldom, with a middle average check."""
    recency, frequency, check = (int(code[place]) for place in (1, 3, 5))
    return ", ".join(
        (SCORES["r"][recency], SCORES["f"][frequency], f"with a {SCORES['m'][check]}")
    )


def listed(names: list[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

"""What a campaign brought beyond those held out, in words; `row` answers `campaign_lift`."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import formats


def in_words(row: Mapping[str, Any], currency: str) -> str:
    """Say what the campaign brought per client beyond those who were held out, and how sure."""
    days = f"{formats.plural(row['days_seen'], 'day')} of data since"
    of_whom = (
        f"{formats.plural(row['treated'], 'client')} written to, "
        f"{formats.plural(row['held_out'], 'client')} held out"
    )
    if row["reading"] == "nobody":
        return f"{of_whom}: nothing to compare with. Hold some out in the next one."
    if row["reading"] == "too_early":
        return f"Too early: {days}, and it takes 28. {of_whom}."
    said = "; ".join(
        (
            _compared(row, "revenue", lambda amount: formats.money(amount, currency)),
            _compared(row, "visits", lambda visits: f"{visits:.2f} visits"),
        )
    )
    reserve = ""
    if row["reading"] == "too_few":
        reserve = "**Too few to be sure**: a comparison needs 30 on each side. "
    return f"{days}, {of_whom}. {reserve}Per client: {said}. {_verdict(row)}"


def _compared(row: Mapping[str, Any], what: str, write: Callable[[float], str]) -> str:
    mean, out, low, high = (
        row[name]
        for name in (
            f"{what}_per_client",
            f"{what}_per_client_out",
            f"{what}_low",
            f"{what}_high",
        )
    )
    said = f"{write(mean)} against {write(out)}"
    if low is None:
        return formats.plain(said)
    return formats.plain(f"{said}, with 95 % certainty {write(low)} to {write(high)} more")


def _verdict(row: Mapping[str, Any]) -> str:
    if row["revenue_low"] is None or row["reading"] == "too_few":
        return ""
    if row["revenue_low"] > 0:
        return "**It brought money**: more than chance explains."
    if row["revenue_high"] < 0:
        return "**It cost revenue**: less than chance explains."
    return "**Within noise**: chance alone may explain it."

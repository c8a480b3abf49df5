"""What a campaign brought beyond those held out, in words; `row` answers `campaign_lift`."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import formats
from dashboard.language import _


def in_words(row: Mapping[str, Any], currency: str) -> str:
    """Say what the campaign brought per client beyond those who were held out, and how sure."""
    arms = {
        "days": formats.plural(row["days_seen"], "day", "days"),
        "treated": formats.plural(row["treated"], "client", "clients"),
        "held_out": formats.plural(row["held_out"], "client", "clients"),
    }
    if row["reading"] == "nobody":
        return _(
            "{treated} written to, {held_out} held out: nothing to compare with. Hold some out in "
            "the next one."
        ).format(**arms)
    if row["reading"] == "too_early":
        return _(
            "Too early: {days} of data since, and it takes 28. {treated} written to, {held_out} "
            "held out."
        ).format(**arms)
    said = [
        _("{days} of data since, {treated} written to, {held_out} held out.").format(**arms),
        _("Per client: {revenue}; {visits}.").format(
            revenue=_compared(row, "revenue", lambda amount: formats.money(amount, currency)),
            visits=_compared(row, "visits", _visits),
        ),
        _verdict(row),
    ]
    if row["reading"] == "too_few":
        said.insert(1, _("**Too few to be sure**: a comparison needs 30 on each side."))
    return " ".join(part for part in said if part)


def _visits(number: float) -> str:
    return _("{number} visits").format(number=formats.number(number, "0.00"))


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
    if low is None:
        said = _("{written_to} against {held_out}").format(
            written_to=write(mean), held_out=write(out)
        )
    else:
        said = _("{written_to} against {held_out}, with 95% certainty {low} to {high} more").format(
            written_to=write(mean), held_out=write(out), low=write(low), high=write(high)
        )
    return formats.plain(said)


def _verdict(row: Mapping[str, Any]) -> str:
    if row["revenue_low"] is None or row["reading"] == "too_few":
        return ""
    if row["revenue_low"] > 0:
        return _("**It brought money**: more than chance explains.")
    if row["revenue_high"] < 0:
        return _("**It cost revenue**: less than chance explains.")
    return _("**Within noise**: chance alone may explain it.")

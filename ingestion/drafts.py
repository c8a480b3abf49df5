"""A proposal as a mapping file that a person looks over, saves and loads by."""

import tomlkit
from tomlkit.items import InlineTable

from ingestion.proposals import Proposal
from ingestion.values.texts import YES

_NEEDED = {
    "booking_lines": ("starts_at", "service", "net_amount", "status"),
    "clients": ("client_name", "phone"),
    "services": ("service", "list_amount"),
}
_KEYS = {
    "booking_lines": [["booking_ref", "service", "staff", "starts_at"]],
    "clients": [["client_ref"], ["client_name", "phone", "email"]],
    "services": [["service_code"], ["service"]],
}
_WITHOUT_REF = ["starts_at", "client_ref", "client_name", "phone", "service", "staff"]


def draft(proposal: Proposal, title: str) -> str:
    """Write the mapping; what the proposal could not decide stands in it as a comment."""
    document = tomlkit.document()
    document.add(
        tomlkit.comment("A proposal. Look it over, mend it, save it in the folder mappings.")
    )
    document.add("title", tomlkit.item(title))
    if proposal.profile:
        document.add("system", tomlkit.item(proposal.profile.name))
        document.add("cannot_give", tomlkit.item(proposal.profile.cannot_give))
    document.add("entity", tomlkit.item(proposal.entity))
    document.add("confidence", tomlkit.item("not_checked"))
    if proposal.entity == "booking_lines":
        _say_kind(document, proposal)
    document.add("key", tomlkit.item(_key(proposal)))
    document.add("columns", _columns(proposal))
    document.add(tomlkit.nl())
    if proposal.entity == "booking_lines":
        document.add("refunds", tomlkit.item({"negative": True}))
    return tomlkit.dumps(document)


def _say_kind(document: tomlkit.TOMLDocument, proposal: Proposal) -> None:
    if "status" in proposal.columns:
        document.add("record_kind", tomlkit.item("bookings"))
    else:
        document.add(tomlkit.comment("No column says what became of a booking: every row counts."))
        document.add("record_kind", tomlkit.item("sales"))
    document.add("repeats", tomlkit.item("numbered"))


def _key(proposal: Proposal) -> list[list[str]]:
    named = [[name for name in key if name in proposal.columns] for key in _KEYS[proposal.entity]]
    if proposal.entity == "booking_lines" and "booking_ref" not in proposal.columns:
        named = [[name for name in _WITHOUT_REF if name in proposal.columns]]
    return [key for key in named if key]


def _columns(proposal: Proposal) -> tomlkit.items.Table:
    table = tomlkit.table()
    for name, positions in proposal.columns.items():
        if name not in proposal.values:
            said = [proposal.headers[position] for position in positions]
            table.add(name, _rule(said, is_needed=name in _NEEDED[proposal.entity]))
    for name in proposal.values:
        table.add(name, _closed(proposal, name))
    return table


def _rule(said: list[str], is_needed: bool) -> InlineTable:
    rule = tomlkit.inline_table()
    rule.append("join" if len(said) > 1 else "header", said if len(said) > 1 else said[0])
    if is_needed:
        rule.append("required", True)
    return rule


def _closed(proposal: Proposal, name: str) -> tomlkit.items.Table:
    """Write a column with a closed list of values and the words that the file uses for them."""
    table = tomlkit.table()
    table.add("header", proposal.headers[proposal.columns[name][0]])
    if name in _NEEDED[proposal.entity]:
        table.add("required", tomlkit.item(True))
    otherwise = "unknown" if name == "status" else "other"
    table.add("default", otherwise)
    table.add("otherwise", otherwise)
    table.add("usual_words", tomlkit.item(True))
    for word in proposal.unknown[name]:
        table.add(tomlkit.comment(f"Not known, say what it means: {word!r}"))
    if name in proposal.deciding:
        position, gives = proposal.deciding[name]
        case = {"header": proposal.headers[position], "equals": list(YES), "gives": gives}
        table.add("cases", [case])
    codes = proposal.profile.status if proposal.profile and name == "status" else {}
    table.add("map", tomlkit.item({**codes, **proposal.values[name]}))
    return table

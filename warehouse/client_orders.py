"""What a person ordered about clients, as rows: which cards are one, what several people share.

The rows name tokens as `int_identities_collected` writes them, so that dbt need not take an
identifier apart.
"""

import polars as pl

from warehouse.settings import Clients

SCHEMA: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "order_token": pl.String(),
    "ref_token": pl.String(),
    "email_token": pl.String(),
    "phone_token": pl.String(),
    "branch": pl.String(),
    "name_key": pl.String(),
}
_RANKS = {"id": "1", "email": "2", "phone": "3"}
_COLUMNS = {"id": "ref_token", "email": "email_token", "phone": "phone_token"}


def rows(clients: Clients) -> pl.DataFrame:
    """Give one row per identifier of an order; the cards of one person share `order_token`."""
    merges = [
        # It sorts behind every real token, so that it never becomes the client's own.
        _row("merge", identifier, f"9 order|{min(people)}")
        for people in united(clients.merge)
        for identifier in sorted(people)
    ]
    splits = [_row("split", identifier, None) for identifier in sorted(set(clients.split))]
    return pl.DataFrame([*merges, *splits], schema=SCHEMA)


def united(orders: list[list[str]]) -> list[set[str]]:
    """Make one person of orders that name a card in common; the order of the lists is no matter."""
    people: list[set[str]] = []
    for identifiers in orders:
        one = {_plain(identifier) for identifier in identifiers}
        for other in [found for found in people if found & one]:
            people.remove(other)
            one |= other
        people.append(one)
    return people


def _row(kind: str, identifier: str, order: str | None) -> dict[str, str | None]:
    what, rest = _plain(identifier).split(":", 1)
    row = dict.fromkeys(SCHEMA) | {"kind": kind, "order_token": order}
    if what == "name":
        branch, name = rest.split(":", 1)
        return {**row, "branch": branch, "name_key": name}
    return {**row, _COLUMNS[what]: f"{_RANKS[what]} {what}|{rest.replace(':', '|', 1)}"}


def _plain(identifier: str) -> str:
    """Write e-mails and names in small letters, as they are compared."""
    what, rest = identifier.split(":", 1)
    if what == "name":
        branch, name = rest.split(":", 1)
        return f"name:{branch.strip()}:{' '.join(name.split()).lower()}"
    if what == "phone" and ":" in rest:
        phone, name = rest.split(":", 1)
        return f"phone:{phone}:{' '.join(name.split()).lower()}"
    return f"{what}:{rest.strip().lower() if what == 'email' else rest.strip()}"

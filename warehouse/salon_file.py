"""Write `salon.toml`: a new one with every setting explained, and orders about clients into it."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.items import Table

from warehouse import client_orders, settings
from warehouse.settings import Settings

_HEAD = (
    "What this salon is and what its words mean.",
    "Every setting is shown with its default; remove the # in front of a line to change it.",
)


def text(name: str, currency: str, country: str, time_zone: str, language: str = "en") -> str:
    """Give the text of a `salon.toml`; what is asked for is set, all else is a comment."""
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    salon = tomlkit.table()
    salon.add("name", name)
    salon.add("currency", currency)
    salon.add("country", country)
    salon.add("time_zone", time_zone)
    salon.add("language", language)
    document.add("salon", salon)
    for section, field in Settings.model_fields.items():
        if section == "salon":
            continue
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            document.add(section, _explained(kind))
        else:
            table = tomlkit.table()
            table.add(tomlkit.comment(field.description or ""))
            for example in field.examples or []:
                table.add(tomlkit.comment(example))
            document.add(section, table)
    return tomlkit.dumps(document)


def _explained(section: type[BaseModel]) -> Table:
    table = tomlkit.table()
    for name, field in section.model_fields.items():
        default = field.get_default(call_default_factory=True)
        table.add(tomlkit.comment(field.description or ""))
        shown = "" if default is None else tomlkit.item(default).as_string()
        table.add(tomlkit.comment(f"{name} = {shown}"))
    return table


def order_merge(file: Path, identifiers: Collection[str]) -> None:
    """Order that cards are one person; the rest of the file stays as it is written."""
    _change(file, "merge", lambda orders: [*orders, sorted(identifiers)])


def take_back_merge(file: Path, identifiers: Collection[str]) -> None:
    """Take back the orders that name any of these cards."""
    _change(
        file,
        "merge",
        lambda orders: [
            order for order in orders if not client_orders.united([order])[0] & set(identifiers)
        ],
    )


def order_split(file: Path, identifier: str) -> None:
    """Say that several people share a number, an e-mail or a phone."""
    _change(file, "split", lambda orders: [*orders, identifier])


def take_back_split(file: Path, identifier: str) -> None:
    """Take back that something is shared."""
    _change(file, "split", lambda orders: [order for order in orders if order != identifier])


def _change(file: Path, key: str, change: Callable[[list[Any]], list[Any]]) -> None:
    """Change one list of `[clients]`; a file that would not be understood is never written."""
    document = tomlkit.parse(file.read_text(encoding="utf-8-sig"))
    clients = document.setdefault("clients", tomlkit.table())
    changed = tomlkit.array()
    changed.extend(change(list(clients.get(key, tomlkit.array()).unwrap())))
    clients[key] = changed.multiline(multiline=True)
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(tomlkit.dumps(document), encoding="utf-8")
    try:
        settings.load(beside)
    except settings.SettingsError:
        beside.unlink()
        raise
    beside.replace(file)

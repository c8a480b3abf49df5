"""Write a new `salon.toml`: every setting with its default, explained, ready to be changed."""

import tomlkit
from pydantic import BaseModel
from tomlkit.items import Table

from warehouse.settings import Settings

_HEAD = (
    "What this salon is and what its words mean.",
    "Every setting is shown with its default; remove the # in front of a line to change it.",
)


def text(name: str, currency: str, country: str, time_zone: str) -> str:
    """Give the text of a `salon.toml`; what is asked for is set, all else is a comment."""
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    salon = tomlkit.table()
    salon.add("name", name)
    salon.add("currency", currency)
    salon.add("country", country)
    salon.add("time_zone", time_zone)
    salon.add(tomlkit.comment('language = "en"'))
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
            table.add(tomlkit.comment('"Name" = ["other spelling", "yet another"]'))
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

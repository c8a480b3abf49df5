"""What lists of other systems call their columns and values: data for proposals, never for loading.

Of these systems no real export was seen, so nothing is read by a profile alone: it proposes a
mapping, and a person confirms it.
"""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import Field

from ingestion import headers
from ingestion.rules import Rule, Texts

FOLDER = Path(__file__).parent / "profiles"
HOW_SURE = "not checked on a real file: a mapping is proposed, and a person confirms it"
_SHARED = ("words", "values")

Words = dict[str, dict[str, list[str]]]


class DecidingColumn(Rule):
    """A column of its own that decides a value, such as a flag on deleted bookings."""

    column: str
    words: Texts
    gives: str


class Profile(Rule):
    """A system of which no export was seen, with what is known of its words."""

    name: str
    title: str
    signs: Texts = Field(description="Words that name the system in titles or headers.")
    cannot_give: Texts = Field([])
    status: dict[str, str] = Field({})
    deciding: list[DecidingColumn] = Field([])
    words: Words = Field({})


@cache
def profiles() -> tuple[Profile, ...]:
    """Read the profiles that come with the product."""
    files = [file for file in sorted(FOLDER.glob("*.toml")) if file.stem not in _SHARED]
    return tuple(
        Profile.model_validate({"name": file.stem, **_content(file.stem)}) for file in files
    )


def header_words(entity: str, profile: Profile | None) -> dict[str, list[str]]:
    """Give the words for each column of an entity; those of the profile come first."""
    own = profile.words.get(entity, {}) if profile else {}
    shared: dict[str, list[str]] = _content("words")[entity]
    columns = dict.fromkeys([*own, *shared])
    return {
        name: [headers.normalised(word) for word in (*own.get(name, ()), *shared.get(name, ()))]
        for name in columns
    }


def entities() -> list[str]:
    """List the entities that a proposal can be made for."""
    return list(_content("words"))


def value_words(column: str, profile: Profile | None = None) -> dict[str, str]:
    """Give what the cells of a column say = what we call it."""
    shared: dict[str, list[str]] = _content("values").get(column, {})
    own = profile.status if profile and column == "status" else {}
    return {**{word: name for name, words in shared.items() for word in words}, **own}


@cache
def _content(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))

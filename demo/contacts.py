"""How each client can be reached, and what each booking system knows of it.

Phones lie in mobile ranges that no operator has been given (subscriber numbers that begin with 0
or 1), mail addresses in domains reserved for examples.
"""

# ruff: noqa: RUF001
# Russian is written in its own letters.
import unicodedata
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue
from demo.chance import Flags, Ints, generator, happens
from demo.options import Options

_OPERATORS: Final = (20, 30, 70)
_NUMBERS_EACH: Final = 2_000_000
_LATIN_WORDS: Final = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
    "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ß=ss"
)
_LATIN: Final = str.maketrans(dict(word.split("=") for word in _LATIN_WORDS.split(" ")))
# Parts of one lot: who gave both systems a phone and a mail address, who no phone to the second
# one, who no mail address to either.
_BOTH, _NO_SECOND_PHONE = 0.60, 0.75


def phone_numbers(options: Options) -> tuple[list[str], list[str]]:
    """Give every client a phone of their own, and some more that belong to nobody we know."""
    rng = generator(options.seed, "phones")
    size = options.clients + 1000
    places = rng.choice(len(_OPERATORS) * _NUMBERS_EACH, size, replace=False)
    numbers = [
        f"+36{_OPERATORS[place // _NUMBERS_EACH]}{place % _NUMBERS_EACH:07d}" for place in places
    ]
    return numbers[: options.clients], numbers[options.clients :]


def add(options: Options, people: pl.DataFrame) -> pl.DataFrame:
    """Add `phone` and `email`, who shares a phone, and namesakes in the other system.

    `fresha_phone`, `fresha_email`, `square_phone` and `square_email` say what each system knows;
    whoever visits both can be recognised by a phone with the same name, or by a mail address.
    """
    rng = generator(options.seed, "contacts")
    numbers, _ = phone_numbers(options)
    named = _with_namesakes(people.with_columns(phone=pl.Series(numbers)))
    known = _known(rng, named)
    shared = _share_phones(rng, named, known)
    return shared.with_columns(email=_emails(shared)).with_columns(
        _where_known("phone", "fresha", known),
        _where_known("email", "fresha", known),
        _where_known("phone", "square", known),
        _where_known("email", "square", known),
        is_reversed=pl.col("is_cross")
        & pl.Series(known["fresha_email"] & known["square_email"])
        & pl.Series(happens(rng, 0.2, named.height)),
    )


def _with_namesakes(people: pl.DataFrame) -> pl.DataFrame:
    """Let a few clients of Station bear the name of somebody else who never goes there."""
    plain = people.filter(~pl.col("is_cross") & ~pl.col("is_man"))
    there = plain.filter(pl.col("home") == catalogue.STATION)
    count = max(2, there.height // 60)
    elsewhere = plain.filter(pl.col("home") != catalogue.STATION).tail(count)
    renamed = (
        there.head(min(count, elsewhere.height))
        .select("person")
        .hstack(elsewhere.head(there.height).select("first_name", "last_name"))
    )
    namesakes = pl.concat([renamed["person"], elsewhere["person"]])
    return people.update(renamed, on="person").with_columns(
        is_namesake=pl.col("person").is_in(namesakes.implode())
    )


def _known(rng: np.random.Generator, people: pl.DataFrame) -> dict[str, Flags]:
    """Say which system knows which contact: often all of them, sometimes neither."""
    size = people.height
    is_cross = people["is_cross"].to_numpy()
    must_phone = people["is_namesake"].to_numpy()
    phone = happens(rng, 0.93, size) | must_phone
    email = happens(rng, 0.72, size)
    lot = rng.random(size)
    return {
        "fresha_phone": phone | is_cross,
        "fresha_email": np.where(is_cross, lot < _NO_SECOND_PHONE, email),
        "square_phone": np.where(is_cross, (lot < _BOTH) | (lot >= _NO_SECOND_PHONE), phone),
        "square_email": np.where(is_cross, lot < _NO_SECOND_PHONE, email),
    }


def _share_phones(
    rng: np.random.Generator, people: pl.DataFrame, known: dict[str, Flags]
) -> pl.DataFrame:
    """Let a few pairs of people with different names have one phone."""
    can_share = ~people["is_cross"] & ~people["is_namesake"] & pl.Series(known["fresha_phone"])
    able: Ints = np.flatnonzero(can_share.to_numpy())
    count = max(1, len(able) // 50)
    pairs = rng.permutation(able)[: 2 * count].reshape(2, count)
    changed = pl.DataFrame({"person": pairs[1], "phone": people["phone"].gather(pairs[0])})
    sharers = pl.Series(pairs.ravel())
    return people.update(changed, on="person").with_columns(
        shares_phone=pl.col("person").is_in(sharers.implode())
    )


def _emails(people: pl.DataFrame) -> pl.Series:
    parts = people.select("first_name", "last_name", "person").iter_rows()
    domains = ("example.com", "example.org", "example.net")
    return pl.Series(
        [
            f"{_ascii(first)}.{_ascii(last)}.{person}@{domains[person % 3]}"
            for first, last, person in parts
        ]
    )


def _ascii(name: str) -> str:
    spelled = unicodedata.normalize("NFD", name.lower().translate(_LATIN))
    return "".join(letter for letter in spelled if letter.isascii() and letter.isalpha())


def _where_known(contact: str, system: str, known: dict[str, Flags]) -> pl.Expr:
    name = f"{system}_{contact}"
    return pl.when(pl.Series(known[name])).then(pl.col(contact)).alias(name)

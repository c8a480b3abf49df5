"""What a person should know of a file that loads: cells not read, phones that are none."""

from collections.abc import Collection

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import TEXT
from ingestion.values import phones, texts
from warehouse.settings import Settings


def unnamed(data: pl.DataFrame, found: Match, width: int) -> frozenset[int]:
    """Find the columns of the table that have no header and hold values.

    Cells beyond its width are a fault of their rows.
    """
    blank = [i for i, header in enumerate(found.headers[:width]) if not header]
    filled = [texts.cleaned(pl.col(grids.column(i))).is_not_null().any() for i in blank]
    if not blank:
        return frozenset()
    seen = data.select(cell.alias(str(i)) for i, cell in zip(blank, filled, strict=True)).row(0)
    return frozenset(i for i, is_filled in zip(blank, seen, strict=True) if is_filled)


def of_unnamed(columns: Collection[int]) -> list[str]:
    """Say how many columns without a header hold values."""
    if not columns:
        return []
    return [f"{len(columns):,} columns without a header hold cells that were not read"]


def contacts(judged: pl.DataFrame, settings: Settings) -> dict[str, int]:
    """Count how many phones and addresses are none, and how many phones may have lost digits."""
    if "phone" not in judged.columns:
        return {}
    phone, email = pl.col("phone"), pl.col("email")
    counted = judged.select(
        ((pl.col(TEXT + "phone").is_not_null() & phone.is_null()).sum()),
        (phones.is_valid(phone).not_()).sum().alias("kept"),
        ((pl.col(TEXT + "email").is_not_null() & email.is_null()).sum()),
    ).row(0)
    words = (
        "phone numbers are hidden or no numbers and were left blank",
        f"phone numbers are not valid in {settings.salon.country} and were kept as digits: "
        "a spreadsheet may have taken a leading 0 or + away",
        "e-mail addresses are hidden or no addresses and were left blank",
    )
    return dict(zip(words, counted, strict=True))

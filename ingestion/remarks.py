"""What a person should know of a file that loads: cells not read, phones that are none."""

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import TEXT
from ingestion.values import phones, texts
from warehouse.settings import Settings


def unnamed(data: pl.DataFrame, found: Match) -> list[str]:
    """Tell how many columns without a header hold values."""
    blank = [i for i, header in enumerate(found.headers) if not header]
    cells = [texts.cleaned(pl.col(grids.column(i))).is_not_null().any() for i in blank]
    count = (
        sum(data.select(cell.alias(str(i)) for i, cell in enumerate(cells)).row(0)) if cells else 0
    )
    return [f"{count:,} columns without a header hold cells that were not read"] if count else []


def contacts(judged: pl.DataFrame, settings: Settings) -> list[str]:
    """Tell how many phones and addresses are none, and how many phones may have lost digits."""
    if "phone" not in judged.columns:
        return []
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
    return [f"{count:,} {told}" for count, told in zip(counted, words, strict=True) if count]

"""What a column holds by its cells alone, where its header says nothing that is known.

A guess is shown to a person as one and must be confirmed; what could be two columns is not guessed.
"""

from collections.abc import Callable, Collection, Mapping

import polars as pl

from ingestion import cell_kinds, grids, profiles
from ingestion.values import texts

_SAMPLE = 200
_MOSTLY = 0.9
_CLOCK = r"^\d{1,2}:\d{2}(:\d{2})?$"
_LEAST_DIGITS = 7
# One or two letters between the parts are an initial; a service is rarely written so.
_PERSON = r"^\p{Lu}[\p{L}'-]+( \p{Lu}[\p{L}'.-]*){1,2}$"
_LEAST_AMOUNT = 10
_MOST_WORDS = 12

REASONS: Mapping[str, str] = {
    "starts_at": "its cells are dates",
    "starts_at.time": "its cells are times of the day",
    "email": "its cells are addresses",
    "phone": "its cells are phone numbers",
    "status": "its cells are words for what becomes of bookings",
    "net_amount": "its cells are amounts",
    "client_name": "its cells are names of persons",
    "service": "its cells are texts that come again and again",
}


def guess(rows: pl.DataFrame, taken: Collection[int], known: Collection[str]) -> dict[str, int]:
    """Give a column of ours and the position of the one column that can be it.

    Positions that are `taken`, and columns of ours that are `known` already, are left alone.
    """
    cells = {
        position: rows.head(_SAMPLE)
        .select(texts.cleaned(pl.col(grids.column(position))))
        .to_series()
        .drop_nulls()
        for position in range(grids.width(rows))
        if position not in taken
    }
    free = {position: column for position, column in cells.items() if len(column)}
    found: dict[str, int] = {}
    for name, holds in _TESTS.items():
        fitting = [position for position, column in free.items() if holds(column)]
        # Of two days the visit's comes first; the other may be the day of booking.
        is_clear = len(fitting) == 1 or (fitting and name == "starts_at")
        if is_clear and name not in known:
            found[name] = fitting[0]
        for position in fitting:
            # What is of a kind is nothing else, be it this column or another of its kind.
            free.pop(position)
    return found


def _fits(cells: pl.Series, pattern: str) -> bool:
    return cells.str.contains(pattern).sum() >= _MOSTLY * len(cells)


def _is_phone(cells: pl.Series) -> bool:
    digits = cells.str.count_matches(r"\d")
    has_signs = bool(cells.str.contains(r"^\+|[ ()-]").any()) or cells.str.starts_with("0").any()
    enough = (digits >= _LEAST_DIGITS).sum() >= _MOSTLY * len(cells)
    return bool(enough and has_signs) and _fits(cells, cell_kinds.PHONE)


def _is_status(cells: pl.Series) -> bool:
    words = profiles.value_words("status")
    said = cells.to_frame("cell").select(texts.compared(pl.col("cell"))).to_series()
    is_known = said.is_in(list(words)).sum() * 2 >= len(said)
    return bool(is_known) and said.n_unique() <= _MOST_WORDS


def _is_amount(cells: pl.Series) -> bool:
    """Tell amounts from numbers of rows, from counts, and from ids."""
    if not cell_kinds.fits(cells, "money", "net_amount") or _fits(cells, r"^\d{7,}$"):
        return False
    digits = cells.str.replace_all(r"[^\d.,-]", "").str.replace(r"[.,](\d{1,2})$", "")
    whole = digits.str.replace_all(r"[^\d-]", "").cast(pl.Int64, strict=False).drop_nulls()
    is_counter = len(whole) > 1 and bool((whole.diff().drop_nulls() == 1).all())
    median = whole.median()
    return not is_counter and isinstance(median, int | float) and median >= _LEAST_AMOUNT


def _is_person(cells: pl.Series) -> bool:
    return _fits(cells, _PERSON) and cells.n_unique() * 2 > len(cells)


def _comes_again(cells: pl.Series) -> bool:
    return _fits(cells, r"\p{L}{3,}") and cells.n_unique() < len(cells)


# In this order: a date could be read as a phone number, a phone number as an amount.
_TESTS: Mapping[str, Callable[[pl.Series], bool]] = {
    "starts_at": lambda cells: _fits(cells, cell_kinds.MOMENT),
    "starts_at.time": lambda cells: _fits(cells, _CLOCK),
    "email": lambda cells: _fits(cells, cell_kinds.EMAIL),
    "phone": _is_phone,
    "status": _is_status,
    "net_amount": _is_amount,
    "client_name": _is_person,
    "service": _comes_again,
}

"""Columns that rate one factor each: on which scale, and which words stand for which number."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from ingestion import answers, questions, scales
from ingestion.column_values import values
from ingestion.grids import Grid
from ingestion.matching import Match

_MOSTLY = 0.5


def settled(grid: Grid, found: Match) -> Match:
    """Read words as numbers; the parts of one question share a scale."""
    rule = found.format.ratings
    if rule is None or not found.ratings:
        return found
    cells = {
        position: values(grid, found, [position])
        for position in (*found.ratings.values(), *found.importances.values())
    }
    told, unsure = _words(found, cells)
    words = {**{text: number for text, number in told.items() if text not in unsure}, **rule.map}
    numbers = {position: _numbers(column, words) for position, column in cells.items()}
    ratings = {
        factor: position
        for factor, position in found.ratings.items()
        if rule.header or _is_rated(cells[position], numbers[position])
    }
    own = {} if rule.header else _scales(found, ratings, numbers)
    changed = rule.model_copy(update={"map": words, "scales": {**own, **rule.scales}})
    listed = ", ".join(f"“{text}”" for text in sorted(unsure))
    said = [f"{listed} may stand for two numbers and were not read as ratings"] if unsure else []
    return replace(
        found,
        format=found.format.model_copy(update={"ratings": changed}),
        ratings=ratings,
        importances={f: position for f, position in found.importances.items() if f in ratings},
        notes=[*found.notes, *said],
    )


def _words(found: Match, cells: dict[int, pl.Series]) -> tuple[dict[str, str], set[str]]:
    """Read the words of each question; one that two questions use differently is unsure."""
    readings: dict[str, set[str]] = defaultdict(set)
    unsure: set[str] = set()
    for positions in _by_question(found, cells):
        texts = pl.concat([cells[position] for position in positions]).unique().to_list()
        read, unclear = answers.worded(texts)
        unsure |= set(unclear)
        for text, number in read.items():
            readings[text].add(number)
    unsure |= {text for text, numbers in readings.items() if len(numbers) > 1}
    return {text: min(numbers) for text, numbers in readings.items()}, unsure


def _by_question(found: Match, positions: Iterable[int]) -> list[list[int]]:
    """Put the parts of one question together; a question without parts stands alone."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position in positions:
        groups[questions.split(found.headers[position])[0]].append(position)
    return list(groups.values())


def _numbers(column: pl.Series, words: dict[str, str]) -> pl.Series:
    read = column.replace(words).str.replace(",", ".", literal=True)
    return read.cast(pl.Float64, strict=False).drop_nulls()


def _is_rated(column: pl.Series, numbers: pl.Series) -> bool:
    """Tell ratings from remarks, and from questions that nobody answered in numbers."""
    return column.is_empty() or len(numbers) >= _MOSTLY * len(column)


def _scales(
    found: Match, ratings: dict[str, int], numbers: dict[int, pl.Series]
) -> dict[str, tuple[int, int]]:
    factors = {position: factor for factor, position in ratings.items()}
    own: dict[str, tuple[int, int]] = {}
    for positions in _by_question(found, factors):
        counts: Counter[float] = Counter()
        for position in positions:
            counts.update(numbers[position].to_list())
        header = found.headers[positions[0]]
        scale = scales.rating_scale(header, dict(counts))
        own |= {factors[position]: scale for position in positions}
    rule = found.format.ratings
    usual = (rule.rating_min, rule.rating_max) if rule else None
    return {factor: scale for factor, scale in own.items() if scale != usual}

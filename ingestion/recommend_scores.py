"""Which question is the recommend score, and on which scale it is answered: never guessed."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingestion import answers, scales
from ingestion.column_values import values
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.questions import fits
from ingestion.refusals import FileRefusedError, ScaleOpenError
from ingestion.rules import ColumnRule

SCORE, SCALE = "recommend_score", "recommend_scale"
_MOSTLY = 0.8


def settled(grid: Grid, found: Match) -> Match:
    """Choose the question by its values, read its answers, decide its scale."""
    if SCORE not in found.sources:
        return found
    if SCORE in found.mapped:
        found = _chosen(grid, found)
        if SCORE not in found.sources:
            return found
    column = values(grid, found, found.sources[SCORE])
    read = answers.numbers(column.unique().to_list())
    rule = found.format.columns[SCORE]
    return _scaled(grid, found.with_rule(SCORE, map={**read, **rule.map}))


def _chosen(grid: Grid, found: Match) -> Match:
    """Leave out what holds no scores, such as yes or no; two that do are asked about."""
    rivals = [[found.headers.index(name)] for name in found.rivals]
    fitting = [p for p in (found.sources[SCORE], *rivals) if _holds_scores(grid, found, p)]
    if len(fitting) > 1:
        names = " or ".join(f"“{found.headers[positions[0]]}”" for positions in fitting)
        raise FileRefusedError(
            f"Which question is the recommend score: {names}? Save these lines as a file such as "
            f'my-survey.toml: extends = "{found.format.name}", [columns] and '
            f'recommend_score = "{found.headers[fitting[0][0]]}", and load with --mapping.'
        )
    if not fitting:
        said = f"“{found.title(SCORE)}” holds no scores from 0 to 10 and was not read"
        left = found.without(SCORE)
        return replace(left, notes=[*left.notes, said])
    if fitting[0] == found.sources[SCORE]:
        return found
    renamed = found.with_rule(SCORE, header=[found.headers[fitting[0][0]]], first_of=[])
    return replace(renamed, sources={**found.sources, SCORE: fitting[0]})


def _holds_scores(grid: Grid, found: Match, positions: Sequence[int]) -> bool:
    column = values(grid, found, list(positions))
    return column.is_empty() or len(_scores(column)) >= _MOSTLY * len(column)


def _scores(column: pl.Series) -> list[int]:
    """Give the whole numbers from 0 to 10 among the answers."""
    read = answers.numbers(column.unique().to_list())
    plain = column.replace(read).str.replace(r"\.0+$", "")
    numbers = plain.cast(pl.Int64, strict=False).drop_nulls()
    return numbers.filter(numbers.is_between(0, 10)).to_list()


def _scaled(grid: Grid, found: Match) -> Match:
    """Write the scale into the format, unless it or every row of the file says it."""
    rule = found.format.columns.get(SCALE)
    if rule and (rule.constant is not None or rule.default is not None):
        return found
    column = values(grid, found, found.sources[SCORE], found.sources.get(SCALE, []))
    if column.is_empty():
        return found
    header = found.title(SCORE)
    standard = any(fits(name, found.format.standard_question) for name in found.headers)
    scores = sorted(set(_scores(column)))
    scale = scales.recommend_scale(header, scores, is_standard=standard)
    if not scale.name:
        raise _open_scale(found, header, scores)
    columns = dict(found.format.columns)
    # Refusals and unfinished answers of the form belong to its scale as well.
    columns[SCALE] = (
        rule.model_copy(update={"default": scale.name}) if rule else ColumnRule(constant=scale.name)
    )
    said = f"“{header}” is on the scale {scale.name.replace('-', ' to ')}: {scale.because}"
    form = found.format.model_copy(update={"columns": columns})
    return replace(found, format=form, notes=[*found.notes, said])


def _open_scale(found: Match, header: str, scores: Sequence[int]) -> ScaleOpenError:
    said = scales.stated(header)
    if said:
        state = (
            f"It asks from {said[0]} to {said[1]}, and recommend scores are known on 0-10, 1-10 "
            "and 1-5 only"
        )
    elif scores:
        state = (
            f"The file does not say: nobody gave a 0, the lowest answer is {scores[0]}, the "
            f"highest {scores[-1]}"
        )
    else:
        state = "None of its answers is a number from 0 to 10"
    return ScaleOpenError(
        f"On which scale is “{header}” answered? {state}.",
        "Save these lines as a file such as my-survey.toml: "
        f'extends = "{found.format.name}", [columns] and recommend_scale = '
        '{ constant = "0-10" } (or "1-10"; "1-5" is satisfaction and gives no NPS), and load with '
        "--mapping.",
        said,
    )

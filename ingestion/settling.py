"""What only all values of a survey's columns tell: the score, its scale, shares, ratings in words.

A recognised file goes through here once; what is decided is written into its format, so that
everything after it reads plain rules. What cannot be decided is asked, or left unread and said.
"""

from dataclasses import replace

from ingestion import answers, rating_columns, recommend_scores, wallet_shares
from ingestion.column_values import values
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.refusals import FileRefusedError


def settled(grid: Grid, found: Match) -> Match:
    """Decide what depends on the values of whole columns."""
    entity = found.format.entity
    if entity == "survey_responses":
        for decide in (recommend_scores.settled, wallet_shares.settled, rating_columns.settled):
            found = decide(grid, found)
        return replace(found, notes=[*found.notes, *_questions_read(found)])
    if entity in ("impulse_ratings", "survey_ratings"):
        for name in ("rating", "importance"):
            found = _worded(grid, found, name)
    return found


def _worded(grid: Grid, found: Match, name: str) -> Match:
    """Read ratings that are words, faces or stars."""
    positions = found.sources.get(name)
    if not positions:
        return found
    rule = found.format.columns[name]
    known = {answers.folded(word) for word in rule.map}
    written = values(grid, found, positions).unique().to_list()
    read, unsure = answers.worded(text for text in written if answers.folded(text) not in known)
    if unsure:
        listed = ", ".join(f"“{text}”" for text in unsure)
        raise FileRefusedError(
            f"What numbers do {listed} in “{found.title(name)}” stand for? They may be the best of "
            "three or the second best of five. Write the numbers 1 to 5 instead, or save a "
            f'mapping with the lines extends = "{found.format.name}", [columns.{name}], '
            f'header = "{found.title(name)}" and map = {{ "{unsure[0]}" = "4" }}, and load with '
            "--mapping."
        )
    return found.with_rule(name, map={**read, **rule.map})


def _questions_read(found: Match) -> list[str]:
    named = [f"{name} = “{found.title(name)}”" for name in sorted(found.mapped & {*found.sources})]
    return [f"questions read: {', '.join(named)}"] if named else []

"""Rows that may be the header: single rows, or two that stand below each other put together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingestion import headers
from ingestion.formats import Format
from ingestion.rules import PATTERN, SecondHeader


def candidates(form: Format, head: Sequence[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Give each row of the head with its number; of two header rows, the number of the lower."""
    rule = form.second_header
    if rule is None:
        yield from enumerate(head)
        return
    joined = set()
    for number, (upper, lower) in enumerate(pairwise(head), start=1):
        if _is_double(rule, upper, lower):
            joined |= {number - 1, number}
            yield number, _joined(form, rule, upper, lower)
    yield from ((number, row) for number, row in enumerate(head) if number not in joined)


def _is_double(rule: SecondHeader, upper: Sequence[str], lower: Sequence[str]) -> bool:
    wanted = headers.normalised(rule.under)
    position = next((i for i, cell in enumerate(upper) if headers.normalised(cell) == wanted), None)
    return position is not None and bool(re.search(rule.like[1:-1], lower[position].strip()))


def _joined(
    form: Format, rule: SecondHeader, upper: Sequence[str], lower: Sequence[str]
) -> list[str]:
    labels = {headers.normalised(label) for label in rule.labels}
    names, question = [], ""
    for above, part in zip(upper, lower, strict=True):
        # A question over several columns is written above the first of them alone.
        question = above.strip() or (question if part.strip() else "")
        if rule.replaces:
            keeps = _is_known(form, question) or not part.strip()
            names.append(question if keeps else part)
        elif not part.strip() or headers.normalised(part) in labels:
            names.append(question)
        else:
            names.append(f"{question.rstrip(' :')}: {part.strip()}")
    return names


def _is_known(form: Format, code: str) -> bool:
    """Tell columns that the format itself names from codes such as Q1, which say nothing."""
    named = [name for rule in form.columns.values() for part in rule.parts for name in part]
    named += [name for rule in form.skip for name in rule.header]
    named += [name for alternative in form.key for name in alternative]
    exact = {headers.normalised(name) for name in named if not PATTERN.match(name)}
    patterns = [name[1:-1] for name in form.standard_question if PATTERN.match(name)]
    is_marked = any(re.search(pattern, code, flags=re.IGNORECASE) for pattern in patterns)
    return headers.normalised(code) in exact or is_marked

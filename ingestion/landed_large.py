"""From a large text file to what is landed of it; its rows go to the disk as they are read."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl

from ingestion import (
    comparing,
    conversion,
    deciding,
    keys,
    known,
    large_files,
    recognition,
    summary,
)
from ingestion.blocks import NotPlainError, TextFile
from ingestion.deciding import Decisions
from ingestion.differences import Policy
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.landed_rows import (
    NO_ROWS,
    Age,
    Given,
    Job,
    Landed,
    Source,
    check_balance,
    described,
    landed_rows,
    with_changes,
    without_stop,
)
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError
from ingestion.streaming import Stream, Total
from ingestion.text_files import WHITESPACE
from warehouse import landing

# What their columns mean shows in the values of whole columns.
_READ_WHOLE = ("survey_responses", "survey_ratings", "impulse_ratings")


class _RefusedAfterReadingError(Exception):
    """All rows together leave open how to read them."""

    def __init__(self, message: str, rows_read: int) -> None:
        super().__init__(message)
        self.rows_read = rows_read


@contextmanager
def taken_apart(job: Job, given: Given, log: pl.DataFrame, age: Age) -> Iterator[Landed]:
    """Give what a file brings, which has to be landed before this is left.

    The rows of a large file lie in a file of their own until then, and its copy in another: the
    disk writes that while the processor reads.
    """
    folder, load_id = job.workspace.landing, given.draft.load_id
    copy, *scratch = [folder / f".{load_id}-{number}.tmp" for number in range(4)]
    try:
        if isinstance(given.content, bytes):
            yield landed_rows(job, given, log, age)
            return
        with ThreadPoolExecutor(1) as aside:
            copied = aside.submit(landing.copied, given.content, copy)
            landed = _landed(job, given, log, age, scratch)
            yield replace(landed, copy=copied.result())
    finally:
        for left in [copy, *scratch, folder / large_files.RECODED]:
            left.unlink(missing_ok=True)


def _landed(job: Job, given: Given, log: pl.DataFrame, age: Age, scratch: list[Path]) -> Landed:
    path, folder = given.content, job.workspace.landing
    assert isinstance(path, Path)  # noqa: S101  (a large file is not held in memory)
    large = _Large(job, given, log, age, scratch)
    try:
        told = _told_encoding(job, path)
        return large.landed(large_files.in_utf_8(path, folder, told))
    except UnicodeDecodeError as error:
        # However late the file shows its encoding.
        encoding = told or large_files.likely_encoding(error)
        return large.landed(large_files.recoded(path, folder, encoding))
    except FileRefusedError as error:
        return Landed(replace(given.draft, message=str(error)), {}, NO_ROWS)
    except NotPlainError:
        return landed_rows(job, given, log, age)


class _Large:
    """One large file on its way."""

    def __init__(
        self, job: Job, given: Given, log: pl.DataFrame, age: Age, scratch: list[Path]
    ) -> None:
        self.job, self.given, self.log, self.age = job, given, log, age
        self.written, *self.further = scratch

    def landed(self, text: TextFile) -> Landed:
        """Take the file apart as text in UTF-8."""
        load, stem = self.given.draft, self.given.file.stem
        try:
            found = _recognised(self.job, text)
            aged = described(load, found, self.age(found.match.format))
            load = replace(aged, rows_read=0)
            table = conversion.table(
                found.grid, found.match, self.job.settings, stem, load.loaded_at
            )
            file = replace(text, delimiter=found.grid.delimiter)
            stream = Stream(file, table, load, large_files.BLOCK_BYTES)
            return self._judged(stream, Source(self.job, found, load, self.log))
        except _RefusedAfterReadingError as error:
            load = replace(load, rows_read=error.rows_read, message=str(error))
        except FileRefusedError as error:
            load = replace(load, message=str(error))
        return Landed(load, {}, NO_ROWS)

    def _judged(self, stream: Stream, source: Source) -> Landed:
        total, decisions = _written(stream, self.written)
        repeats, superseded = _repeats(stream, total, decisions)
        converted = total.converted()
        rejected = pl.concat([converted.rejected, superseded])
        counted = replace(
            stream.load,
            rows_read=total.rows_read,
            rows_rejected=rejected.height,
            rows_title_total=total.rows_title_total,
        )
        data_rows = total.rows_read - total.rows_title_total
        chosen = self.job.settings
        limit = chosen.loading.rejected_limit
        if rejected.height > limit * data_rows:
            message = summary.refused_message(rejected, data_rows, limit)
            return Landed(replace(counted, message=message), {}, rejected)
        entity = source.found.match.format.target
        policy = Policy(chosen.loading.shrink_limit, self.job.follows_deletions)
        current = comparing.without_repeats(self.written, repeats, entity, self.further[0])
        change = comparing.compared(current, source, policy, rejected.height, self.further[1])
        changed = with_changes(counted, change.counts, change.gone, chosen.salon.currency)
        notes = [*stream.table.notes(converted, decisions), *without_stop(change.gone)]
        figures = summary.summary(change.landed, entity.name)
        load = replace(
            changed,
            outcome="landed",
            message=summary.landed_message(
                source.found, changed.difference, rejected.height, notes
            ),
            rows_landed=change.height,
            rows_duplicate=total.rows - change.height - superseded.height,
            first_date=figures.first_date,
            last_date=figures.last_date,
            net_amount=figures.net_amount,
        )
        check_balance(load)
        has_any = change.height or not change.gone.tombstones.is_empty()
        return Landed(load, {entity.name: change.file} if has_any else {}, rejected)


def _told_encoding(job: Job, path: Path) -> str | None:
    """Give the encoding that a mapping names for files that begin like this one."""
    return job.formats.own_encoding(known.read_by(path, large_files.head(path)))


def _recognised(job: Job, text: TextFile) -> Recognised:
    def read(delimiter: str | None, _: str | None) -> list[Grid]:
        if delimiter == WHITESPACE:
            raise NotPlainError
        return [large_files.first_rows(text, delimiter)]

    found = job.formats.chosen(read)
    if _needs_whole(found.match.format):
        raise NotPlainError
    return recognition.settled(found)


def _needs_whole(form: Format) -> bool:
    """Tell a format whose rows are read by what other rows say."""
    rules = (form.joins, form.spread, form.repeated_for, form.ratings)
    once = [rule for rule in form.columns.values() if rule.once_per]
    return any(rules) or bool(once) or form.entity in _READ_WHOLE


def _written(stream: Stream, target: Path) -> tuple[Total, Decisions]:
    """Write by what the first rows speak for; anew where the whole file speaks otherwise."""
    guess = stream.first_guess()
    total = stream.write(target, guess)
    assert total.evidence is not None  # noqa: S101  # a large file has parts
    try:
        decisions = deciding.decided(total.evidence, stream.table.found, is_workbook=False)
    except FileRefusedError as error:
        raise _RefusedAfterReadingError(str(error), total.rows_read) from error
    if decisions != guess:
        total = stream.write(target, decisions)
    return total, decisions


def _repeats(
    stream: Stream, total: Total, decisions: Decisions
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Judge the rows whose key stands in the file more than once, as if they were a file alone."""
    found, repeated = stream.table.found, total.repeated()
    if repeated.is_empty():
        return pl.DataFrame(), NO_ROWS
    rows = keys.judged(stream.keyed(repeated, decisions), found)
    told = keys.hashed(rows, found.format.target)
    return told, keys.superseded(told, found)

"""Read loads again from their kept originals, so that it never matters which came first.

What a load brings is judged against the older exports of its report. Where one of those comes late
or is withdrawn, the newer ones are judged anew.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl

from ingestion import formats, landed_large, large_files
from ingestion.formats import Format
from ingestion.known import Known
from ingestion.landed_rows import Given, Job, Landed
from warehouse import landing, load_log
from warehouse.load_log import Load


class RereadError(Exception):
    """A load cannot be read again; nothing was changed."""


def newer(log: pl.DataFrame, load: Load) -> list[Load]:
    """Give the newer exports of the same report, the oldest first."""
    later = load_log.series(log, load).filter(pl.col("exported_at") > load.exported_at)
    return [load_log.from_row(row) for row in later.iter_rows(named=True)]


def again(job: Job, log: pl.DataFrame, loads: Sequence[Load]) -> list[Load]:
    """Read loads again, each against what the log and those before it hold; write all but the log.

    The new loads take the places of the old ones when they are committed.
    """
    done: list[Load] = []
    for load in loads:
        original = landing.original(job.workspace, load)
        content = original if large_files.is_large(original) else original.read_bytes()
        given = _given(load, content)
        with _again(job, load, given, log) as landed:
            landing.prepare(job.workspace, landed.arrival(given))
        is_old = pl.col("loaded_at") == load.loaded_at
        log = pl.concat([log.filter(is_old.not_()), load_log.as_row(landed.load)])
        done.append(landed.load)
    return done


@contextmanager
def _again(job: Job, load: Load, given: Given, log: pl.DataFrame) -> Iterator[Landed]:
    own = replace(
        job,
        formats=Known(_format(job, load), []),
        waits=False,
        follows_deletions=load.deletions == "confirmed",
    )

    def as_old_as_before(_: Format) -> datetime:
        assert load.exported_at is not None  # noqa: S101  (a landed load has an age)
        return load.exported_at

    with landed_large.taken_apart(own, given, log, as_old_as_before) as landed:
        if landed.load.outcome != "landed":
            raise RereadError(
                f"{load.file_name} has to be read again for this and cannot be: "
                f"{landed.load.message} Nothing was changed. Has salon.toml or a mapping changed "
                "since it was loaded?"
            )
        yield landed


def _given(load: Load, content: bytes | Path) -> Given:
    draft = Load(
        load_id=landing.next_id(load.load_id),
        loaded_at=load.loaded_at,
        file_name=load.file_name,
        file_hash=load.file_hash,
        file_bytes=load.file_bytes,
        outcome="refused",
        message="",
    )
    return Given(Path(load.file_name), content, draft)


def _format(job: Job, load: Load) -> Format:
    """Take the format that the load was read by; logs of before kept its name alone."""
    if load.mapping is not None:
        return Format.model_validate_json(load.mapping)
    known = [*formats.saved(job.workspace), *formats.built_in()]
    found = next((form for form in known if form.name == load.format), None)
    if found is None:
        raise RereadError(
            f"{load.file_name} has to be read again for this, but its mapping {load.format} is "
            "not in the mappings folder. Put it there. Nothing was changed."
        )
    return found

"""Load files, then build and publish: what `refresh`, the watcher and the Load page all do."""

import contextlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from ingestion import loading, unloading
from ingestion.formats import FormatError
from ingestion.loading import LoadReport
from ingestion.rereading import RereadError
from ingestion.unloading import UnloadError
from warehouse import building, builds, jobs, landing, settings
from warehouse.building import BuildRunningError, Draft
from warehouse.builds import NoBuildError, Publication
from warehouse.dbt_run import BuildError, Progress
from warehouse.jobs import Job, Record
from warehouse.landing import LandingBusyError, LandingDamagedError
from warehouse.settings import Settings, SettingsError
from warehouse.workspace import Workspace

# What a person can mend; its text is what the job's file says.
MENDABLE = (
    BuildError,
    FormatError,
    LandingBusyError,
    LandingDamagedError,
    RereadError,
    SettingsError,
    UnloadError,
    OSError,
)

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Wish:
    """What is wanted: these files or the whole inbox, a build in any case or for new rows only.

    Who `waits` is not turned away by a load or a build that runs elsewhere. The lines that the
    files `deleted_in` lack count no longer; the load to `take_back` does not count either.
    """

    files: Sequence[Path] | None = None
    builds_always: bool = True
    waits: bool = False
    deleted_in: Collection[Path] = ()
    take_back: str | None = None


@dataclass(frozen=True)
class Refreshed:
    """What was loaded and what was published; no publication where nothing was new."""

    loads: list[LoadReport]
    publication: Publication | None


def refresh(workspace: Workspace, wish: Wish, tell: Callable[[Job], None]) -> Refreshed:
    """Do it all as the one job of the salon; `tell` hears how far it is."""
    with jobs.alone(workspace, wish.waits) as record:
        tell(record.job)
        try:
            done = _Refresh(workspace, wish, record, tell).run()
        except MENDABLE as error:
            record.end("failed", str(error))
            raise
        said = done.publication
        record.end("done", build=asdict(said) if said else None)
        return done


@dataclass(frozen=True)
class _Refresh:
    workspace: Workspace
    wish: Wish
    record: Record
    tell: Callable[[Job], None]

    def run(self) -> Refreshed:
        chosen = settings.load(self.workspace.settings_file)
        with contextlib.ExitStack() as stack:
            draft = self._begun(chosen, stack)
            reports = self._when_free(lambda: self._load(chosen), self.workspace.landing)
            is_new = any(report.outcome == "landed" for report in reports)
            if not (self.wish.builds_always or is_new or _is_behind(self.workspace)):
                return Refreshed(reports, None)
            self._note(state="building", done=0, total=0, current="")
            if draft is not None:
                return Refreshed(reports, draft.publish(self._step))
        said = self._when_free(lambda: self._build(chosen), self.workspace.warehouse)
        return Refreshed(reports, said)

    def _begun(self, chosen: Settings, stack: contextlib.ExitStack) -> Draft | None:
        """Begin the build that is certain to come; none where somebody else builds just now."""
        if not self.wish.builds_always:
            return None
        with contextlib.suppress(BuildRunningError):
            return stack.enter_context(building.drafting(self.workspace, chosen))
        return None

    def _load(self, chosen: Settings) -> list[LoadReport]:
        inbox = loading.inbox_files
        files = inbox(self.workspace) if self.wish.files is None else list(self.wish.files)
        reports: list[LoadReport] = []

        def loaded(report: LoadReport) -> None:
            reports.append(report)
            self._count(files, reports)

        self._count(files, reports)
        if self.wish.take_back:
            taken = unloading.unload(self.workspace, chosen, self.wish.take_back)
            self._note(taken_back={"file_name": taken.file_name, "rows": taken.rows})
            if not files:
                # What was taken back once cannot be taken back again, should a load be tried again.
                return reports
        deleted_in = self.wish.deleted_in
        return loading.load_files(
            self.workspace, chosen, files, on_done=loaded, deleted_in=deleted_in
        )

    def _count(self, files: list[Path], reports: list[LoadReport]) -> None:
        self._note(
            done=len(reports),
            total=len(files),
            current=reports[-1].file_name if reports else "",
            loads=[report.as_dict() for report in reports],
        )

    def _build(self, chosen: Settings) -> Publication:
        return building.build(self.workspace, chosen, self._step)

    def _step(self, seen: Progress) -> None:
        self._note(done=seen.done, total=seen.total, current=seen.name)

    def _note(self, **changes: object) -> None:
        self.record.note(**changes)
        self.tell(self.record.job)

    def _when_free(self, act: Callable[[], _Result], folder: Path) -> _Result:
        """Act; where somebody else works on the folder, wait for the end of it and try again."""
        while True:
            try:
                return act()
            except (LandingBusyError, BuildRunningError):
                if not self.wish.waits:
                    raise
                with FileLock(folder / ".lock"):
                    continue


def _is_behind(workspace: Workspace) -> bool:
    """Tell whether something was loaded that no build shows yet, as after a build that failed."""
    try:
        shown = builds.publication(workspace.warehouse)
    except NoBuildError:
        return True
    landed = landing.last_landed_at(workspace)
    published_at = datetime.fromisoformat(shown.published_at).replace(tzinfo=None)
    return landed is not None and landed > published_at

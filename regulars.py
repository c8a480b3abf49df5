"""The command line, `regulars …`: the one place that knows every package."""

import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

import refreshing
import terminal
import watching
from dashboard import serving
from demo import salon_toml, writing
from demo.options import DemoError, Options
from ingestion import formats as format_files
from ingestion import loading, profiles, proposing, templates, unloading
from ingestion.formats import FormatError
from ingestion.loading import LoadReport
from ingestion.proposing import ProposalError
from ingestion.rereading import RereadError
from ingestion.unloading import UnloadError
from refreshing import Wish
from warehouse import building, builds, documentation, salon_file, settings, status_report
from warehouse.builds import NoBuildError, Publication
from warehouse.dbt_run import BuildError
from warehouse.jobs import JobRunningError
from warehouse.landing import LandingBusyError, LandingDamagedError
from warehouse.mailing import MailError
from warehouse.reading import QueryError, Warehouse
from warehouse.settings import Settings, SettingsError
from warehouse.workspace import Workspace, WorkspaceError, make_folders, open_workspace

app = typer.Typer(
    help="Regulars: who your regular clients are, who slips away, what a client is worth.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_FOR_PEOPLE = (
    BuildError,
    DemoError,
    FormatError,
    JobRunningError,
    LandingBusyError,
    LandingDamagedError,
    MailError,
    NoBuildError,
    ProposalError,
    QueryError,
    RereadError,
    SettingsError,
    UnloadError,
    WorkspaceError,
    serving.ServingError,
)

WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", envvar="REGULARS_WORKSPACE", help="The salon's folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]
PortOption = Annotated[int, typer.Option(min=1, max=65535, help="Port of the dashboard.")]
HERE = Path()


def main() -> NoReturn:
    """Run the command line; what a person can mend is said in words and ends with code 1."""
    try:
        app()
    except _FOR_PEOPLE as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(
            f"{error.filename or 'A file'} could not be read or written: {error.strerror}. "
            "Check that the disk has room and that the folder is yours."
        )
    except KeyboardInterrupt:
        _refuse("Stopped.", code=130)
    sys.exit(0)


@app.command()
def init(  # noqa: PLR0913, PLR0917  # one option per setting that a new salon must have
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The salon's name.")] = "My salon",
    currency: Annotated[str, typer.Option(help="Currency code.")] = "EUR",
    country: Annotated[str, typer.Option(help="Country code, for phone numbers.")] = "HU",
    time_zone: Annotated[str, typer.Option(help="Time zone of the salon.")] = "Europe/Budapest",
    language: Annotated[
        Literal["en", "ru", "hu", "fil"], typer.Option(help="Language of the templates.")
    ] = "en",
) -> None:
    """Make a folder for a salon: settings, inbox, templates."""
    workspace = Workspace(folder.resolve())
    if workspace.settings_file.exists():
        raise WorkspaceError(f"{folder} is a salon's folder already; nothing was changed.")
    _make(workspace, salon_file.text(name, currency, country, time_zone, language))
    terminal.talk.print(
        f"Made {folder}. Put export files into {workspace.inbox}, look through "
        f"{workspace.settings_file}, then run: regulars refresh --workspace {folder}",
        soft_wrap=True,
        markup=False,
    )


@app.command()
def load(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the inbox.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="Read the files by this mapping (see docs).")
    ] = None,
    follow_deletions: Annotated[
        bool,
        typer.Option(
            "--follow-deletions", help="What these files lack was deleted, however much it is."
        ),
    ] = False,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Load export files: recognise, check, keep. The same content is never loaded twice."""
    place, chosen = _open(workspace)
    wanted = _named(files) if files else None
    reports = _load(place, chosen, wanted, mapping, follows_deletions=follow_deletions)
    terminal.print_loads(reports, as_json)
    if any(report.outcome == "refused" for report in reports):
        sys.exit(1)


@app.command()
def unload(
    load: Annotated[str, typer.Argument(help="The id of a load, or the name of its file.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take a load back, so that its file can be loaded again, perhaps by another mapping."""
    place, chosen = _open(workspace)
    terminal.print_unloaded(unloading.unload(place, chosen, load), as_json)


@app.command()
def build(
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
    unit_tests: Annotated[
        bool,
        typer.Option("--unit-tests", help="Also prove our own models; for those who change them."),
    ] = False,
) -> None:
    """Build all marts from what was loaded, test them, and publish them if all is well."""
    place, chosen = _open(workspace)
    terminal.print_publication(_build(place, chosen, unit_tests), as_json)


@app.command()
def refresh(  # noqa: PLR0913, PLR0917  (every argument is an option of the command)
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the inbox.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on: load and build whenever files arrive.")
    ] = False,
    quiet_seconds: Annotated[
        float,
        typer.Option(min=0.1, max=3600, help="How long no file may change before it is whole."),
    ] = 3.0,
    in_background: Annotated[bool, typer.Option("--in-background", hidden=True)] = False,
    deleted_in: Annotated[list[Path] | None, typer.Option("--deleted-in", hidden=True)] = None,
    take_back: Annotated[str | None, typer.Option("--take-back", hidden=True)] = None,
) -> None:
    """Load the inbox, build, publish; with --watch whenever files arrive."""
    place, _ = _open(workspace)
    if watch:
        watching.watch(place, quiet_seconds)
        return
    wish = Wish(
        [] if take_back else _named(files) if files else None,
        builds_always=not files,
        deleted_in=deleted_in or (),
        take_back=take_back,
    )
    if in_background:
        refreshing.refresh(place, wish, terminal.say_started)
        return
    if wish.files is None and not loading.inbox_files(place):
        terminal.talk.print(f"Nothing to load: there are no files in {place.inbox}.", markup=False)
    with terminal.following() as tell:
        done = refreshing.refresh(place, wish, tell)
    terminal.print_refreshed(done, as_json)
    if any(report.outcome == "refused" for report in done.loads):
        sys.exit(1)


@app.command()
def rollback(workspace: WorkspaceOption = HERE) -> None:
    """Show the build before the current one again."""
    place, _ = _open(workspace)
    said = builds.before(place.warehouse)
    builds.point_to(place.warehouse, said)
    terminal.talk.print(f"{said.file} is shown again.", markup=False)


@app.command()
def dashboard(
    workspace: WorkspaceOption = HERE,
    port: PortOption = 8501,
    without_contacts: Annotated[
        bool,
        typer.Option("--without-contacts", help="For people who may not see who the clients are."),
    ] = False,
) -> None:
    """Open the dashboard; it runs until Ctrl+C."""
    place, _ = _open(workspace)
    serving.serve(place, port, terminal.say_address, with_contacts=not without_contacts)


@app.command()
def demo(  # noqa: PLR0913, PLR0917  (every argument is an option of the command)
    folder: Annotated[Path, typer.Argument(help="Where to make the demo salon.")] = Path(
        "demo-salon"
    ),
    seed: Annotated[int, typer.Option(help="The same seed invents the same salon.")] = 7,
    clients: Annotated[int, typer.Option(help="Number of clients.")] = 3000,
    years: Annotated[int, typer.Option(help="Years of history.")] = 3,
    end: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of the data.")
    ] = datetime(2026, 10, 31),  # noqa: DTZ001  (a day, read as one)
    no_dashboard: Annotated[
        bool, typer.Option("--no-dashboard", help="Stop after the build.")
    ] = False,
    port: PortOption = 8501,
) -> None:
    """Invent a salon chain, load its exports, build, and open the dashboard."""
    place = Workspace(folder.resolve())
    options = Options(seed, clients, years, date(end.year, end.month, end.day))
    _make_demo(place, options)
    chosen = settings.load(place.settings_file)
    terminal.print_loads(_load(place, chosen, None, None), as_json=False)
    terminal.print_publication(_build(place, chosen), as_json=False)
    if not no_dashboard:
        serving.serve(place, port, terminal.say_address)


@app.command()
def status(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Say what is loaded, what is built, and what waits in the inbox."""
    place, _ = _open(workspace)
    report = status_report.of(place, loading.inbox_files(place))
    if as_json:
        terminal.print_json(report)
        return
    for key, value in report.items():
        terminal.results.print(f"{key.replace('_', ' ')}: {value}", markup=False, highlight=False)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SELECT on marts.* and metrics.*")],
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Ask the current build a question in SQL. It can only be read."""
    place, _ = _open(workspace)
    answer = Warehouse(builds.latest(place.warehouse)).ask(sql)
    if as_json:
        sys.stdout.write(answer.write_json() + "\n")
    elif as_csv:
        sys.stdout.write(answer.write_csv())
    else:
        terminal.print_table(answer)


@app.command()
def report(  # noqa: PLR0913, PLR0917  (every argument is an option of the command)
    month: Annotated[
        str, typer.Option(help="The month, as 2026-10; else the last one that is over.")
    ] = "",
    branch: Annotated[
        list[str] | None, typer.Option(help="One branch; may be given several times.")
    ] = None,
    kind: Annotated[Literal["pdf", "html", "xlsx"], typer.Option("--format")] = "pdf",
    language: Annotated[
        Literal["en", "ru", "hu", "fil"] | None, typer.Option(help="Else the salon's own.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--to", help="Where to write it: the salon's folder by default.")
    ] = None,
    no_mail: Annotated[bool, typer.Option("--no-mail", help="Do not send it.")] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write the month on two pages, and send it where [mail] in salon.toml says whom to."""
    # Only this command draws, and what draws takes a second to be read.
    from dashboard.report import writing as report_writing  # noqa: PLC0415

    place, chosen = _open(workspace)
    with terminal.talk.status("Typesetting …"):
        made = report_writing.make(place, chosen, month, branch or [], kind, language)
        written = file or place.root / made.file_name
        written.write_bytes(made.content)
    terminal.talk.print(f"Written: {written}", markup=False, soft_wrap=True)
    if chosen.mail.server and not no_mail:
        made.send()
        terminal.talk.print(f"Sent to {', '.join(chosen.mail.to)}.", markup=False, soft_wrap=True)


@app.command()
def docs(
    workspace: WorkspaceOption = HERE,
    file: Annotated[
        Path | None, typer.Option("--to", help="Where to write the page: docs.html by default.")
    ] = None,
) -> None:
    """Write dbt's documentation of all marts, with lineage, as one page for a browser."""
    place, chosen = _open(workspace)
    written = file or place.root / "docs.html"
    with terminal.talk.status("Reading the models …"):
        documentation.write(place, chosen, written)
    terminal.talk.print(f"Written: {written}", markup=False, soft_wrap=True)


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(help="A file that no format knows.")],
    system: Annotated[str, typer.Option(help="Its system, a name from `regulars formats`.")] = "",
) -> None:
    """Write a mapping for a file that no format knows, to look over and to save."""
    sys.stdout.write(proposing.mapping_for(file, system))


@app.command()
def formats(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """List the exports that can be read, how sure that is, and what each cannot give."""
    place = Workspace(workspace.resolve())
    known = [*format_files.built_in(), *format_files.saved(place)]
    rows = [
        {
            "name": known_format.name,
            "title": known_format.title,
            "rows": known_format.entity,
            "how_sure": format_files.CONFIDENCE_WORDS[known_format.confidence],
            "cannot_give": " ".join(known_format.cannot_give),
        }
        for known_format in known
    ]
    rows += [
        {
            "name": profile.name,
            "title": profile.title,
            "rows": "",
            "how_sure": profiles.HOW_SURE,
            "cannot_give": " ".join(profile.cannot_give),
        }
        for profile in profiles.profiles()
    ]
    if as_json:
        terminal.print_json(rows)
        return
    for row in rows:
        terminal.results.print(
            f"{row['title']} [{row['name']}]: {row['how_sure']}. {row['cannot_give']}".rstrip(),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def _open(folder: Path) -> tuple[Workspace, Settings]:
    place = open_workspace(folder)
    return place, settings.load(place.settings_file)


def _make(place: Workspace, salon: str) -> None:
    make_folders(place)
    place.settings_file.write_text(salon, encoding="utf-8")
    chosen = settings.load(place.settings_file)
    templates.write_templates(place.templates, chosen.salon.language)


def _make_demo(place: Workspace, options: Options) -> None:
    if place.settings_file.exists() and not (place.root / "truth").is_dir():
        raise DemoError(f"{place.root} is a salon of your own. Name another folder for the demo.")
    # All of it is invented: a demo made before gives way, so that its files do not mix with these.
    for folder in (place.inbox, place.landing):
        shutil.rmtree(folder, ignore_errors=True)
    _make(place, salon_toml.salon_toml())
    with terminal.talk.status("Inventing a salon …"):
        written = writing.write(place.inbox, options, place.root / "truth")
    terminal.talk.print(f"Invented {len(written)} export files in {place.inbox}", markup=False)


def _named(paths: list[Path]) -> list[Path]:
    folders = (loading.files_in(path) if path.is_dir() else [path] for path in paths)
    return [file for files in folders for file in files]


def _load(
    place: Workspace,
    chosen: Settings,
    files: list[Path] | None,
    mapping: Path | None,
    *,
    follows_deletions: bool = False,
) -> list[LoadReport]:
    wanted = loading.inbox_files(place) if files is None else files
    if not wanted:
        where = place.inbox if files is None else "what you named"
        terminal.talk.print(f"Nothing to load: there are no files in {where}.", markup=False)
    with terminal.progress("Loading", len(wanted)) as advance:
        return loading.load_files(
            place,
            chosen,
            wanted,
            mapping,
            lambda report: advance(1, report.file_name),
            deleted_in=wanted if follows_deletions else (),
        )


def _build(place: Workspace, chosen: Settings, unit_tests: bool = False) -> Publication:
    with terminal.progress("Building", None) as advance:
        return building.build(
            place, chosen, lambda step: advance(0, step.name, step.done, step.total), unit_tests
        )


def _refuse(message: str, code: int = 1) -> NoReturn:
    terminal.talk.print(message, markup=False, soft_wrap=True, highlight=False)
    sys.exit(code)


if __name__ == "__main__":
    main()

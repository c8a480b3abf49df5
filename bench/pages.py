"""Time the pages in Chromium: `python -m bench.pages [--lines N] [--keep FOLDER]`.

The measure is an empty Streamlit page in the same run: one list to choose from and nothing else.
Every click makes a slice that nobody has looked at before, so that no cache helps.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page
from rich.console import Console
from rich.table import Table

from bench import browsing, invented_landing, visitors
from bench.browsing import Click, Server
from bench.visitors import Visitor
from dashboard import words
from warehouse import building, builds, salon_file, settings
from warehouse.reading import Warehouse
from warehouse.workspace import Workspace

console = Console(width=120)
# What serves: the dashboard as people run it, the empty page as Streamlit runs it.
OURS = ("dashboard.server", "--port", "{port}")
EMPTY = ("streamlit", "run", "bench/empty_page.py", "--server.port", "{port}")
_NAMES = {OURS: "the dashboard", EMPTY: "the empty page"}
_VIEWS = browsing.ROOT / "dashboard" / "views"
_SEED = 7
_CLICKS_AN_ADDRESS = 4
_COLD = 3
_MOMENT_AHEAD = 2000
_ROUNDS = 3
_SLICERS = {
    "quarters": "Quarters",
    "branches": "Branches",
    "categories": "Service categories",
    "services": "Services and products",
    "staff": "Staff",
    "types": "Client types",
}
Opened = Callable[[], BrowserContext]


def main() -> None:
    """Take the size of the salon, the pages and the clicks from the command line."""
    arguments = argparse.ArgumentParser(prog="bench.pages")
    arguments.add_argument("--lines", type=int, default=1_000_000)
    arguments.add_argument("--keep", type=Path, help="a salon to invent there once and use again")
    arguments.add_argument("--pages", nargs="+", help="all but the one that loads files")
    arguments.add_argument("--clicks", type=int, default=12, help="on each page")
    arguments.add_argument("--people", type=int, default=10, help="who click at once")
    given = arguments.parse_args()
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "salon"
        compare(_salon(folder, given.lines), given.pages or _pages(), given.clicks, given.people)


def compare(workspace: Workspace, pages: Sequence[str], clicks: int, people: int) -> None:
    """Time a cold start, clicks on every page, and people who click at once."""
    slices = Slices(_options(workspace))
    with browsing.chromium() as opened:
        _cold(opened, workspace)
        with (
            browsing.served(OURS, workspace.root) as ours,
            browsing.served(EMPTY, workspace.root) as empty,
        ):
            round_ = Round(opened, ours, empty, pages, slices)
            round_.warm()
            round_.click(clicks)
            if people:
                round_.ask_at_once(people)
                round_.click_at_once(people)
            console.print(f"The server held at most {ours.megabytes():,.0f} MB.")


def _salon(folder: Path, lines: int) -> Workspace:
    """Invent and build a salon where none is kept."""
    workspace = Workspace(folder)
    if not builds.all_builds(workspace.warehouse):
        folder.mkdir(parents=True, exist_ok=True)
        text = salon_file.text("Bench", "EUR", "HU", "Europe/Budapest")
        workspace.settings_file.write_text(text, encoding="utf-8")
        if not workspace.landing.exists():
            invented_landing.make(workspace, lines)
        building.build(workspace, settings.load(workspace.settings_file))
    return workspace


def _pages() -> list[str]:
    """Name the pages by their files."""
    return sorted(file.stem for file in _VIEWS.glob("*.py") if file.stem != "load")


def _options(workspace: Workspace) -> dict[str, list[str]]:
    """List what each slicer offers, as it is written on the page."""
    warehouse = Warehouse(builds.latest(workspace.warehouse))
    asked = {
        "quarters": "select quarter_name from marts.dim_quarters where quarter_start <= as_of",
        "branches": "select branch from marts.dim_branches",
        "categories": "select distinct service_category from marts.dim_services",
        "services": "select service from marts.dim_services",
        "staff": "select staff from marts.dim_staff",
    }
    options = {name: warehouse.ask(sql).to_series().sort().to_list() for name, sql in asked.items()}
    warehouse.close()
    options["categories"] = [words.category(code) for code in options["categories"]]
    options["types"] = [words.client_type(code) for code in words.CLIENT_TYPES]
    return options


def _cold(opened: Opened, workspace: Workspace) -> None:
    """Open the first page: of a server just started, then in a new browser of a warm server."""
    first: dict[tuple[str, ...], list[float]] = {OURS: [], EMPTY: []}
    second: dict[tuple[str, ...], list[float]] = {OURS: [], EMPTY: []}
    for _ in range(_COLD):
        for command in (EMPTY, OURS):
            with browsing.served(command, workspace.root) as server:
                for times in (first, second):
                    with opened() as context:
                        address = f"{server.address}/?branches=Nowhere"
                        times[command].append(browsing.visit(context.new_page(), address))
    for what, times in (("server and browser", first), ("browser", second)):
        ours, empty = statistics.median(times[OURS]), statistics.median(times[EMPTY])
        console.print(
            f"First page, cold {what}: {ours:,.0f} ms = {ours / empty:.2f} times an empty page "
            f"({empty:,.0f} ms)"
        )


class Slices:
    """Slices in a random order, none twice."""

    def __init__(self, options: dict[str, list[str]]) -> None:
        self._options = options
        self._random = random.Random(_SEED)  # noqa: S311  (not a secret)
        self._seen: set[str] = set()

    def start(self) -> dict[str, list[str]]:
        """Choose something of up to three slicers."""
        while True:
            names = self._random.sample(list(_SLICERS), self._random.randint(0, 3))
            chosen = {
                name: self._random.sample(self._options[name], min(2, len(self._options[name])))
                for name in names
            }
            # The page would choose the newest quarter itself.
            chosen.setdefault("quarters", self._options["quarters"][-1:])
            if chosen.get("categories"):
                # Services are offered of these categories alone.
                chosen.pop("services", None)
            if self._is_new(chosen):
                return chosen

    def further(self, chosen: dict[str, list[str]]) -> tuple[str, str]:
        """Choose one option more; it is added to `chosen`."""
        while True:
            name = self._random.choice(list(_SLICERS))
            if {name, *chosen} >= {"categories", "services"}:
                continue
            left = sorted(set(self._options[name]) - set(chosen.get(name, ())))
            if not left:
                continue
            option = self._random.choice(left)
            if self._is_new({**chosen, name: [*chosen.get(name, ()), option]}):
                chosen.setdefault(name, []).append(option)
                return name, option

    def _is_new(self, chosen: dict[str, list[str]]) -> bool:
        key = str(sorted((name, sorted(values)) for name, values in chosen.items() if values))
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


@dataclass(frozen=True)
class Round:
    """Two servers, the dashboard's and the empty page's, and what is looked at."""

    opened: Opened
    ours: Server
    empty: Server
    pages: Sequence[str]
    slices: Slices

    def warm(self) -> None:
        """Open every page once, as on any morning: modules are imported, the build is open."""
        with self.opened() as context:
            for page in self.pages:
                window = context.new_page()
                browsing.visit(window, _address(self.ours, page, {}))
                window.close()

    def click(self, clicks: int) -> None:
        """Click so often on the empty page and on a page of ours, page after page."""
        floor: list[Click] = []
        found: dict[str, list[Click]] = {}
        with self.opened() as context, self.opened() as bare:
            bare_page = bare.new_page()
            for page in self.pages:
                floor += _on_empty(bare_page, self.empty, clicks)
                found[page] = _on_page(context.new_page(), self.ours, page, self.slices, clicks)
        _print(found, floor)

    def ask_at_once(self, people: int) -> None:
        """Let people look at pages of their own and click in one moment; they draw elsewhere."""
        for server in (self.empty, self.ours):
            waited: list[float] = []
            for turn in range(_ROUNDS):
                with ExitStack() as stack:
                    waited += visitors.at_once(
                        [
                            self._ready(
                                stack.enter_context(visitors.visitor(server.address)), server, n
                            )
                            for n in range(turn, turn + people)
                        ]
                    )
            console.print(
                f"{people} people at once on {self._name(server)}, browsers elsewhere: answered "
                f"p50 {_percentile(waited, 50):,.0f} ms, p95 {_percentile(waited, 95):,.0f} ms"
            )

    def _name(self, server: Server) -> str:
        return _NAMES[OURS if server is self.ours else EMPTY]

    def _ready(self, visitor: Visitor, server: Server, number: int) -> Callable[[], float]:
        """Open a page, and give the click that is to follow."""
        if server is self.empty:
            visitor.open("", {})
            return partial(visitor.choose, "Branches", [f"Option {number}"], {})
        page = self.pages[number % len(self.pages)]
        chosen = self.slices.start()
        visitor.open("" if page == "month" else page, chosen)
        slicer, _option = self.slices.further(chosen)
        return partial(visitor.choose, _SLICERS[slicer], chosen[slicer], chosen)

    def click_at_once(self, people: int) -> None:
        """Let people look at pages of their own and click in one moment; they share the machine."""
        for server, rounds in ((self.empty, 1), (self.ours, _ROUNDS)):
            clicks: list[Click] = []
            with ExitStack() as stack:
                windows = [stack.enter_context(self.opened()).new_page() for _ in range(people)]
                for turn in range(rounds):
                    clicks += self._all_click(windows, server, turn)
            drawn, answered = [c.drawn for c in clicks], [c.answered for c in clicks]
            console.print(
                f"{people} people at once on {self._name(server)}: drawn p50 "
                f"{_percentile(drawn, 50):,.0f} ms, p95 {_percentile(drawn, 95):,.0f} ms; "
                f"answered p50 {_percentile(answered, 50):,.0f} ms, "
                f"p95 {_percentile(answered, 95):,.0f} ms"
            )

    def _all_click(self, windows: Sequence[Page], server: Server, turn: int) -> list[Click]:
        options = []
        for place, window in enumerate(windows):
            if server is self.ours:
                page = self.pages[(turn + place) % len(self.pages)]
                chosen = self.slices.start()
                browsing.visit(window, _address(server, page, chosen))
                slicer, option = self.slices.further(chosen)
                label = _SLICERS[slicer]
            else:
                browsing.visit(window, server.address)
                label, option = "Branches", f"Option {place}"
            browsing.open_list(window, label, option)
            options.append(option)
        moment = 1000 * time.time() + _MOMENT_AHEAD
        for window, option in zip(windows, options, strict=True):
            browsing.choose_at(window, option, moment)
        time.sleep(_MOMENT_AHEAD / 1000)
        return [browsing.settled(window) for window in windows]


def _on_empty(page: Page, server: Server, clicks: int) -> list[Click]:
    browsing.visit(page, server.address)
    label = "Branches"
    return [browsing.choose(page, server, label, f"Option {n}") for n in range(clicks)]


def _on_page(page: Page, server: Server, name: str, slices: Slices, clicks: int) -> list[Click]:
    """Begin with a random slice, narrow or widen it a few times, begin again."""
    made: list[Click] = []
    while len(made) < clicks:
        chosen = slices.start()
        browsing.visit(page, _address(server, name, chosen))
        for _ in range(min(_CLICKS_AN_ADDRESS, clicks - len(made))):
            slicer, option = slices.further(chosen)
            try:
                made.append(browsing.choose(page, server, _SLICERS[slicer], option))
            except Exception:
                console.print(f"On {name} {option} could not be added to {chosen}.")
                raise
    page.close()
    return made


def _address(server: Server, page: str, chosen: dict[str, list[str]]) -> str:
    path = "" if page == "month" else page
    return f"{server.address}/{path}?{urlencode(chosen, doseq=True)}"


def _print(found: dict[str, list[Click]], floor: list[Click]) -> None:
    table = Table("page", "p50 ms", "p95 ms", "p50 ratio", "p95 ratio", "server p50", "server p95")
    table.add_column("CPU ms")
    table.add_column("KB p50")
    table.add_column("KB most")
    bare = [click.drawn for click in floor]
    every = [click for clicks in found.values() for click in clicks]
    for name, clicks in {"(empty)": floor, **found, "(all)": every}.items():
        drawn, answered = [c.drawn for c in clicks], [c.answered for c in clicks]
        sent = [c.bytes / 1024 for c in clicks]
        table.add_row(
            name,
            *(f"{_percentile(drawn, part):,.0f}" for part in (50, 95)),
            *(f"{_percentile(drawn, p) / _percentile(bare, p):.2f}" for p in (50, 95)),
            *(f"{_percentile(answered, part):,.0f}" for part in (50, 95)),
            f"{statistics.mean(c.processor for c in clicks):,.0f}",
            f"{_percentile(sent, 50):,.0f}",
            f"{max(sent):,.0f}",
        )
    console.print(table)


def _percentile(values: Sequence[float], part: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))]


if __name__ == "__main__":
    main()

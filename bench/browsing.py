"""A real Chromium that clicks in pages and says when the answer stood on the screen."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
_SECONDS_TO_START = 60
_PATIENCE = 60_000
# Between two looks, in ms. To look at every frame would have the browser draw each of them anew.
_GLANCE = 100
_TICKS = os.sysconf("SC_CLK_TCK")

# Runs in the page before everything else. It notes when the page asks the server, when the server
# answers and how much that is, and when something on the screen changes: elements, or the canvas a
# chart or a table is painted on. The frame after the last change is the one a person sees. What
# lies inside a canvas is not on the screen: a table has there, 200 ms later, what a screen reader
# reads.
_WATCH = """
(() => {
    const seen = {clicked: 0, sent: 0, answered: 0, bytes: 0, drawn: 0};
    window.__seen = seen;
    let isAwaited = false;
    const changed = () => {
        if (isAwaited) { return; }
        isAwaited = true;
        requestAnimationFrame(() => { isAwaited = false; seen.drawn = performance.now(); });
    };
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", (event) => {
                seen.answered = performance.now();
                seen.bytes += event.data.byteLength ?? event.data.size ?? event.data.length;
            });
        }
        send(data) {
            seen.sent ||= performance.now();
            super.send(data);
        }
    };
    const paper = CanvasRenderingContext2D.prototype;
    for (const way of ["clearRect", "fillRect", "fillText", "drawImage"]) {
        const paint = paper[way];
        paper[way] = function (...given) {
            if (this.canvas.isConnected) { changed(); }
            return paint.apply(this, given);
        };
    }
    const isSeen = (change) => change.type === "attributes"
        ? !change.target.parentElement?.closest("canvas")
        : !(change.target.closest ? change.target : change.target.parentElement)?.closest("canvas");
    const main = () => document.querySelector("[data-testid=stMain]");
    const watch = () => {
        if (!main()) { return requestAnimationFrame(watch); }
        changed();
        new MutationObserver((changes) => { if (changes.some(isSeen)) { changed(); } }).observe(
            main(), {subtree: true, childList: true, characterData: true, attributes: true}
        );
    };
    document.addEventListener("DOMContentLoaded", watch);
    window.__ready = () => !!document.querySelector("[data-test-script-state=notRunning]")
        && !document.querySelector("[data-stale=true]")
        && !!seen.answered && !!seen.drawn
        && performance.now() - Math.max(seen.drawn, seen.answered) > 400;
    window.__begin = () => {
        Object.assign(seen, {clicked: performance.now(), sent: 0, answered: 0, bytes: 0, drawn: 0});
    };
    document.addEventListener("click", (event) => {
        if (event.target.closest("[role=option]")) { window.__begin(); }
    }, true);
})();
"""


@dataclass(frozen=True)
class Click:
    """One click: to the drawn page, to the server's last word (both in ms), and bytes sent."""

    drawn: float
    answered: float
    bytes: float
    processor: float = 0.0


class Server:
    """A server in a process of its own, and the processor seconds it has used.

    `command` is the module that serves and its arguments, `{port}` where the port is to stand.
    """

    def __init__(self, command: Sequence[str], workspace: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", *(part.format(port=port) for part in command)],
            cwd=ROOT,
            env={**os.environ, "REGULARS_WORKSPACE": str(workspace)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"The server did not start: {' '.join(command)}")
            time.sleep(0.1)

    def processor(self) -> float:
        """Count the processor milliseconds the server has used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return 1000 * (int(user) + int(system)) / _TICKS

    def megabytes(self) -> float:
        """Read the most memory the server has held."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(timeout=60)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):  # noqa: S310
                return True
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def served(command: Sequence[str], workspace: Path) -> Iterator[Server]:
    """Serve by a module and its arguments for the length of a `with` block."""
    server = Server(command, workspace)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def chromium() -> Iterator[Callable[[], BrowserContext]]:
    """Run Chromium; give a function that opens a window of somebody new, with nothing cached."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )

        def opened() -> BrowserContext:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            context.set_default_timeout(_PATIENCE)
            context.add_init_script(_WATCH)
            return context

        yield opened
        browser.close()


def visit(page: Page, address: str) -> float:
    """Open an address; give the milliseconds until it was drawn."""
    page.goto(address)
    return settled(page).drawn


def open_list(page: Page, label: str, option: str) -> None:
    """Open a list and find an option in it, so that one click more chooses it."""
    # A list that is still open hides the others.
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name=label).first.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).first.wait_for()


def choose(page: Page, server: Server, label: str, option: str) -> Click:
    """Choose an option and wait until the page is drawn anew."""
    open_list(page, label, option)
    used = server.processor()
    page.get_by_role("option", name=option, exact=True).first.click()
    click = settled(page)
    return Click(click.drawn, click.answered, click.bytes, server.processor() - used)


def choose_at(page: Page, option: str, moment: float) -> None:
    """Click on an option of an open list at a moment of the wall clock (ms)."""
    page.get_by_role("option", name=option, exact=True).first.evaluate(
        "(option, moment) => { setTimeout(() => option.click(), moment - Date.now()); }", moment
    )


def settled(page: Page) -> Click:
    """Wait until nothing changes any more; give the times since the click or the navigation."""
    page.wait_for_function("window.__ready && window.__ready()", polling=_GLANCE)
    seen: dict[str, Any] = page.evaluate("window.__seen")
    return Click(seen["drawn"] - seen["clicked"], seen["answered"] - seen["clicked"], seen["bytes"])

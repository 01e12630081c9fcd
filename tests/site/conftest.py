"""A site built from real results, served on this machine, in a real browser."""

from __future__ import annotations

import fcntl
import functools
import gzip
import json
import os
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from exportdb.cli import main
from exportdb.corpus import default_cases_folder
from exportdb.sitewriter.build import build_site

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
GRAVE = ("serious", "critical")
#: The rows of a long table are alike, and looking at the first of them takes a second instead of half a minute.
RUN_AXE = """
only => axe.run({include: ['html'], exclude: ['.x-grid tbody tr:nth-child(n+30)']},
                {resultTypes: ['violations'], ...(only && {runOnly: {type: 'rule', values: only}})})
           .then(found => JSON.stringify(found.violations))
"""
RESULTS = Path(__file__).with_name("results.jsonl.gz")
INSTALL = "apt-get install chromium, and pip install playwright; EXPORTDB_CHROMIUM names another browser"


def missing(reason: str) -> None:
    """A loud skip where somebody works, and a failure where the browser is part of the deal."""
    if os.environ.get("CI") == "true" or os.environ.get("EXPORTDB_BROWSER") == "required":
        pytest.fail(f"no browser: {reason}. {INSTALL}", pytrace=False)
    warnings.warn(f"the site was NOT tested in a browser: {reason}. {INSTALL}", stacklevel=2)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    named = os.environ.get("EXPORTDB_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None or not Path(found).exists():
        missing(f"no {found or 'chromium'} on this machine")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as playwright:
        # Without a sandbox, since CI runs as root, and the pages are our own.
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def built(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site; several processes of one test run share it. ``EXPORTDB_SITE`` names another."""
    if given := os.environ.get("EXPORTDB_SITE"):
        return Path(given).resolve()
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        out = shared / "site"
        if not (out / "index.html").exists():
            build_site(_database(shared), out, cases=_cases(shared))
    return out


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class Visitor:
    """A tab of a browser, which keeps what went wrong in it."""

    def __init__(self, tab: Any, address: str) -> None:
        self.tab, self.address = tab, address
        self.faults: list[str] = []
        tab.on("console", lambda said: self.faults.append(f"console: {said.text}") if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        tab.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked somebody else: {request.url}")

    def open(self, path: str) -> Any:
        """Goes to a page of the site and gives the tab."""
        self.tab.goto(self.address + path, wait_until="load")
        return self.tab


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    """``visit(width=390, dark=True)`` gives a :class:`Visitor`; at the end nothing may have gone wrong in any."""
    contexts: list[Any] = []
    visitors: list[Visitor] = []

    def enter(*, width: int = 1440, height: int = 900, dark: bool = False, **options: Any) -> Visitor:
        scheme = "dark" if dark else "light"
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        )
        visitors.append(Visitor(contexts[-1].new_page(), address))
        return visitors[-1]

    yield enter
    for context in contexts:
        context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def faults() -> Callable[..., str]:
    """``faults(tab, rules)`` tells what axe finds that keeps somebody out; empty when nothing does."""

    def find(tab: Any, rules: list[str] | None = None) -> str:
        tab.add_style_tag(content="* { transition: none !important }")  # a colour on its way to another is no fault
        tab.add_script_tag(path=str(AXE))
        found = json.loads(tab.evaluate(RUN_AXE, rules))
        return "\n".join(_told(fault) for fault in found if fault["impact"] in GRAVE)

    return find


def _told(fault: dict[str, Any]) -> str:
    places = [f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in fault["nodes"][:4]]
    return "\n".join([f"{fault['impact']}: {fault['id']}: {fault['help']} ({len(fault['nodes'])}x)", *places])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line each."""


def _database(folder: Path) -> str:
    path = folder / "exportdb.db"
    done = CliRunner().invoke(main, ["import", str(RESULTS), "--db", str(path)])
    assert done.exit_code == 0, done.output
    return str(path)


def _cases(folder: Path) -> Path:
    """The cases as they were when they were measured."""
    cases = folder / "cases"
    with gzip.open(RESULTS, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["kind"] == "case" and record["collection"] == "core":
                file = cases / f"{record['case']}.py"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(record["source"], encoding="utf-8")
    shutil.copy(default_cases_folder() / "tags.toml", cases)
    return cases

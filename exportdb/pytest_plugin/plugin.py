"""The hooks that are active when ``--exportdb`` is given."""

from __future__ import annotations

import functools
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from exportdb.corpus import Registry, load_registry
from exportdb.errors import ExportdbError
from exportdb.pytest_plugin.collect import CaseNode, root_of
from exportdb.pytest_plugin.items import StageItem
from exportdb.pytest_plugin.keep import Keeper, begin
from exportdb.pytest_plugin.measure import Measured
from exportdb.pytest_plugin.settings import Settings
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES

#: Where the controller of pytest-xdist tells its workers the run that they store into.
RUN = "exportdb_run"


class Plugin:
    """Collects case files, measures their chains, and stores them when asked."""

    def __init__(self, config: pytest.Config, settings: Settings) -> None:
        self.settings = settings
        #: Set in a process that pytest-xdist started.
        self.workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.keeper: Keeper | None = None
        self._registry = functools.cache(_registry)
        self.measured = Measured(
            settings.jobs,
            shared=self.workerinput is not None,
        )
        words = [*MODES, *STAGES]
        for name in words:
            config.addinivalue_line(
                "markers", f"{name}: exportdb: tests of the {name} {'mode' if name in MODES else 'stage'}"
            )
        config.addinivalue_line("markers", f"{ORIGINAL}: exportdb: tests of the case's own model")
        config.addinivalue_line("markers", "rewrite: exportdb: tests of a rewrite")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Open the run. Under pytest-xdist the controller does, before it starts its workers."""
        location, config = self.settings.store, session.config
        if location is None or self.settings.environment is None or config.getoption("--collect-only"):
            return
        try:
            if self.workerinput is not None:
                run = self.workerinput[RUN]
            else:
                run = begin(location, self.settings.environment, config.invocation_params.args, self.settings)
            self.keeper = self.measured.keeper = Keeper(location, run)
        except ExportdbError as error:
            raise pytest.UsageError(f"--exportdb-store: {error}") from error

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        if self.keeper is not None:
            node.workerinput[RUN] = self.keeper.run

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Keep a chain on one worker also with the plain ``-n 2``, which would spread its stages."""
        if config.getoption("dist") not in ("load", "worksteal"):
            return None
        from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

        return LoadScopeScheduling(config, log)

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        found = yield
        if not self.settings.is_case(file_path):
            return found
        # A case that is named on the command line would be taken for a test module too.
        root = root_of(file_path, self.settings.folders)
        self.measured.roots[file_path] = root
        node = CaseNode.from_parent(
            parent,
            path=file_path,
            root=root,
            registry=self._registry(root),
            settings=self.settings,
            measured=self.measured,
        )
        return [node]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.measured.expect(item for item in session.items if isinstance(item, StageItem))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        self.measured.coming(nextitem if isinstance(nextitem, StageItem) else None)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        self.measured.close()
        if self.keeper is not None and self.workerinput is None:
            self.keeper.finish(interrupted=exitstatus == pytest.ExitCode.INTERRUPTED)

    def pytest_report_header(self) -> str:
        environment = self.settings.environment
        torch = f"torch {environment.torch}" if environment else "torch is not installed"
        return f"exportdb: {', '.join(map(str, self.settings.folders))}, {torch}"


def _registry(root: Path) -> Registry:
    try:
        return load_registry(root)
    except ExportdbError as error:
        raise pytest.UsageError(str(error)) from error

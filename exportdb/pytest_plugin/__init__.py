"""The pytest plugin: ``pytest --exportdb cases/`` measures case files and holds them against their ``expect``.

In every run, a test that fails with an error of torch.export is told the measured case that stops alike.

It is loaded by every pytest in an environment that has exportdb, so this module imports nothing that takes time; the
rest is loaded when the option is given.
"""

from __future__ import annotations

import pytest

#: The value of ``--exportdb`` without a folder.
NO_FOLDER = ""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("exportdb", "exportdb: torch.export cases as tests")
    group.addoption(
        "--exportdb",
        nargs="?",
        const=NO_FOLDER,
        default=None,
        metavar="FOLDER",
        help="Collect the case files below FOLDER, one test for each case, variant, mode and stage. Without FOLDER: "
        "those below the paths that are named, or below cases/.",
    )
    group.addoption("--exportdb-modes", metavar="A,B", default="", help="strict, nonstrict (default: both)")
    group.addoption(
        "--exportdb-stages", metavar="A,B", default="", help="Stages; what they need is added (default: all but specs)."
    )
    group.addoption(
        "--exportdb-jobs",
        type=int,
        default=None,
        metavar="N",
        help="Chains measured at a time (default: one a core; under pytest-xdist, one a worker).",
    )
    group.addoption(
        "--exportdb-store", metavar="PATH|URL", default=None, help="Also store the results in this database."
    )
    group.addoption(
        "--no-exportdb-explain",
        action="store_true",
        default=False,
        help="Do not explain the failures of other tests that come of torch.export.",
    )
    parser.addini(
        "exportdb_explain", "explain failures that come of torch.export (default: true)", type="bool", default=True
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getini("exportdb_explain") and not config.getoption("--no-exportdb-explain"):
        from exportdb.pytest_plugin.explain import Explainer

        config.pluginmanager.register(Explainer(config.rootpath), "exportdb-explain")
    if config.getoption("--exportdb") is None:
        for option in ("modes", "stages", "jobs", "store"):
            if config.getoption(f"--exportdb-{option}"):
                raise pytest.UsageError(f"--exportdb-{option} does nothing without --exportdb: add --exportdb FOLDER")
        return
    from exportdb.pytest_plugin.plugin import Plugin
    from exportdb.pytest_plugin.settings import settings_of

    config.pluginmanager.register(Plugin(config, settings_of(config)), "exportdb-cases")

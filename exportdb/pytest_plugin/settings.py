"""What the options ask for, checked before anything is collected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from exportdb.pytest_plugin import NO_FOLDER
from exportdb_engine.protocol import (
    MODES,
    TIERS,
    EngineMissing,
    Environment,
    Mode,
    Stage,
    selected_stages,
    this_environment,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of the plugin."""

    #: Folders of cases, or single case files; absolute.
    folders: tuple[Path, ...]
    modes: tuple[Mode, ...]
    stages: tuple[Stage, ...]
    #: Chains at a time in this process.
    jobs: int | None
    store: str | None
    #: None when tests are only collected and torch is not installed.
    environment: Environment | None

    def is_case(self, path: Path) -> bool:
        """Whether a file is a case: below a folder of cases, and no part of its path there is hidden or private."""
        if path.suffix != ".py" or path.name == "conftest.py":
            return False
        for folder in self.folders:
            if path == folder:
                return True
            if path.is_relative_to(folder):
                return not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
        return False


def settings_of(config: pytest.Config) -> Settings:
    """The settings of a call of pytest. Raises pytest.UsageError."""
    folders = _folders(config)
    try:
        stages = selected_stages(tuple(_words(config, "--exportdb-stages")) or TIERS["standard"])
    except ValueError as error:
        raise pytest.UsageError(f"--exportdb-stages: {error}") from error
    modes = []
    for word in _words(config, "--exportdb-modes") or list(MODES):
        if word not in list(Mode):
            raise pytest.UsageError(f"--exportdb-modes: no mode is called {word!r}; the modes are {', '.join(MODES)}")
        modes.append(Mode(word))
    jobs: int | None = config.getoption("--exportdb-jobs")
    if jobs is not None and jobs < 1:
        raise pytest.UsageError(f"--exportdb-jobs is {jobs}; it is the number of chains at a time, from 1")
    environment = None
    try:
        environment = this_environment()
    except EngineMissing as error:
        if not config.getoption("--collect-only"):
            raise pytest.UsageError(f"--exportdb runs programs: {error}") from error
    return Settings(folders, tuple(modes), stages, jobs, config.getoption("--exportdb-store"), environment)


def _words(config: pytest.Config, option: str) -> list[str]:
    return [word.strip() for word in str(config.getoption(option)).split(",") if word.strip()]


def _folders(config: pytest.Config) -> tuple[Path, ...]:
    """The folders of cases; sees to it that pytest collects them."""
    given = config.getoption("--exportdb")
    here = config.invocation_params.dir
    named = [Path(here, str(arg).partition("::")[0]).resolve() for arg in config.args]
    explicit = config.args_source is pytest.Config.ArgsSource.ARGS
    if given != NO_FOLDER:
        folder = Path(here, str(given)).resolve()
        if not folder.exists():
            raise pytest.UsageError(f"--exportdb: {folder} does not exist; name a folder of case files")
        if not explicit:
            config.args[:] = [str(folder)]
        elif not any(path.is_relative_to(folder) or folder.is_relative_to(path) for path in named):
            config.args.append(str(folder))
        return (folder,)
    if explicit:
        return tuple(path if path.is_dir() or path.suffix == ".py" else path.parent for path in named)
    folder = config.rootpath / "cases"
    if not folder.is_dir():
        raise pytest.UsageError(f"--exportdb: {folder} does not exist; name a folder of case files: --exportdb FOLDER")
    config.args[:] = [str(folder)]
    return (folder,)

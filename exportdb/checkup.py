"""Looks whether everything is there that exportdb needs, and what to do where it is not. Never imports torch."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exportdb.errors import ExportdbError

Level = Literal["ok", "warn", "fail"]

OLDEST_TORCH = (2, 5)
#: MiB that a run of the whole corpus may need for the database and for files that cases write.
DISK_MIB = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    #: ``warn``: a part of exportdb cannot be used; ``fail``: nothing works until it is mended.
    level: Level
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is to be looked at."""

    db: str
    cases: Path | None


def check_all(setup: Setup) -> Iterator[Finding]:
    """The findings, one after the other, in a fixed order. A check that itself breaks is a finding as well."""
    for check in (_python, _torch, _engine, _hypothesis, _sqlite, _database, _results, _corpus, _site, _disk, _cores):
        try:
            yield check(setup)
        except (ExportdbError, OSError, ValueError) as error:
            hint = error.hint if isinstance(error, ExportdbError) else ""
            message = error.message if isinstance(error, ExportdbError) else f"{type(error).__name__}: {error}"
            yield Finding(check.__name__.strip("_"), "fail", message, hint)


def _python(setup: Setup) -> Finding:
    return Finding("python", "ok", f"{platform.python_version()} ({sys.implementation.name}), {sys.executable}")


def _torch(setup: Setup) -> Finding:
    version = _version("torch")
    if version is None:
        return Finding(
            "torch",
            "warn",
            "not installed; stored results can be read, but nothing can be measured",
            "pip install 'exportdb[engine]'",
        )
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < OLDEST_TORCH:
        return Finding("torch", "fail", version, "the engine needs torch 2.5 or newer: pip install -U torch")
    return Finding("torch", "ok", version)


def _engine(setup: Setup) -> Finding:
    from exportdb_engine.protocol import PROTOCOL_VERSION, engine_sha256

    if importlib.util.find_spec("exportdb_engine.__main__") is None:
        return Finding("engine", "fail", "exportdb_engine is incomplete", "install exportdb again")
    return Finding("engine", "ok", f"protocol {PROTOCOL_VERSION}, sources {engine_sha256()[:12]}")


def _hypothesis(setup: Setup) -> Finding:
    version = _version("hypothesis")
    if version is None:
        return Finding("hypothesis", "warn", "not installed; shapes cannot be drawn", "pip install 'exportdb[engine]'")
    return Finding("hypothesis", "ok", version)


def _sqlite(setup: Setup) -> Finding:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError as error:
        return Finding(
            "sqlite", "fail", f"{sqlite3.sqlite_version}, {error}", "use a Python whose SQLite has FTS5, as most do"
        )
    finally:
        connection.close()
    return Finding("sqlite", "ok", f"{sqlite3.sqlite_version} with FTS5")


def _database(setup: Setup) -> Finding:
    if "://" not in setup.db and not Path(setup.db).exists():
        return Finding("database", "warn", f"there is no {setup.db}", "make one: exportdb run, or exportdb import FILE")
    from sqlalchemy import func, select

    from exportdb.query.scope import CASES, CURRENT_CELLS, RUNS
    from exportdb.store import open_store

    with open_store(setup.db, readonly=True).read() as session:
        cases, runs, cells = (
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (CASES, RUNS, CURRENT_CELLS)
        )
        cut = session.execute(select(func.count()).select_from(RUNS).where(RUNS.c.status != "finished")).scalar_one()
    found = f"{setup.db}: {cases} cases, {runs} runs, {cells} current cells"
    if cut:
        remedy = "go on with one that was cut short: exportdb run --resume"
        return Finding("database", "warn", f"{found}; {cut} runs not finished", remedy)
    return Finding("database", "ok", found)


def _results(setup: Setup) -> Finding:
    from exportdb.snapshots import results_folder
    from exportdb.snapshots.check import check_all

    found = check_all()
    if not found:
        return Finding("results", "warn", f"none come with this exportdb: {results_folder()} has no snapshots")
    releases = ", ".join(f"{row.torch} ({row.age_days} days old)" for row in found)
    stale = [row.torch for row in found if row.stale]
    if stale:
        return Finding(
            "results", "warn", f"{releases}; too far behind: {', '.join(stale)}", "see exportdb results check"
        )
    return Finding("results", "ok", releases)


def _corpus(setup: Setup) -> Finding:
    from exportdb.corpus import collections, load_corpus

    known = collections(setup.cases)
    cases, errors = load_corpus(known.values())
    missing = [f"{c.name} is missing: {c.missing}" for c in known.values() if c.missing]
    found = "; ".join([f"{len(cases)} cases in {len(known) - len(missing)} collections", *missing])
    if errors:
        return Finding("corpus", "fail", f"{found}; {len(errors)} cannot be read: {errors[0]}", "exportdb lint")
    if not cases:
        return Finding("corpus", "fail", "no cases", "name the folder of case files with --cases DIR")
    return Finding("corpus", "ok", found)


def _site(setup: Setup) -> Finding:
    versions = {name: _version(name) for name in ("mkdocs", "mkdocs-material")}
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        return Finding(
            "site",
            "warn",
            f"{' and '.join(missing)} not installed; pages cannot be made",
            "pip install 'exportdb[site]'",
        )
    return Finding("site", "ok", ", ".join(f"{name} {version}" for name, version in versions.items()))


def _disk(setup: Setup) -> Finding:
    folder = Path.cwd() if "://" in setup.db else Path(setup.db).absolute().parent
    free = shutil.disk_usage(folder).free // 2**20
    if not os.access(folder, os.W_OK):
        return Finding("disk", "warn", f"{folder} cannot be written to", "choose another database with --db PATH")
    if free < DISK_MIB:
        return Finding("disk", "warn", f"{free} MiB free in {folder}", f"a full run may need {DISK_MIB} MiB")
    return Finding("disk", "ok", f"{free / 1024:.1f} GiB free in {folder}")


def _cores(setup: Setup) -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not hasattr(os, "fork"):
        return Finding("cores", "warn", f"{cores}; no fork on this system", "the engine runs on Linux and macOS")
    return Finding("cores", "ok", str(cores))


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None

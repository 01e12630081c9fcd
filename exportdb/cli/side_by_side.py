"""`exportdb run --side-by-side`: several environments at once, each in a process of its own, all into one database."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from exportdb.cli.output import console
from exportdb.runner.session import Options
from exportdb_engine.protocol import MODES

#: How a run begins the line of a chain: ``[ 12/2684]``.
_CHAIN = re.compile(r"^\[ *(\d+)/(\d+)\] (\S+)")
_START = "from exportdb.cli import main; main()"


def carry_out_at_once(
    names: Sequence[str], options: Options, db: str, *, at_once: int, own_device: bool, as_json: bool
) -> tuple[int, list[dict[str, Any]]]:
    """Run in the named environments, at most ``at_once`` at a time, which share the jobs; gives the gravest exit code
    and a document for each, in their order. What each says comes as lines with its name before them."""
    jobs = max(1, options.jobs // min(at_once, len(names)))
    with _Screen(names, quiet=as_json) as screen, ThreadPoolExecutor(at_once) as pool:
        calls = [
            pool.submit(_one, name, [*arguments(options, db, jobs, own_device=own_device), "--env", name], screen)
            for name in names
        ]
        # Ctrl-C reaches the runs too, and each stores what it has.
        ended = [call.result() for call in calls]
    documents = [{"env": name, **document} for name, (_, document) in zip(names, ended, strict=True)]
    return max(code for code, _ in ended), documents


def arguments(options: Options, db: str, jobs: int, *, own_device: bool) -> list[str]:
    """The command line, without environments, that asks for the same."""
    limits = {name.replace("_", "-"): value for name, value in asdict(options.limits).items() if name != "file_mib"}
    found = ["run", *options.words, "--db", db, "--stages", ",".join(map(str, options.stages)), "--jobs", str(jobs)]
    found += [part for name, value in limits.items() for part in (f"--{name}", str(value))]
    if len(options.modes) < len(MODES):
        found += [part for mode in options.modes for part in ("--mode", str(mode))]
    for option, value in (("--cases", options.cases), ("--env-file", options.env_file)):
        found += [option, value] if value is not None else []
    if options.within is not None:
        found += ["--within", f"{options.within:g}s"]
    if not own_device:
        found += ["--device", options.device]
    return found + ["--fresh"] * options.fresh + ["--ephemeral"] * options.ephemeral


class _Screen:
    """A bar for each environment on a terminal, and what they say; nothing but errors when quiet."""

    def __init__(self, names: Sequence[str], *, quiet: bool) -> None:
        self.console = console(stderr=quiet)
        self.quiet, self._width = quiet, max(map(len, names))
        self._lock = threading.Lock()
        self._bars: dict[str, TaskID] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.fields[case]}"), console=self.console, transient=True)
        self._shown = self.console.is_terminal and not quiet
        if self._shown:
            self._bars = {
                name: self._progress.add_task(f"{name:<{self._width}}", total=None, case="") for name in names
            }

    def __enter__(self) -> _Screen:
        if self._shown:
            self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            self._progress.stop()

    def line(self, name: str, text: str) -> None:
        """What an environment's run says; of a chain only that it is done, where there is a bar."""
        chain = _CHAIN.match(text)
        with self._lock:
            if chain is not None and name in self._bars:
                done, total, case = chain.groups()
                self._progress.update(self._bars[name], completed=int(done), total=int(total), case=case[:30])
            elif not self.quiet or text.startswith("error"):
                self._progress.console.print(f"{name:<{self._width}} | {text}", markup=False, highlight=False)


def _one(name: str, words: Sequence[str], screen: _Screen) -> tuple[int, dict[str, Any]]:
    """The exit code and the document of the run in one environment."""
    command = [sys.executable, "-c", _START, *words, *(["--json"] if screen.quiet else [])]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        errors = threading.Thread(target=_read, args=(process.stderr, name, screen, said), daemon=True)
        errors.start()
        if screen.quiet:
            text = process.stdout.read()
        else:
            text = ""
            _read(process.stdout, name, screen, [])
        errors.join()
    if not text:
        return process.returncode, {"error": said[0].removeprefix("error: ")} if said and process.returncode else {}
    return process.returncode, json.loads(text)


def _read(stream: Any, name: str, screen: _Screen, kept: list[str]) -> None:
    for line in stream:
        kept.append(line.rstrip())
        screen.line(name, line.rstrip())

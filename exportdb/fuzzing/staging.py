"""The staging folder: case files and the report, written anew as findings come."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from exportdb.fuzzing.casetext import case_text, marked_cause, program_hash
from exportdb.fuzzing.errors import StagingError
from exportdb.fuzzing.merge import Distinct
from exportdb.fuzzing.records import Options
from exportdb.fuzzing.report import report
from exportdb.fuzzing.state import State
from exportdb_engine.protocol.casefile import CaseError

#: Below the staging folder: one case for each distinct finding, and the larger programs listed below them.
CASES, ALSO = "cases", "also"


class Staging:
    """Keeps ``cases/``, ``also/`` and ``report.md`` in step with what was found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: Cause -> its case file, in the folder or in the corpus.
        self.files: dict[str, Path] = {}
        #: Cause -> why it has no case file.
        self.problems: dict[str, str] = {}

    def write(self, state: State, options: Options, distinct: Sequence[Distinct]) -> None:
        """Write what has changed, each file in one step, and remove what was written before and is gone.

        Raises StagingError when a file cannot be written.
        """
        texts: dict[str, str] = {}
        self.files, self.problems = {}, {}
        for one in distinct:
            self._text(state, options, one, CASES, texts)
            for other in one.also:
                self._text(state, options, other, ALSO, texts)
        texts["report.md"] = report(state, options, distinct, self._places())
        try:
            for name, text in texts.items():
                _replace(self.folder / name, text)
            self._remove_others(texts)
        except OSError as error:
            raise StagingError(
                f"cannot write {error.filename}: {error.strerror}",
                hint="make room or choose another folder with -o DIR",
            ) from error

    def _text(self, state: State, options: Options, one: Distinct, below: str, texts: dict[str, str]) -> None:
        cause = one.finding.cause
        if one.known is not None:
            self.files[cause] = one.known
            return
        confirmed = state.confirmed.get(cause)
        measured = confirmed.expect if confirmed and confirmed.program == program_hash(one.finding) else None
        name = f"{below}/{one.name}.py"
        try:
            texts[name] = case_text(one, seed=options.seed, focus=options.focus, expect=measured)
        except CaseError as error:
            # The journal has the program; a run of many hours must not end for it.
            self.problems[cause] = f"none, see {one.finding.id} in the journal: {error.message}"
            return
        self.files[cause] = self.folder / name

    def _places(self) -> dict[str, str]:
        """Cause -> where its case file is, as seen from the report."""
        inside = (
            (cause, path.relative_to(self.folder) if path.is_relative_to(self.folder) else path)
            for cause, path in self.files.items()
        )
        return {**{cause: path.as_posix() for cause, path in inside}, **self.problems}

    def _remove_others(self, texts: Mapping[str, str]) -> None:
        for below in (CASES, ALSO):
            for path in sorted((self.folder / below).glob("*.py")):
                stale = f"{below}/{path.name}" not in texts
                if stale and marked_cause(path.read_text(encoding="utf-8", errors="replace")) is not None:
                    path.unlink()


def _replace(path: Path, text: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.read_text(encoding="utf-8") == text:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)

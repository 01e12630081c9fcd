"""What a rule is, and what it is shown."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus import Area, Registry, load_areas
from exportdb.lint.results import Results
from exportdb_engine.protocol.casefile import CaseError, CaseFile


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of one line."""

    #: From 1.
    line: int
    #: The new text, without a newline; None takes the line away.
    text: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken."""

    #: From 1.
    line: int
    message: str
    #: What to do in this very place; the rule's own tip where it is None.
    tip: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Subject:
    """A case file under a rule's eyes."""

    case: CaseFile
    folder: Folder

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.case.source)

    @functools.cached_property
    def lines(self) -> list[str]:
        return self.case.source.splitlines()

    def line_of(self, name: str) -> int:
        """The line on which the case assigns ``name``; 1 when it does not."""
        return (self.case.assigned or {}).get(name, 1)

    def line_of_text(self, text: str, name: str) -> int:
        """The line of the string ``text`` in the value of ``name``; that of the name when it is nowhere."""
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and part.value == text:
                        return part.lineno
        return self.line_of(name)


@dataclass(frozen=True)
class Folder:
    """A whole folder of cases: rules that compare cases are shown all of it, also when few files are linted."""

    path: Path
    cases: tuple[CaseFile, ...]
    errors: tuple[CaseError, ...]
    registry: Registry
    #: What was measured, where it was given.
    results: Results | None = None

    @functools.cached_property
    def by_id(self) -> dict[str, CaseFile]:
        return {case.case: case for case in self.cases}

    @functools.cached_property
    def areas(self) -> dict[str, Area]:
        return load_areas(self.path)

    @property
    def registry_path(self) -> Path:
        return self.path / "tags.toml"

    @functools.cached_property
    def registry_lines(self) -> list[str]:
        return self.registry_path.read_text(encoding="utf-8").splitlines() if self.registry_path.is_file() else []


CaseCheck = Callable[[Subject], Iterator[Finding]]
FolderCheck = Callable[[Folder], Iterator[tuple[Path, Finding]]]
#: Why a rule cannot be checked here, or None.
Needs = Callable[[Folder], "str | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it asks for in a sentence, and what to do when it is broken."""

    id: str
    asks: str
    tip: str
    #: One of the two: called for every case, or once for the folder.
    check_case: CaseCheck | None = None
    check_folder: FolderCheck | None = None
    needs: Needs | None = None


#: Rules by name, filled as the files in ``rules/`` are imported.
REGISTERED: dict[str, Rule] = {}


def results_given(folder: Folder) -> str | None:
    """Why a rule about results cannot be checked, or None."""
    return None if folder.results else "no results are given: --db FILE"


def case_rule(id: str, *, asks: str, tip: str, needs: Needs | None = None) -> Callable[[CaseCheck], CaseCheck]:
    """Register a function that looks at one case."""

    def register(check: CaseCheck) -> CaseCheck:
        REGISTERED[id] = Rule(id, asks, tip, check_case=check, needs=needs)
        return check

    return register


def folder_rule(id: str, *, asks: str, tip: str, needs: Needs | None = None) -> Callable[[FolderCheck], FolderCheck]:
    """Register a function that looks at a whole folder."""

    def register(check: FolderCheck) -> FolderCheck:
        REGISTERED[id] = Rule(id, asks, tip, check_folder=check, needs=needs)
        return check

    return register

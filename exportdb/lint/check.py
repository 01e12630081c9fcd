"""Runs the rules over a folder of cases, and mends what can be mended."""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus import load_registry
from exportdb.corpus.collections import CORE, Collection, load_corpus
from exportdb.lint.allow import RULE, UNALLOWABLE, Allowed, allowed_in
from exportdb.lint.base import REGISTERED, Finding, Fix, Folder, Rule, Subject
from exportdb.lint.results import Results


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with the rule and the file that it belongs to."""

    rule: str
    path: Path
    line: int
    message: str
    tip: str
    fix: Fix | None = None


@functools.cache
def all_rules() -> dict[str, Rule]:
    """Every rule by name, found by walking ``rules/``."""
    from exportdb.lint import rules as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all rules."""

    #: By file and line.
    problems: list[Problem]
    #: Rule -> why it could not be checked.
    unchecked: dict[str, str]


def load_folder(path: Path, results: Results | None = None) -> Folder:
    """A folder of cases as rules see it. Raises CorpusError."""
    cases, errors = load_corpus([Collection(CORE, "", path)])
    return Folder(path, tuple(cases), tuple(errors), load_registry(path), results)


def lint(path: Path, wanted: Callable[[Path], bool] | None = None) -> list[Problem]:
    """The problems in a folder of cases, by file and line, as far as they show without results."""
    return examine(path, wanted).problems


def examine(path: Path, wanted: Callable[[Path], bool] | None = None, results: Results | None = None) -> Report:
    """All rules over a folder of cases.

    ``wanted`` chooses the files that are reported; the others are still looked at, since some rules compare cases.
    Raises CorpusError when the folder or its ``tags.toml`` cannot be read.
    """
    folder = load_folder(path, results)
    unchecked = {rule.id: why for rule in all_rules().values() if rule.needs and (why := rule.needs(folder))}
    found = list(_everything(folder, unchecked))
    for file, lines, python in _files(folder):
        own = [problem for problem in found if problem.path == file]
        exceptions = allowed_in(lines, python=python)
        reasons = {exception.rule for exception in exceptions if exception.rule not in UNALLOWABLE and exception.why}
        kept = [problem for problem in own if problem.rule not in reasons]
        kept += _needless(file, exceptions, {problem.rule for problem in own} | unchecked.keys())
        found = [problem for problem in found if problem.path != file] + kept
    chosen = [problem for problem in found if wanted is None or wanted(problem.path)]
    return Report(sorted(chosen, key=lambda problem: (problem.path, problem.line, problem.rule)), unchecked)


def apply_fixes(problems: Iterable[Problem]) -> int:
    """Make the changes that the problems propose, one for each line; gives their number.

    A change can uncover another problem, so lint again afterwards.
    """
    by_file: dict[Path, dict[int, Fix]] = {}
    for problem in problems:
        if problem.fix is not None:
            by_file.setdefault(problem.path, {}).setdefault(problem.fix.line, problem.fix)
    for path, fixes in by_file.items():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, fix in sorted(fixes.items(), reverse=True):
            ending = "\n" if lines[number - 1].endswith("\n") else ""
            lines[number - 1 : number] = [] if fix.text is None else [fix.text + ending]
        path.write_text("".join(lines), encoding="utf-8")
    return sum(map(len, by_file.values()))


def _everything(folder: Folder, unchecked: Container[str]) -> Iterator[Problem]:
    for rule in all_rules().values():
        if rule.id in unchecked:
            continue
        if rule.check_folder is not None:
            for path, finding in rule.check_folder(folder):
                yield _problem(rule, path, finding)
        if rule.check_case is not None:
            for case in folder.cases:
                for finding in rule.check_case(Subject(case, folder)):
                    yield _problem(rule, case.path, finding)


def _problem(rule: Rule, path: Path, finding: Finding) -> Problem:
    tip = rule.tip if finding.tip is None else finding.tip
    return Problem(rule.id, path, finding.line, finding.message, tip, finding.fix)


def _files(folder: Folder) -> Iterator[tuple[Path, list[str], bool]]:
    for case in folder.cases:
        yield case.path, case.source.splitlines(), True
    if folder.registry_lines:
        yield folder.registry_path, folder.registry_lines, False


def _needless(path: Path, exceptions: list[Allowed], broken: set[str]) -> Iterator[Problem]:
    """What is wrong with the exceptions themselves."""
    tip = all_rules()[RULE].tip
    for exception in exceptions:
        fix = Fix(exception.line, None) if exception.alone else None
        if exception.rule is None:
            yield Problem(RULE, path, exception.line, "a comment for lint that it cannot read", tip)
        elif exception.rule not in all_rules():
            close = difflib.get_close_matches(exception.rule, all_rules(), n=1)
            hint = f"did you mean {close[0]!r}?" if close else "exportdb lint --list names every rule"
            yield Problem(RULE, path, exception.line, f"no rule is called {exception.rule!r}", hint)
        elif exception.rule in UNALLOWABLE:
            yield Problem(
                RULE, path, exception.line, f"{exception.rule!r} has no exceptions", "take the comment away", fix
            )
        elif not exception.why:
            yield Problem(RULE, path, exception.line, f"the exception from {exception.rule!r} has no reason", tip)
        elif exception.rule not in broken:
            message = f"the exception from {exception.rule!r} is no longer needed"
            yield Problem(RULE, path, exception.line, message, "take the comment away", fix)

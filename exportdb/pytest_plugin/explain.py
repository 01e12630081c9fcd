"""A section in the report of a test that fails with an error of torch.export: the case that stops alike, and a rewrite.

Nothing is imported before a test fails so, because every pytest in the environment loads this.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from exportdb.explaining import Explanation, Match

#: Modules of exceptions that only exporting raises, and folders whose code only runs then.
_MODULES = (
    "torch._dynamo",
    "torch.export",
    "torch._export",
    "torch.fx.experimental",
    "torch.onnx",
    "torch._subclasses",
)
_FOLDERS = ("/torch/export/", "/torch/_export/", "/torch/_dynamo/", "/torch/onnx/")
#: Failures that are explained in one process, and lines of a diff.
MAX_EXPLAINED, MAX_DIFF = 50, 24
SECTION = "exportdb"


class Explainer:
    """Adds the section."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.left = MAX_EXPLAINED
        self.known: dict[str, str] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if call.excinfo is not None and report.failed and _of_export(call.excinfo.value):
            text = self._text(call.excinfo.value)
            if text:
                report.sections.append((SECTION, text))
        return report

    def _text(self, error: BaseException) -> str:
        """The section; empty where there is nothing to say."""
        if self.left <= 0:
            return ""
        key = f"{type(error).__name__}: {error}"
        if key not in self.known:
            self.left -= 1
            self.known[key] = self._explained(error)
        return self.known[key]

    def _explained(self, error: BaseException) -> str:
        from exportdb.errors import ExportdbError
        from exportdb.explaining import explain

        here = self.root / "exportdb.db"
        try:
            return _section(explain(error, db=_named() or (str(here) if here.exists() else None), limit=3))
        except ExportdbError as problem:
            reason = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        except Exception as problem:
            # The report is a courtesy: a mistake in it must not take away the failure that it is about.
            reason = f"{type(problem).__name__}: {problem}"
        self.left = 0  # said once
        return f"not explained: {reason}; --no-exportdb-explain turns this off"


def _named() -> str | None:
    import os

    return os.environ.get("EXPORTDB_DB") or None


def _of_export(error: BaseException) -> bool:
    """Whether an exception, or one that it was raised from, comes of exporting."""
    return any(
        type(one).__module__.startswith(_MODULES) or any(map(_exports, _files(one.__traceback__)))
        for one in _causes(error)
    )


def _exports(file: str) -> bool:
    return any(folder in file.replace("\\", "/") for folder in _FOLDERS)


def _files(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename
        trace = trace.tb_next


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _section(found: Explanation) -> str:
    if not found.matches:
        return ""
    best, *others = found.matches
    lines = [found.summary, "", f"case: {best.case} ({best.score:.2f}): {best.title}", f"why:  {'; '.join(best.why)}"]
    if others:
        lines.append(f"also: {', '.join(f'{match.case} ({match.score:.2f})' for match in others)}")
    return "\n".join([*lines, *_rewrite(best), "", f"more: exportdb show {best.case}"])


def _rewrite(match: Match) -> list[str]:
    from exportdb.explaining.answer import releases_said

    if not match.rewrites:
        return ["", f"no rewrite: {match.no_rewrite}"] if match.no_rewrite else []
    rewrite = match.rewrites[0]
    modes = "; ".join(f"{mode}: {releases_said(words)}" for mode, words in rewrite.modes.items())
    diff = [line.rstrip() for line in rewrite.diff[:MAX_DIFF]]
    more = [f"... {len(rewrite.diff) - MAX_DIFF} more lines"] if len(rewrite.diff) > MAX_DIFF else []
    return ["", f"instead: {rewrite.label}" + (f" ({modes})" if modes else ""), *diff, *more]

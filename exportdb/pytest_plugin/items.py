"""One test: a stage of a chain, held against what the case expects of it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from exportdb.errors import EngineError
from exportdb.expectation import judge
from exportdb.pytest_plugin.measure import ChainKey, Measured
from exportdb_engine.protocol import Cell, Chain, Outcome, Stage

#: Lines that a report shows: the first ones of the message, the last ones of what was printed.
MESSAGE, PRINTED = 30, 10


class AsExpectedError(Exception):
    """The stage stopped with the code that the case states; the test's xfail mark takes it."""


class UnexpectedError(Exception):
    """The stage did not come out as the case states. The text is the whole report."""


class StageItem(pytest.Item):
    """A stage of a chain. The chain is measured once, when the first of its stages is asked for."""

    def __init__(self, *, stage: Stage, chain: ChainKey, measured: Measured, judged: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stage, self.chain, self.measured, self.judged = stage, chain, measured, judged
        self.expected = chain.case.expected(chain.mode, chain.variant)
        self.add_marker(str(stage))
        code = dict(self.expected).get(stage)
        if code is not None:
            self.add_marker(pytest.mark.xfail(reason=f"{stage}: {code}", raises=AsExpectedError, strict=True))

    def runtest(self) -> None:
        try:
            result = self.measured.chain(self)
        except EngineError as error:
            # No other test could be measured either.
            pytest.exit(str(error), returncode=pytest.ExitCode.INTERNAL_ERROR)
        cell = next((cell for cell in result.cells if cell.stage is self.stage), None)
        if cell is None:
            pytest.skip(f"{self.chain}: {_why_not_reached(self.stage, result)}")
        if cell.outcome is Outcome.SKIP:
            pytest.skip(f"{self.chain}: {cell.message or cell.code}")
        verdict = next(verdict for verdict in judge(self.expected, result.cells) if verdict.stage is self.stage)
        if not verdict.expected:
            if not self.judged:
                pytest.skip(f"{self.chain}: `expect` speaks of another torch release; {verdict.sentence}")
            raise UnexpectedError(self._report(verdict.sentence, cell, result))
        if cell.outcome is not Outcome.PASS:
            raise AsExpectedError(verdict.sentence)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, (UnexpectedError, AsExpectedError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.chain.case.model_line - 1, f"{self.chain} · {self.stage}"

    def _report(self, sentence: str, cell: Cell, result: Chain) -> str:
        lines = [sentence, "", f"{self.chain}"]
        for one in result.cells:
            lines.append(f"  {one.stage:<11}{one.outcome}{f' {one.code}' if one.code else ''}")
        lines += _block("message", cell.message, MESSAGE) + _block("printed", result.output, -PRINTED)
        return "\n".join([*lines, "", f"repro: {self._repro()}"])

    def _repro(self) -> str:
        """A command that measures this one again, and nothing else."""
        here = self.config.invocation_params.dir
        folder = os.path.relpath(self.measured.roots[self.path], here)
        node = "::".join([os.path.relpath(self.path, here), self.chain.variant, str(self.chain.mode), str(self.stage)])
        return shlex.join(["pytest", "--exportdb", folder, node])


def _why_not_reached(stage: Stage, result: Chain) -> str:
    """Names the cell that kept a stage from being reached."""
    cells = {cell.stage: cell for cell in result.cells}
    needed = stage.needs
    while needed is not None and needed not in cells:
        needed = needed.needs
    if needed is None:
        return "not reached: the chain has no result"
    cell = cells[needed]
    return f"not reached: {needed} did not pass ({cell.outcome}{f' {cell.code}' if cell.code else ''})"


def _block(title: str, text: str | None, limit: int) -> list[str]:
    """Lines under a title: the first ``limit`` of them, or the last where it is negative."""
    lines = (text or "").strip().splitlines()
    if not lines:
        return []
    shown = lines[:limit] if limit > 0 else lines[limit:]
    more = (
        f" ({'first' if limit > 0 else 'last'} {len(shown)} of {len(lines)} lines)" if len(shown) < len(lines) else ""
    )
    return ["", f"{title}{more}:", *(f"  {line}".rstrip() for line in shown)]

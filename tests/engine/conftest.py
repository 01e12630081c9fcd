from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from exportdb_engine.protocol import Chain, Record, decode


@pytest.fixture(scope="session")
def run_engine() -> Callable[..., list[Record]]:
    """Runs the worker's own command line on a folder of cases, and gives the records that it wrote."""

    def run(folder: Path, *arguments: str) -> list[Record]:
        out = folder.parent / "records.jsonl"
        command = [sys.executable, "-m", "exportdb_engine", "run", str(folder), "-o", str(out), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return [decode(line) for line in out.read_text().splitlines()]

    return run


@pytest.fixture(scope="session")
def cells_of() -> Callable[..., dict[str, str]]:
    """{stage: outcome} or {stage: 'outcome code'} of a chain."""

    def cells(records: list[Record], case: str, mode: str = "nonstrict", variant: str = "original") -> dict[str, str]:
        (chain,) = (
            r for r in records if isinstance(r, Chain) and (r.case, r.mode.value, r.variant) == (case, mode, variant)
        )
        return {c.stage.value: f"{c.outcome.value} {c.code}" if c.code else c.outcome.value for c in chain.cells}

    return cells

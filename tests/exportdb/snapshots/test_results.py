"""The snapshots that are committed."""

from __future__ import annotations

import pytest

from exportdb.snapshots import Snapshot, snapshots
from exportdb.snapshots.check import check_all
from exportdb.snapshots.files import __file__ as module

#: Compressed, with its share of the case and of the exported program.
BYTES_OF_A_CELL = 80


def committed() -> list[Snapshot]:
    from pathlib import Path

    return snapshots(Path(module).resolve().parents[2] / "results")


def test_they_are_small_and_speak_of_the_corpus() -> None:
    found = committed()
    if not found:
        pytest.skip("results/ has no snapshots yet: exportdb results write")
    for row in check_all(found[0].path.parent):
        assert row.stale == "", f"{row.file}: {row.stale}; {row.remedy}"
        assert row.bytes < BYTES_OF_A_CELL * row.cells, row.file

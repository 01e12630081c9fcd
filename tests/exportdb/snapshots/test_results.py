"""The snapshots that are committed."""

from __future__ import annotations

import pytest

from exportdb.snapshots import Snapshot, snapshots
from exportdb.snapshots.check import check_all
from exportdb.snapshots.files import __file__ as module

#: Bytes of a snapshot that has the pipeline alone, and of the release whose programs also went through ten backends.
ALONE, WITH_BACKENDS, BACKENDS_OF = 1.0 * 2**20, 3.0 * 2**20, "2.13.0"


def committed() -> list[Snapshot]:
    from pathlib import Path

    return snapshots(Path(module).resolve().parents[2] / "results")


def test_they_are_small_and_speak_of_the_corpus() -> None:
    found = committed()
    if not found:
        pytest.skip("results/ has no snapshots yet: exportdb results write")
    for row in check_all(found[0].path.parent):
        assert row.stale == "", f"{row.file}: {row.stale}; {row.remedy}"
        assert row.bytes < (WITH_BACKENDS if row.file == f"torch-{BACKENDS_OF}.jsonl.gz" else ALONE), row.file

"""What holds for every test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_results_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test without a database has none: it does not read the results that come with exportdb."""
    monkeypatch.setenv("EXPORTDB_RESULTS", str(tmp_path / "no-results"))

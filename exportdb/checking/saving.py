"""Keeps a checked program as a case of the user's own collection."""

from __future__ import annotations

from pathlib import Path

from exportdb.checking.check import Checked


def save(checked: Checked, folder: Path) -> Path:
    raise NotImplementedError

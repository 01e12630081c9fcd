"""Reads the error reports of this folder.

``load_reports(folder)`` gives every ``[[report]]`` of the TOML files in ``tune`` and ``held``, by file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus.toml import read_toml

FIELDS = frozenset({"link", "release", "wrapper", "text", "fixed_by", "expects", "why"})


@dataclass(frozen=True, slots=True)
class Report:
    """One error as somebody met it. ``expects`` names the cases with the same cause, the best first.

    ``half`` is the folder: ``tune``, which may be looked at while tuning, or ``held``.
    """

    link: str
    release: str
    wrapper: str
    text: str
    fixed_by: str
    expects: tuple[str, ...]
    why: str
    negative: bool
    half: str
    file: str


def load_reports(folder: Path) -> list[Report]:
    """The reports of both halves. ValueError names the file and the report with wrong fields."""
    return [
        report
        for half in ("tune", "held")
        for path in sorted(folder.glob(f"{half}/*.toml"))
        for report in _of_file(path)
    ]


def _of_file(path: Path) -> list[Report]:
    table = read_toml(path, "a report is a [[report]] table with link, text and expects")
    found = []
    for number, entry in enumerate(table.get("report", []), 1):
        wrong = (FIELDS - set(entry)) | (set(entry) - FIELDS - {"negative"})
        if wrong:
            raise ValueError(f"{path}: report {number} lacks or should not have {', '.join(sorted(wrong))}")
        values = {**entry, "expects": tuple(entry["expects"]), "negative": entry.get("negative", False)}
        found.append(Report(**values, half=path.parent.name, file=path.name))
    return found

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exportdb.lint.base import Finding, Folder, folder_rule


@folder_rule(
    "readable",
    asks="A file below the folder can be read as a case: Python, known names, literals where they are asked for.",
    tip="CONTRIBUTING.md describes the format; a name that begins with an underscore is yours to use",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    for error in folder.errors:
        yield Path(error.path), Finding(error.line, error.message, error.hint or None)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exportdb.lint.base import Finding, Folder, folder_rule


@folder_rule(
    "unused-tag",
    asks="Every tag in tags.toml is used by a case.",
    tip="take the line away, or use it",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    if folder.errors:
        return  # a file that cannot be read may be the one that uses it
    used = {tag for case in folder.cases for tag in case.tags}
    for name in folder.registry.tags:
        if name not in used:
            yield folder.registry_path, Finding(_line(folder, name), f"no case uses the tag {name!r}")


def _line(folder: Folder, name: str) -> int:
    for number, line in enumerate(folder.registry_lines, 1):
        if line.partition("=")[0].strip().strip("\"'") == name:
            return number
    return 1

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exportdb.lint.allow import RULE
from exportdb.lint.base import Finding, Folder, folder_rule


@folder_rule(
    RULE,
    asks="An exception names a rule, gives its reason, and is still needed.",
    tip="write: # lint: allow RULE because REASON",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    # What an exception was needed for is known only after all other rules: exportdb.lint.check sees to it.
    yield from ()

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from exportdb.corpus.graph_breaks import GraphBreaks, graph_breaks
from exportdb.lint.base import Finding, Folder, Subject, case_rule

_ID = re.compile(r"\bGB\d{3,}\b")


@functools.cache
def _registry(folder: Path) -> GraphBreaks:
    return graph_breaks(folder)


def _needs(folder: Folder) -> str | None:
    registry = _registry(folder.path)
    if registry.torch and not folder.registry.judges(registry.torch):
        return f"the cases speak of torch {folder.registry.expects_torch}, and here is {registry.torch}"
    return registry.missing


@case_rule(
    "graph-break-id",
    asks="An id such as GB0170, in `expect` or in a text, is in Dynamo's registry.",
    tip="exportdb codes --graph-breaks lists the ids that the installed torch knows",
    needs=_needs,
)
def check(subject: Subject) -> Iterator[Finding]:
    registry = _registry(subject.folder.path)
    for number, line in enumerate(subject.lines, 1):
        for id in _ID.findall(line):
            if id not in registry.entries:
                yield Finding(number, f"{id} is no graph break of torch {registry.torch}")

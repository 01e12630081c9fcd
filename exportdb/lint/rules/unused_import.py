from __future__ import annotations

import ast
from collections.abc import Iterator

from exportdb.lint.base import Finding, Fix, Subject, case_rule


@case_rule(
    "unused-import",
    asks="A case uses what it imports.",
    tip="take the import away",
)
def check(subject: Subject) -> Iterator[Finding]:
    used = {node.id for node in ast.walk(subject.tree) if isinstance(node, ast.Name)}
    for node in subject.tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            continue
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            if name not in used:
                alone = len(node.names) == 1 and node.lineno == node.end_lineno
                yield Finding(node.lineno, f"{name} is not used", fix=Fix(node.lineno, None) if alone else None)

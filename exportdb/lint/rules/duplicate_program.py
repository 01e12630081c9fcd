from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from exportdb.lint.base import Finding, Folder, folder_rule
from exportdb_engine.protocol.casefile import CaseFile

#: The names of a case that make a program another one, besides the text of its model.
INPUTS = ("example_args", "example_kwargs", "dynamic_shapes", "decomp_table")


@folder_rule(
    "duplicate-program",
    asks="No two cases export the same model on the same inputs with the same spec.",
    tip="a case shows one observable: change this one, or take it away",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    first: dict[str, CaseFile] = {}
    for case in sorted(folder.cases, key=lambda case: case.case):
        if not case.model_source:
            continue
        other = first.setdefault(program_of(case), case)
        if other is not case:
            line = (case.assigned or {}).get("model", 1)
            yield case.path, Finding(line, f"the same program as {other.case}")


def program_of(case: CaseFile) -> str:
    """The program without what does not matter: the name of its class, docstrings, comments, layout."""
    parts = [_normal(case.model_source)]
    for node in ast.parse(case.source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name in INPUTS or name.startswith("_") or name.isupper():
                parts.append(f"{name}={ast.dump(node.value)}")
        elif isinstance(node, (ast.FunctionDef, ast.Expr)) and not _is_docstring(node):
            parts.append(ast.dump(node))
    return "\n".join(parts)


def _normal(source: str) -> str:
    tree = ast.parse(source)
    cls = tree.body[0]
    assert isinstance(cls, ast.ClassDef)
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and _is_docstring(node.body[0]):
            node.body = node.body[1:] or [ast.Pass()]
    return re.sub(rf"\b{re.escape(cls.name)}\b", "Model", ast.dump(tree))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)

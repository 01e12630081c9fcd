from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

from exportdb.lint.base import Finding, Folder, folder_rule
from exportdb.lint.rules.duplicate_program import program_of
from exportdb_engine.protocol.casefile import CaseFile

#: What a case says of its program; the program is the same without it. So is it on inputs of other sizes.
SAID = {
    "tags", "expect", "near", "issues", "requires", "no_rewrite", "rewrites", "more_args", "draws", "example_args",
    "example_kwargs",
}  # fmt: skip
KEPT = {*dir(builtins), "torch", "self", "Model"}


@folder_rule(
    "near-duplicate",
    asks="No two cases have the same program but for names of variables, numbers and the sizes of inputs.",
    tip="make one case of the two; or say what only the difference shows: # lint: allow near-duplicate because ...",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    first: dict[str, CaseFile] = {}
    programs: set[str] = set()
    for case in sorted(folder.cases, key=lambda case: case.case):
        program = program_of(case) if case.model_source else case.case
        other = first.setdefault(_skeleton(case), case)
        # The rule `duplicate-program` names those that are the same to the letter.
        if other is not case and program not in programs:
            line = (case.assigned or {}).get("model", 1)
            yield case.path, Finding(line, f"the program of {other.case} but for names and numbers")
        programs.add(program)


def _skeleton(case: CaseFile) -> str:
    """The program with names in the order in which they come, and every number as 0."""
    rewrites = {rewrite.class_name for rewrite in case.rewrites if rewrite.source != case.model_source}
    body = ast.parse(case.source).body
    kept = [node for node in body if not _is_said(node, rewrites)]
    return ast.dump(_Skeleton(_imported(body)).visit(ast.Module(kept, [])))


def _imported(body: list[ast.stmt]) -> dict[str, str]:
    """Imported name -> where it comes from: another function of a library makes another program."""
    found = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            home = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            found.update({alias.asname or alias.name: home + alias.name for alias in node.names})
    return found


def _is_said(node: ast.stmt, rewrites: set[str | None]) -> bool:
    if isinstance(node, ast.ClassDef):
        return node.name in rewrites
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) and target.id in SAID for target in node.targets)
    return isinstance(node, (ast.Import, ast.ImportFrom)) or _is_text(node)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


class _Skeleton(ast.NodeTransformer):
    def __init__(self, imported: dict[str, str]) -> None:
        self.imported = imported
        self.names: dict[str, str] = {}

    def named(self, name: str) -> str:
        kept = name if name in KEPT else self.imported.get(name)
        return kept or self.names.setdefault(name, f"name{len(self.names)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.copy_location(ast.Name(self.named(node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.copy_location(ast.arg(self.named(node.arg), None), node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        number = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
        return ast.copy_location(ast.Constant(0), node) if number else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name, node.body = self.named(node.name), _without_text(node.body)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = _without_text(node.body)
        return self.generic_visit(node)


def _without_text(body: list[ast.stmt]) -> list[ast.stmt]:
    return (body[1:] if _is_text(body[0]) else body) or [ast.Pass()]

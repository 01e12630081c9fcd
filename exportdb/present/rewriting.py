"""What a rewrite changes."""

from __future__ import annotations

import ast
import difflib

from exportdb.store.details import CaseDetail, RewriteView

#: Lines around a change; the classes of a case are short, so this mostly shows them whole.
CONTEXT = 12


def unified_diff(detail: CaseDetail, rewrite: RewriteView) -> list[str]:
    """The lines of a diff from the original to the rewrite, without file names; empty where they cannot be compared.

    Compared are the classes, and the inputs and the spec where the rewrite replaces them.
    """
    entry, assigned = _entry(detail.source, rewrite.label)
    before: list[str] = []
    after: list[str] = []
    if rewrite.class_name is not None and detail.model_source:
        before, after = detail.model_source.splitlines(), rewrite.source.splitlines()
    for name, text in entry.items():
        if name != "model":
            before += [*_gap(before), *f"{name} = {assigned[name]}".splitlines()] if name in assigned else []
            after += [*_gap(after), *f"{name} = {text}".splitlines()]
    lines = list(difflib.unified_diff(before, after, lineterm="", n=CONTEXT))[2:]
    hunks = sum(line.startswith("@@") for line in lines)
    return [line for line in lines if hunks > 1 or not line.startswith("@@")]


def _gap(lines: list[str]) -> list[str]:
    return [""] if lines and lines[-1].startswith((" ", "\t")) else []


def _entry(source: str, label: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the entry of a rewrite replaces, and what the file assigns: name -> text. Empty when it is no dict."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}, {}
    values = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    rewrites = values.get("rewrites")
    entry = _items(rewrites).get(label) if isinstance(rewrites, ast.Dict) else None
    found = _items(entry) if isinstance(entry, ast.Dict) else {}
    texts = {name: ast.get_source_segment(source, value) or "" for name, value in found.items()}
    return texts, {name: ast.get_source_segment(source, value) or "" for name, value in values.items()}


def _items(node: ast.Dict) -> dict[str, ast.expr]:
    pairs = zip(node.keys, node.values, strict=True)
    return {key.value: value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(key.value, str)}

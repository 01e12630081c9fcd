"""What a rewrite changes."""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

#: Lines around a change; the classes of a case are short, so this mostly shows them whole.
CONTEXT = 12


class Original(Protocol):
    """As much of a case as a rewrite is compared with: ``CaseDetail`` has it."""

    @property
    def source(self) -> str: ...
    @property
    def model_source(self) -> str: ...


class Instead(Protocol):
    """As much of a rewrite as is compared: ``RewriteView`` has it."""

    @property
    def label(self) -> str: ...
    @property
    def class_name(self) -> str | None: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Lines that stand beside each other: the same one, what one became, or None where the other side has no line."""

    before: str | None
    after: str | None
    changed: bool


def unified_diff(detail: Original, rewrite: Instead) -> list[str]:
    """The lines of a diff from the original to the rewrite, without file names; empty where they cannot be compared.

    Compared are the classes, and the inputs and the spec where the rewrite replaces them.
    """
    lines = list(difflib.unified_diff(*_sides(detail, rewrite), lineterm="", n=CONTEXT))[2:]
    hunks = sum(line.startswith("@@") for line in lines)
    return [line for line in lines if hunks > 1 or not line.startswith("@@")]


def side_by_side(detail: Original, rewrite: Instead) -> list[Pair]:
    """All lines of what :func:`unified_diff` compares, in pairs; empty where they cannot be compared or are alike."""
    return pairs(*_sides(detail, rewrite))


def pairs(before: list[str], after: list[str]) -> list[Pair]:
    """All lines of two texts beside each other; empty where they are alike."""
    if before == after:
        return []
    found = []
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        found += [Pair(old, new, kind != "equal") for old, new in zip_longest(before[i:i_end], after[j:j_end])]
    return found


def _sides(detail: Original, rewrite: Instead) -> tuple[list[str], list[str]]:
    """The lines that a rewrite replaces, and those that it puts there."""
    entry, assigned = _entry(detail.source, rewrite.label)
    before: list[str] = []
    after: list[str] = []
    if rewrite.class_name is not None and detail.model_source:
        before, after = classes(detail.model_source, rewrite.source)
    for name, text in entry.items():
        if name != "model":
            before += [*_gap(before), *f"{name} = {assigned[name]}".splitlines()] if name in assigned else []
            after += [*_gap(after), *f"{name} = {text}".splitlines()]
    return before, after


def replaced(source: str, label: str) -> dict[str, str]:
    """The names that the rewrite replaces, ``model`` among them, each with the text of its value."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    values = [n.value for n in tree.body if isinstance(n, ast.Assign) and "rewrites" in map(ast.unparse, n.targets)]
    entry = _items(values[-1]).get(label) if values and isinstance(values[-1], ast.Dict) else None
    if entry is None:
        return {}
    items = _items(entry) if isinstance(entry, ast.Dict) else {"model": entry}
    return {name: ast.get_source_segment(source, value) or ast.unparse(value) for name, value in items.items()}


def classes(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines of two classes to compare: of a class that the second one inherits from, only what it overrides."""
    lines, new = before.splitlines(), after.splitlines()
    try:
        (old_class, *_), (new_class, *_) = ast.parse(before).body, ast.parse(after).body
    except (SyntaxError, ValueError):
        return lines, new
    if not isinstance(old_class, ast.ClassDef) or not isinstance(new_class, ast.ClassDef):
        return lines, new
    if old_class.name not in map(ast.unparse, new_class.bases):
        return lines, new
    overridden = {node.name for node in new_class.body if isinstance(node, ast.FunctionDef)}
    kept = lines[: _first_line(old_class.body[0]) - 1]
    for node in old_class.body:
        if isinstance(node, ast.FunctionDef) and node.name in overridden:
            kept += [*_gap(kept), *lines[_first_line(node) - 1 : node.end_lineno]]
    return kept, new


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


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

"""What a rewrite changes."""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from itertools import zip_longest

from exportdb.store.details import CaseDetail, RewriteView

#: Lines around a change; the classes of a case are short, so this mostly shows them whole.
CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Lines that stand beside each other: the same one, what one became, or None where the other side has no line."""

    before: str | None
    after: str | None
    changed: bool


def unified_diff(detail: CaseDetail, rewrite: RewriteView) -> list[str]:
    """The lines of a diff from the original to the rewrite, without file names; empty where they cannot be compared.

    Compared are the classes, and the inputs and the spec where the rewrite replaces them.
    """
    lines = list(difflib.unified_diff(*_sides(detail, rewrite), lineterm="", n=CONTEXT))[2:]
    hunks = sum(line.startswith("@@") for line in lines)
    return [line for line in lines if hunks > 1 or not line.startswith("@@")]


def side_by_side(detail: CaseDetail, rewrite: RewriteView) -> list[Pair]:
    """All lines of what :func:`unified_diff` compares, in pairs; empty where they cannot be compared or are alike."""
    before, after = _sides(detail, rewrite)
    pairs = []
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        pairs += [Pair(old, new, kind != "equal") for old, new in zip_longest(before[i:i_end], after[j:j_end])]
    return pairs if before != after else []


def _sides(detail: CaseDetail, rewrite: RewriteView) -> tuple[list[str], list[str]]:
    """The lines that a rewrite replaces, and those that it puts there."""
    entry, assigned = _entry(detail.source, rewrite.label)
    before: list[str] = []
    after: list[str] = []
    if rewrite.class_name is not None and detail.model_source:
        before, after = detail.model_source.splitlines(), rewrite.source.splitlines()
    for name, text in entry.items():
        if name != "model":
            before += [*_gap(before), *f"{name} = {assigned[name]}".splitlines()] if name in assigned else []
            after += [*_gap(after), *f"{name} = {text}".splitlines()]
    return before, after


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

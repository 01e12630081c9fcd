"""The part of a case file that a reader copies: a program with all it uses, without what the case says of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

#: What a program is exported with.
ROOTS = ("model", "example_args", "example_kwargs", "dynamic_shapes", "decomp_table")


def program(source: str) -> str:
    """The original of a case: imports, helpers, the model, its inputs and its spec."""
    body = _body(source)
    return _text(source, _reached(body, _roots(body)))


def instead(source: str, label: str) -> str:
    """What the rewrite ``label`` puts in place of the original; empty when the case has no such rewrite."""
    body = _body(source)
    entry = _entry(body, label)
    if entry is None:
        return ""
    items = _items(entry) if isinstance(entry, ast.Dict) else {"model": entry}
    known = _reached(body, _roots(body))
    added = [node for node in _reached(body, [], _names(items.values())) if node not in known]
    lines = [f"{name} = {ast.get_source_segment(source, value) or ''}" for name, value in items.items()]
    text = _text(source, added)
    return "\n".join([text, "", "", *lines] if text else lines)


def _body(source: str) -> list[ast.stmt]:
    return [node for node in ast.parse(source).body if not _is_text(node)]


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _roots(body: list[ast.stmt]) -> list[ast.stmt]:
    return [node for node in body if _defined(node) & set(ROOTS)]


def _entry(body: list[ast.stmt], label: str) -> ast.expr | None:
    for node in body:
        if isinstance(node, ast.Assign) and "rewrites" in _defined(node) and isinstance(node.value, ast.Dict):
            return _items(node.value).get(label)
    return None


def _items(node: ast.Dict) -> dict[str, ast.expr]:
    pairs = zip(node.keys, node.values, strict=True)
    return {key.value: value for key, value in pairs if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def _reached(body: list[ast.stmt], roots: list[ast.stmt], names: Iterable[str] = ()) -> list[ast.stmt]:
    """The statements that the roots and the names need, in the order of the file."""
    found, wanted = list(roots), {*names, *(name for root in roots for name in _names([root]))}
    before = -1
    while before != len(found):
        before = len(found)
        for node in body:
            # A fake kernel or a registration is needed by nobody, and belongs to the operator that it names.
            if node not in found and (_defined(node) & wanted or _belongs(node) & wanted):
                found.append(node)
                if not isinstance(node, (ast.Import, ast.ImportFrom)):
                    wanted |= _names([node])
    return [node for node in body if node in found]


def _belongs(node: ast.stmt) -> set[str]:
    """Names of the file to which a statement adds something, as in ``@soft_clip.register_fake``."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        called = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
        return {d.value.id for d in called if isinstance(d, ast.Attribute) and isinstance(d.value, ast.Name)} - {
            "torch"
        }
    return _names([node]) - {"torch"} if isinstance(node, ast.Expr) else set()


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    walked = (inner for node in nodes for inner in ast.walk(node))
    return {node.id for node in walked if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _text(source: str, nodes: list[ast.stmt]) -> str:
    """The statements with two empty lines around functions and classes, and comments that stand right above."""
    lines = source.splitlines()
    parts: list[str] = []
    last: ast.stmt | None = None
    for node in nodes:
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        start -= sum(1 for _ in _comments_above(lines, start))
        parts += [""] * _gap(last, node)
        parts += lines[start - 1 : node.end_lineno]
        last = node
    return "\n".join(parts)


def _comments_above(lines: list[str], start: int) -> Iterator[str]:
    for line in reversed(lines[: start - 1]):
        if not line.startswith("#"):
            return
        yield line


def _gap(last: ast.stmt | None, node: ast.stmt) -> int:
    if last is None:
        return 0
    if any(isinstance(n, (ast.FunctionDef, ast.ClassDef)) for n in (last, node)):
        return 2
    imports = [isinstance(n, (ast.Import, ast.ImportFrom)) for n in (last, node)]
    return 1 if imports[0] != imports[1] else 0

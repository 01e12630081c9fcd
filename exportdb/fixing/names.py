"""Names in a piece of a program: which it reads, which it binds, and which are known to be no tensors."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.tensors import VIEWS

if TYPE_CHECKING:
    from exportdb.fixing.program import Program

#: Annotations of what is no tensor.
_PLAIN_TYPES = {"int", "float", "bool", "str", "None", "torch.dtype", "torch.device", "torch.Size"}
#: Calls that give a number, a range or a text.
_PLAIN_CALLS = {"len", "int", "float", "bool", "range", "str", "round", "isinstance", "type"}
#: Methods of a tensor that give numbers.
_PLAIN_METHODS = {"item", "tolist", "size", "dim", "numel", "ndimension", "stride", "element_size", "nelement"}
_PLAIN_ATTRIBUTES = {"shape", "ndim", "dtype", "device", "training", "requires_grad"}


def read(program: Program, nodes: Sequence[cst.CSTNode]) -> set[str]:
    """The names that are read."""
    return {use.id for node in nodes for use in _uses(_parsed(program, node)) if not _binds(use)}


def bound(program: Program, nodes: Sequence[cst.CSTNode]) -> set[str]:
    """The names that are bound: assigned, unpacked, imported, or a function's own."""
    return {name for node in nodes for name in _bound(_parsed(program, node))}


def bound_before(program: Program, function: cst.FunctionDef, node: cst.CSTNode) -> list[str]:
    """Parameters and what is assigned above the node, in order, those of the functions around it included."""
    found: dict[str, None] = {}
    around: cst.FunctionDef | None = function
    while around is not None:
        found |= dict.fromkeys(program.parameters(around))
        first, last = program.line(around), program.line(node)
        for use in _uses(_whole(program.source)):
            if _binds(use) and first < use.lineno < last:
                found[use.id] = None
        around = program.outer(around, cst.FunctionDef)
    return list(found)


def read_after(program: Program, function: cst.FunctionDef, node: cst.CSTNode) -> set[str]:
    """Names that are read below the node; within a loop also those that its next round reads."""
    loop = program.outer(node, cst.For) or program.outer(node, cst.While)
    above = program.line(loop) - 1 if loop is not None else program.last_line(node)
    last = program.last_line(function)
    return {u.id for u in _uses(_whole(program.source)) if not _binds(u) and above < u.lineno <= last}


def plain(program: Program, function: cst.FunctionDef) -> set[str]:
    """Names that hold numbers, texts, shapes and the like as far as the text tells, and no tensors."""
    tree = _parsed(program, function)
    found: set[str] = set()
    for argument, default in _arguments(tree):
        annotated = argument.annotation is not None and ast.unparse(argument.annotation) in _PLAIN_TYPES
        if annotated or (isinstance(default, ast.Constant) and default.value is not None):
            found.add(argument.arg)
    # Twice: what is computed from a number is a number.
    for _ in range(2):
        for node in ast.walk(tree):
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if _is_plain(node.value, found):
                    found.update(use.id for target in targets for use in _uses(target) if _binds(use))
            elif isinstance(node, ast.For) and _is_plain(node.iter, found):
                found.update(use.id for use in _uses(node.target))
    return found


def optional(program: Program, function: cst.FunctionDef) -> set[str]:
    """Names that may hold None: asked for by ``is``, or None by default."""
    tree = _parsed(program, function)
    found = {a.arg for a, default in _arguments(tree) if isinstance(default, ast.Constant) and default.value is None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(sign, (ast.Is, ast.IsNot)) for sign in node.ops):
            found |= {use.id for use in _uses(node.left)}
    return found


def fresh(program: Program, function: cst.FunctionDef) -> set[str]:
    """Names that hold what was computed for them: a ``+=`` on them changes no tensor of anyone else."""
    own: set[str] = set()
    others = set(program.parameters(function))
    for node in ast.walk(_parsed(program, function)):
        if isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            (own if _computes(node.value) else others).update(names)
            # The value has a second name then.
            others.update({node.value.id} if isinstance(node.value, ast.Name) else ())
    return own - others


def _computes(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr not in VIEWS and not node.func.attr.endswith("_")
    return isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Constant))


def truths(program: Program, function: cst.FunctionDef) -> set[str]:
    """Names that are only ever bound to comparisons, or to ``any()`` or ``all()`` of something."""
    yes: set[str] = set()
    no: set[str] = set()
    for node in ast.walk(_parsed(program, function)):
        if isinstance(node, ast.Assign):
            names = {use.id for target in node.targets for use in _uses(target) if _binds(use)}
            value = node.value
            method = value.func.attr if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) else ""
            (yes if isinstance(value, ast.Compare) or method in ("any", "all") else no).update(names)
    return yes - no - set(program.parameters(function))


def is_plain(program: Program, node: cst.CSTNode, known: set[str]) -> bool:
    """Whether an expression gives no tensor, as far as the text tells."""
    tree = _parsed(program, node)
    value = tree.body[0] if isinstance(tree, ast.Module) and tree.body else None
    return isinstance(value, ast.Expr) and _is_plain(value.value, known)


def _is_plain(node: ast.expr, known: set[str]) -> bool:
    match node:
        case ast.Constant() | ast.JoinedStr():
            return True
        case ast.Name(id=name):
            return name in known
        case ast.Attribute(attr=name):
            return name in _PLAIN_ATTRIBUTES
        case ast.Call(func=ast.Name(id=name)):
            return name in _PLAIN_CALLS
        case ast.Call(func=ast.Attribute(attr=name, value=owner)):
            return name in _PLAIN_METHODS or ast.unparse(owner) == "math"
        case ast.Subscript(value=owner):
            return _is_plain(owner, known)
        case ast.BinOp(left=left, right=right):
            return _is_plain(left, known) and _is_plain(right, known)
        case ast.UnaryOp(operand=operand):
            return _is_plain(operand, known)
        case ast.Compare(left=left, comparators=others):
            return all(_is_plain(one, known) for one in (left, *others))
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            return all(_is_plain(one, known) for one in parts)
        case ast.IfExp(body=yes, orelse=no):
            return _is_plain(yes, known) and _is_plain(no, known)
    return False


@functools.lru_cache(maxsize=1)
def _whole(source: str) -> ast.Module:
    return ast.parse(source)


def _parsed(program: Program, node: cst.CSTNode) -> ast.AST:
    code = program.tree.code_for_node(node).strip()
    # An expression may go over lines that brackets around it hold together.
    return ast.parse(f"(\n{code}\n)" if isinstance(node, cst.BaseExpression) else code)


def _uses(tree: ast.AST) -> Iterator[ast.Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            # It reads what it binds.
            yield ast.Name(node.target.id, ast.Load(), lineno=node.lineno, col_offset=node.col_offset)


def _binds(use: ast.Name) -> bool:
    return isinstance(use.ctx, ast.Store)


def _bound(tree: ast.AST) -> Iterator[str]:
    yield from (use.id for use in _uses(tree) if _binds(use))
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]


def _arguments(tree: ast.AST) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    function = tree.body[0] if isinstance(tree, ast.Module) else None
    if not isinstance(function, ast.FunctionDef):
        return
    spec = function.args
    positional = [*spec.posonlyargs, *spec.args]
    lacking: list[ast.expr | None] = [None] * (len(positional) - len(spec.defaults))
    yield from zip(positional, [*lacking, *spec.defaults], strict=True)
    yield from zip(spec.kwonlyargs, spec.kw_defaults, strict=True)

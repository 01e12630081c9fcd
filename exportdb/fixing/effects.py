"""Whether a piece of a program only computes: what it would otherwise change, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.program import called, dotted
from exportdb.fixing.tensors import EFFECTS, PURE

if TYPE_CHECKING:
    from exportdb.fixing.program import Program

_BUILTINS = {
    "abs", "all", "any", "bool", "dict", "enumerate", "float", "getattr", "hasattr", "int", "isinstance", "len", "list",
    "max", "min", "range", "reversed", "round", "slice", "str", "sum", "tuple", "zip",
}  # fmt: skip
_TORCH = ("torch.nn.functional.", "nn.functional.", "F.", "functional.", "math.")
_STATEMENTS: dict[type[cst.CSTNode], str] = {
    cst.Raise: "it raises",
    cst.Assert: "it asserts",
    cst.Del: "it deletes a name",
    cst.Global: "it binds a global name",
    cst.Nonlocal: "it binds a name of the function around it",
    cst.Try: "it catches exceptions",
    cst.With: "it enters a context",
    cst.While: "it holds a `while`",
    cst.Yield: "it yields",
    cst.Await: "it awaits",
    cst.NamedExpr: "it assigns within an expression",
    cst.Match: "it holds a `match`",
    cst.ClassDef: "it defines a class",
    cst.FunctionDef: "it defines a function",
}


def effect(
    program: Program,
    nodes: Iterable[cst.CSTNode],
    *,
    fresh: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> str:
    """What the nodes do besides computing, in a few words; empty where they only compute.

    Calls count as computing where the name tells so: functions of torch, tensor methods, layers that ``__init__``
    makes, and functions of the same file of which this can be said in turn. ``fresh`` names may be updated by ``+=``;
    ``known`` are functions that are being looked at.
    """
    for top in nodes:
        for node in program.all(cst.CSTNode, top):  # type: ignore[type-abstract]
            if isinstance(node, cst.AugAssign) and isinstance(node.target, cst.Name) and node.target.value in fresh:
                continue
            if said := _effect(program, node, known):
                return said
    return ""


def _effect(program: Program, node: cst.CSTNode, known: frozenset[str]) -> str:
    for kind, words in _STATEMENTS.items():
        if isinstance(node, kind):
            return words
    if isinstance(node, (cst.AssignTarget, cst.AnnAssign, cst.For)):
        return _writes(program, node.target)
    if isinstance(node, cst.AugAssign):
        # For a tensor this is the in-place operator.
        return f"`{program.text(node)}` may write into a tensor"
    if isinstance(node, cst.Expr) and not isinstance(node.value, (cst.SimpleString, cst.Ellipsis)):
        return f"`{_short(program.text(node))}` is there for what it does besides"
    if isinstance(node, cst.Call):
        return _of_call(program, node, known)
    return ""


def _writes(program: Program, target: cst.BaseExpression) -> str:
    if isinstance(target, cst.Name):
        return ""
    if isinstance(target, (cst.Tuple, cst.List)):
        found = (_writes(program, element.value) for element in target.elements)
        return next((said for said in found if said), "")
    return f"it writes to `{program.text(target)}`"


def _of_call(program: Program, call: cst.Call, known: frozenset[str]) -> str:
    name = called(call)
    shown = f"`{name or program.text(call.func)}`"
    method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    if method.endswith("_") and not method.endswith("__"):
        return f"{shown} writes into a tensor"
    if any(program.text(arg.keyword) in ("out", "inplace") for arg in call.args if arg.keyword is not None):
        return f"{shown} writes into a tensor"
    if name.startswith(f"{program.torch}."):
        rest = name.removeprefix(f"{program.torch}.")
        return f"{shown} does more than compute" if rest.startswith(EFFECTS) else ""
    if name.startswith(_TORCH) or name in _BUILTINS:
        return ""
    if name == "self" or name.startswith("self.") or (not name and _root(call.func) == "self"):
        return _of_self(program, call, known)
    if isinstance(call.func, cst.Name):
        return _of_function(program, name, program.tree.body, known, shown)
    return "" if method in PURE else f"what {shown} does is not known"


def _of_self(program: Program, call: cst.Call, known: frozenset[str]) -> str:
    func = call.func.value if isinstance(call.func, cst.Subscript) else call.func
    path = dotted(func).split(".")
    shown = f"`{program.text(call.func)}`"
    if len(path) > 2 and path[-1] in PURE:
        return ""
    owner = program.outer(call, cst.ClassDef)
    if len(path) < 2 or owner is None:
        return f"what {shown} does is not known"
    for one in _with_bases(program, owner):
        if path[1] in _layers(program, one):
            return ""
        for part in one.body.body:
            if len(path) == 2 and isinstance(part, cst.FunctionDef) and part.name.value == path[1]:
                return _of_function(program, path[1], one.body.body, known, shown)
    return f"what {shown} does is not known"


def _of_function(program: Program, name: str, among: Iterable[cst.CSTNode], known: frozenset[str], shown: str) -> str:
    if name in known:
        return ""
    for part in among:
        if isinstance(part, cst.FunctionDef) and part.name.value == name:
            if any(dotted(one.decorator) not in ("staticmethod", "classmethod") for one in part.decorators):
                continue
            body = [p for p in part.body.body if not _is_docstring(p)]
            said = effect(program, body, known=known | {name})
            return f"{shown}: {said}" if said else ""
    return f"what {shown} does is not known"


def _is_docstring(node: cst.CSTNode) -> bool:
    return (
        isinstance(node, cst.SimpleStatementLine)
        and isinstance(node.body[0], cst.Expr)
        and (isinstance(node.body[0].value, (cst.SimpleString, cst.ConcatenatedString)))
    )


def _with_bases(program: Program, owner: cst.ClassDef) -> list[cst.ClassDef]:
    """The class, and those of its bases that the file holds."""
    found = [owner]
    for one in found:
        names = {dotted(base.value) for base in one.bases}
        found += [c for c in program.all(cst.ClassDef) if c.name.value in names and c not in found]
    return found


def attributes(program: Program, function: cst.FunctionDef, *, tensors: bool = False) -> set[str]:
    """Names behind ``self.`` that a method's class makes layers in ``__init__``; with ``tensors`` those of tensors."""
    owner = program.outer(function, cst.ClassDef)
    classes = _with_bases(program, owner) if owner is not None else []
    return {name for one in classes for name in (_tensors(program, one) if tensors else _layers(program, one))}


def _layers(program: Program, owner: cst.ClassDef) -> set[str]:
    """Attributes that ``__init__`` sets to what ``nn.X(...)`` gives."""
    return {name for name, made in _made(program, owner) if made.startswith(("nn.", f"{program.torch}.nn."))}


def _tensors(program: Program, owner: cst.ClassDef) -> set[str]:
    """Attributes that ``__init__`` sets to tensors: parameters, buffers, and what functions of torch give."""
    return {
        name
        for name, made in _made(program, owner)
        if made.endswith(("Parameter", "Buffer", "register_buffer", "register_parameter"))
        or (made.startswith(f"{program.torch}.") and ".nn." not in made)
    }


def _made(program: Program, owner: cst.ClassDef) -> Iterator[tuple[str, str]]:
    """Attribute, and what is called in ``__init__`` to make it."""
    for function in owner.body.body:
        if not isinstance(function, cst.FunctionDef) or function.name.value != "__init__":
            continue
        for assign in program.all(cst.Assign, function):
            if isinstance(assign.value, cst.Call):
                for target in assign.targets:
                    yield dotted(target.target).removeprefix("self."), called(assign.value)
        for call in program.all(cst.Call, function):
            if called(call) in ("self.register_buffer", "self.register_parameter") and call.args:
                yield program.text(call.args[0].value).strip("'\""), called(call)


def _root(node: cst.BaseExpression) -> str:
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def _short(text: str) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= 40 else f"{line[:37]}..."

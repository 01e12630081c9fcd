from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.names import plain
from exportdb.fixing.program import Program, called, dotted
from exportdb.fixing.writing import aliases

#: Where torch refuses a write: into what a branch or a loop's body is given, and an input's shape.
_REFUSED = r"GB0041|GB0072|[Ii]nput mutation|might be modifying the input|[Ii]nplace op on input|leaf Variable"
#: Where it takes the write, and it does not reach the caller.
_LOST = r"InputMutationDiffers"
_OPERATORS = ("cond", "while_loop", "scan", "associative_scan", "map", "vmap", "loop")


@fixer("clone-input", does="What a branch or a loop's body writes into is copied first.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        numbers = plain(program, function)
        written = [n for n in _written(program, function.body, program.parameters(function)) if n not in numbers]
        if not written:
            continue
        at = program.line(function)
        lost = program.met(_LOST)
        if lost and not program.met(_REFUSED):
            if _is_outermost(program, function):
                yield Left(lost[0].line or at, f"the caller sees what is written into `{written[0]}`, and not a copy")
            continue
        if _concerns(program, function):
            yield _copied(program, function, written)
    for node in program.all(cst.Lambda):
        names = [p.name.value for p in node.params.params]
        places = [
            call.func.value
            for call in program.all(cst.Call, node.body)
            if isinstance(call.func, cst.Attribute) and _writes(call) and dotted(call.func.value) in names
        ]
        if places and _handed_over(program, node) and program.met(_REFUSED):
            yield Change(
                title=f"`{program.text(places[0])}` copied before it is written into",
                reason="the branch works on a copy; what it gives is the same, and nothing else reads the original",
                line=program.line(node),
                edits={place: cst.parse_expression(f"{program.text(place)}.clone()") for place in places},
            )


def _copied(program: Program, function: cst.FunctionDef, written: list[str]) -> Change | Left:
    at = program.line(function)
    if not isinstance(function.body, cst.IndentedBlock):
        return Left(at, "it is written on one line")
    body = list(function.body.body)
    first = 1 if _is_docstring(body[0]) else 0
    copies = [cst.parse_statement(f"{name} = {name}.clone()\n") for name in written]
    block = function.body.with_changes(body=[*body[:first], *copies, *body[first:]])
    return Change(
        title=f"`{'`, `'.join(written)}` copied before it is written into",
        reason="the function works on a copy; this holds where nobody reads the original afterwards",
        line=at,
        edits={function.body: block},
    )


def _concerns(program: Program, function: cst.FunctionDef) -> bool:
    """Whether a refusal is one of this function: on its lines, or on none or the call's where it is handed over."""
    met = program.met(_REFUSED)
    if any(program.spans(function, one.line) for one in met):
        # The innermost one that writes.
        inner = [
            f for f in program.all(cst.FunctionDef, function.body) if _written(program, f.body, program.parameters(f))
        ]
        return not inner
    return bool(met) and not _is_outermost(program, function)


def _is_outermost(program: Program, function: cst.FunctionDef) -> bool:
    return program.outer(function, cst.FunctionDef) is None


def _handed_over(program: Program, node: cst.Lambda) -> bool:
    call = program.outer(node, cst.Call)
    return call is not None and called(call).rpartition(".")[2] in _OPERATORS


def _written(program: Program, body: cst.CSTNode, names: list[str]) -> list[str]:
    """The names, of those given, into which the body writes before it binds them anew."""
    found: list[str] = []
    rebound: set[str] = set()
    for node in _own(body):
        name = ""
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and _writes(node):
            name = dotted(node.func.value)
            if called(node).startswith(f"{program.torch}.") and node.args:
                name = dotted(node.args[0].value)
        elif isinstance(node, cst.AugAssign):
            name = dotted(_owner(node.target))
        elif isinstance(node, cst.Assign):
            for target in (one.target for one in node.targets):
                if isinstance(target, cst.Name) and not aliases(node.value, set()):
                    rebound.add(target.value)
                elif isinstance(target, cst.Subscript):
                    name = dotted(_owner(target))
        if name in names and name not in rebound and name not in found:
            found.append(name)
    return found


def _own(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and what is below it, without the functions in it."""
    yield node
    for child in node.children:
        if not isinstance(child, (cst.FunctionDef, cst.Lambda)):
            yield from _own(child)


def _owner(node: cst.BaseExpression) -> cst.BaseExpression:
    while isinstance(node, cst.Subscript):
        node = node.value
    return node


def _writes(call: cst.Call) -> bool:
    method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    return method.endswith("_") and not method.endswith("__")


def _is_docstring(node: cst.CSTNode) -> bool:
    return (
        isinstance(node, cst.SimpleStatementLine)
        and isinstance(node.body[0], cst.Expr)
        and isinstance(node.body[0].value, cst.SimpleString)
    )

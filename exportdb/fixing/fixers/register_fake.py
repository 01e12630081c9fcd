from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.fakes import Kernel, kernel
from exportdb.fixing.program import Program, called, dotted

if TYPE_CHECKING:
    from exportdb.fixing.base import New

#: torch's words for an operator of which it does not know what it returns.
_STOPS = (
    r"no fake impl|missing_fake_kernel|UnsupportedOperatorException|fake kernel|abstract impl|Meta[ '\"]+backend"
    r"|has no kernel|meta kernel|not support(ed)? .*fake tensors|GB0090|GB0036|GB0037|NotImplementedError"
)
_NAMED = re.compile(r"\b([A-Za-z_]\w*(?:::|\.)[A-Za-z_]\w*)")
_REGISTERS = ("register_fake", "impl_abstract", "register_meta")


@dataclass(frozen=True, slots=True)
class _Operator:
    """An operator that the file defines."""

    #: ``space::name``.
    name: str
    code: cst.FunctionDef
    #: How a fake kernel is registered: a decorator.
    register: str


@fixer("fake", does="A custom operator gets the fake kernel that tells torch its sizes.")
def find(program: Program) -> Iterator[Change | Left]:
    met = program.met(_STOPS)
    if not met:
        return
    said = " ".join(obstacle.message for obstacle in met)
    known = _fakes(program)
    operators = list(_operators(program))
    for operator in operators:
        if not _named(operator, said, operators):
            continue
        at = program.line(operator.code)
        fake = known.get(operator.name) or known.get(operator.code.name.value)
        if fake is not None and not _placeholder(fake):
            continue
        code = kernel(operator.code, program.parameters(operator.code), program.torch)
        if isinstance(code, str):
            yield Left(at, f"{code}; {_to_write(operator, program)}")
            continue
        yield Change(
            title=f"fake kernel for {operator.name}",
            reason="it tells torch the sizes and the dtype of what the operator returns; the operator itself stays"
            + (f"; {code.given}" if code.given else ""),
            line=at,
            edits=_edits(operator, code, fake),
            imports=("torch",),
        )
    yield from _elsewhere(program, operators)


def _edits(operator: _Operator, code: Kernel, fake: cst.FunctionDef | None) -> dict[cst.CSTNode, New]:
    body = cst.IndentedBlock(code.body)
    if fake is not None:
        return {fake.body: body}
    new = cst.FunctionDef(
        name=cst.Name("_"),
        params=operator.code.params.deep_clone(),
        body=body,
        decorators=[cst.Decorator(cst.parse_expression(operator.register))],
        returns=operator.code.returns.deep_clone() if operator.code.returns else None,
        leading_lines=[cst.EmptyLine(indent=False)] * 2,
    )
    return {operator.code: lambda node: cst.FlattenSentinel([node, new])}


def _named(operator: _Operator, said: str, operators: list[_Operator]) -> bool:
    """Whether torch means this one; where it names none that the file has, it may be any."""
    names = {name.replace(".", "::") for name in _NAMED.findall(said)}
    if operator.name in names:
        return True
    return not any(other.name in names for other in operators)


def _operators(program: Program) -> Iterator[_Operator]:
    libraries = _libraries(program)
    defined = _defined(program, libraries)
    for function in program.all(cst.FunctionDef):
        for decorator in function.decorators:
            call = decorator.decorator
            if not isinstance(call, cst.Call):
                continue
            word = called(call).rpartition(".")[2]
            name = _operator_name(program, call, libraries)
            if word == "custom_op" and name:
                yield _Operator(name, function, f"{function.name.value}.register_fake")
            elif word == "impl" and name in defined:
                yield _Operator(name, function, f'{program.torch}.library.register_fake("{name}")')
    for call in program.all(cst.Call):
        # library.impl("name", function, "CPU"), torch.library.impl("space::name", "cpu", function)
        if not called(call).endswith(".impl") or len(call.args) < 3:
            continue
        name = _operator_name(program, call, libraries)
        names = {arg.value.value for arg in call.args if isinstance(arg.value, cst.Name)}
        for function in program.all(cst.FunctionDef):
            if name in defined and function.name.value in names:
                yield _Operator(name, function, f'{program.torch}.library.register_fake("{name}")')


def _libraries(program: Program) -> dict[str, str]:
    """Name of a variable -> the name space of the torch.library.Library that it holds."""
    found = {}
    for assign in program.all(cst.Assign):
        call, target = assign.value, assign.targets[0].target
        if isinstance(call, cst.Call) and called(call).rpartition(".")[2] == "Library" and isinstance(target, cst.Name):
            space = _text(call.args[0].value) if call.args else ""
            if space:
                found[target.value] = space
    return found


def _defined(program: Program, libraries: dict[str, str]) -> set[str]:
    return {
        name
        for call in program.all(cst.Call)
        if called(call).rpartition(".")[2] == "define" and (name := _operator_name(program, call, libraries))
    }


def _operator_name(program: Program, call: cst.Call, libraries: dict[str, str]) -> str:
    """``space::name`` of the operator that a call is about; empty where it is not written there."""
    holder = dotted(call.func).rpartition(".")[0]
    args = [arg.value for arg in call.args]
    space = libraries.get(holder, "")
    if args and isinstance(args[0], cst.Name) and args[0].value in libraries:
        space, args = libraries[args[0].value], args[1:]
    name = _text(args[0]).partition("(")[0].strip() if args else ""
    if not name:
        return ""
    name = name if "::" in name else f"{space}::{name}" if space else ""
    return name.removesuffix(".default")


def _text(node: cst.BaseExpression) -> str:
    return str(node.evaluated_value) if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)) else ""


def _fakes(program: Program) -> dict[str, cst.FunctionDef]:
    """The operators that have a fake kernel, by their own name or that of their function -> the kernel."""
    found: dict[str, cst.FunctionDef] = {}
    functions = {function.name.value: function for function in program.all(cst.FunctionDef)}
    libraries = _libraries(program)

    def about(node: cst.BaseExpression) -> str:
        call = node if isinstance(node, cst.Call) else None
        name = dotted(call.func if call else node)
        holder, _, word = name.rpartition(".")
        if word == "impl" and call and any(_text(arg.value) == "Meta" for arg in call.args):
            return _operator_name(program, call, libraries)
        if word not in _REGISTERS:
            return ""
        first = call.args[0].value if call and call.args else None
        if isinstance(first, cst.Name) and first.value not in libraries and holder.endswith("library"):
            return first.value
        return (_operator_name(program, call, libraries) if call else "") or holder

    for function in program.all(cst.FunctionDef):
        for decorator in function.decorators:
            if name := about(decorator.decorator):
                found[name] = function
    for call in program.all(cst.Call):
        if isinstance(program.parent(call), cst.Decorator):
            continue
        if name := about(call):
            given = [arg.value.value for arg in call.args if isinstance(arg.value, cst.Name)]
            found.setdefault(name, next((functions[n] for n in given if n in functions), _NOTHING))
    return found


#: A fake kernel that is given in a way that is not read here.
_NOTHING = cst.FunctionDef(cst.Name("_"), cst.Parameters(), cst.IndentedBlock([cst.SimpleStatementLine([cst.Pass()])]))


def _placeholder(fake: cst.FunctionDef) -> bool:
    """Whether a fake kernel only raises: it was not written yet."""
    lines = [line for line in fake.body.body if isinstance(line, cst.SimpleStatementLine)]
    return len(lines) == len(fake.body.body) and bool(lines) and isinstance(lines[-1].body[-1], cst.Raise)


def _to_write(operator: _Operator, program: Program) -> str:
    names = ", ".join(program.parameters(operator.code))
    first = names.partition(",")[0] or "x"
    return (
        f"write @{operator.register} def _({names}), which returns tensors of the right sizes and dtype without values:"
        f" {first}.new_empty(sizes)"
    )


def _elsewhere(program: Program, operators: list[_Operator]) -> Iterator[Left]:
    """Operators that the program calls and another file defines."""
    own = {operator.name for operator in operators}
    for call in program.all(cst.Call):
        space, _, name = called(call).removesuffix(".default").removeprefix(f"{program.torch}.ops.").partition(".")
        if not called(call).startswith(f"{program.torch}.ops.") or not program.met(_STOPS, near=call):
            continue
        if f"{space}::{name}" not in own and space not in ("aten", "prims", "higher_order"):
            yield Left(
                program.line(call),
                f"{space}::{name} is defined elsewhere; write there, or before the export:"
                f' @{program.torch}.library.register_fake("{space}::{name}"), a function of the same parameters that'
                " returns tensors of the right sizes and dtype without values",
            )

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, words

#: A state that the exported program does not carry: refused, or lost for the second call.
_STOPS = (
    r"was assigned during export|Mutating module attribute|ValuesDiffer|LostState|BufferMutation"
    r"|differ, by up to|after the call"
)
#: What makes a tensor for certain.
_MAKES = words("arange empty eye full linspace ones rand randn tensor zeros ones_like zeros_like clone")


@dataclass(slots=True)
class _State:
    """A tensor that a module keeps in an attribute, and changes."""

    #: ``self.mean = torch.zeros(4)`` in ``__init__``; None where it is registered as a buffer already.
    made: cst.SimpleStatementLine | None
    value: cst.BaseExpression | None = None
    assigned: list[cst.Assign] = field(default_factory=list)
    changed: bool = False
    odd: str = ""


@fixer("buffer", does="A tensor that forward assigns to an attribute becomes a buffer that is changed in place.")
def find(program: Program) -> Iterator[Change | Left]:
    if not program.met(_STOPS):
        return
    for module in program.all(cst.ClassDef):
        for name, state in _states(program, module).items():
            if not state.assigned and not (state.changed and state.made):
                continue
            first = state.assigned[0] if state.assigned else state.made
            assert first is not None
            if state.odd:
                yield Left(program.line(first), f"self.{name} {state.odd}")
                continue
            edits: dict[cst.CSTNode, object] = {one: _copied(name, one) for one in state.assigned}
            if state.made is not None and state.value is not None:
                edits[state.made.body[0]] = _registered(program, name, state.value)
            yield Change(
                f"self.{name} as a buffer",
                "a buffer is part of the exported program and keeps what a call leaves in it; its shape and dtype stay",
                program.line(first),
                edits,  # type: ignore[arg-type]
            )


def _states(program: Program, module: cst.ClassDef) -> dict[str, _State]:
    found: dict[str, _State] = {}
    methods = [one for one in module.body.body if isinstance(one, cst.FunctionDef)]
    for line in (
        line for one in methods if one.name.value == "__init__" for line in program.all(cst.SimpleStatementLine, one)
    ):
        small = line.body[0]
        if len(line.body) != 1:
            continue
        if isinstance(small, cst.Assign) and (name := _attribute(small)) and _makes(small.value):
            found[name] = _State(line, small.value)
        elif (
            isinstance(small, cst.Expr)
            and isinstance(small.value, cst.Call)
            and called(small.value) == "self.register_buffer"
        ):
            first = small.value.args[0].value if small.value.args else None
            if isinstance(first, cst.SimpleString):
                found[str(first.evaluated_value)] = _State(None)
    for method in methods:
        if method.name.value == "__init__":
            continue
        for assign in program.all(cst.Assign, method):
            state = found.get(_attribute(assign))
            if state is None:
                continue
            state.assigned.append(assign)
            if not isinstance(program.parent(assign), cst.SimpleStatementLine):
                state.odd = "is assigned in a line with something else"
            elif isinstance(assign.value, cst.Name) and assign.value.value == "None":
                state.odd = "is given None, which a buffer cannot hold at times"
        for change in program.all(cst.AugAssign, method):
            state = found.get(_name(change.target))
            if state is not None:
                state.changed = True
        for call in program.all(cst.Call, method):
            holder, _, word = called(call).rpartition(".")
            state = found.get(holder.removeprefix("self.")) if holder.startswith("self.") else None
            if state is not None and word.endswith("_") and not word.endswith("__"):
                state.changed = True
    return found


def _attribute(assign: cst.Assign) -> str:
    """``mean`` of ``self.mean = ...``; empty for everything else."""
    return _name(assign.targets[0].target) if len(assign.targets) == 1 else ""


def _name(target: cst.BaseExpression) -> str:
    if isinstance(target, cst.Attribute) and isinstance(target.value, cst.Name) and target.value.value == "self":
        return target.attr.value
    return ""


def _makes(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Call) and "." in called(value) and called(value).rpartition(".")[2] in _MAKES


def _copied(name: str, assign: cst.Assign) -> cst.Expr:
    target = cst.Attribute(cst.Attribute(cst.Name("self"), cst.Name(name)), cst.Name("copy_"))
    return cst.Expr(cst.Call(target, [cst.Arg(assign.value)]))


def _registered(program: Program, name: str, value: cst.BaseExpression) -> cst.Expr:
    return cst.Expr(cst.parse_expression(f'self.register_buffer("{name}", {program.text(value)})'))

"""The specs of dynamic shapes that stand in a program's text, and the dimensions that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from exportdb.fixing.program import Program, called, dotted

#: ``L['x'].size()[1]``, and the words of strict mode for it.
SOURCE = r"L\['(?P<input>\w+)'\](?:\[0\](?=\[))?(?:\[(?P<index>\d+)\])?\.size\(\)\[(?P<dim>\d+)\]"


@dataclass(frozen=True, slots=True)
class Named:
    """A named dimension: what makes it, and where specs use it."""

    name: str
    #: ``Dim("batch", min=2)``; None where it comes from ``dims("batch", "length")``.
    made: cst.Call | None
    #: The variable that holds it; empty where it stands in the spec itself.
    variable: str
    #: Its places in the specs.
    uses: tuple[cst.BaseExpression, ...]
    #: Whether the variable is used outside of the specs too.
    shared: bool = False


def spec_roots(program: Program) -> list[cst.BaseExpression]:
    """The expressions that are specs: what ``dynamic_shapes`` is assigned or given, but not in a case's rewrites."""
    values: list[cst.BaseExpression] = []
    for assign in program.all(cst.Assign):
        if any(dotted(target.target).rpartition(".")[2] == "dynamic_shapes" for target in assign.targets):
            values.append(assign.value)
    for arg in program.all(cst.Arg):
        if arg.keyword is not None and arg.keyword.value == "dynamic_shapes":
            values.append(arg.value)
    roots: list[cst.BaseExpression] = []
    for value in values:
        if isinstance(value, cst.Name):
            roots += [
                assign.value
                for assign in program.all(cst.Assign)
                if any(dotted(target.target) == value.value for target in assign.targets)
            ]
        elif not isinstance(value, cst.Name):
            roots.append(value)
    return list({id(root): root for root in roots if isinstance(root, (cst.Dict, cst.Tuple, cst.List))}.values())


def named(program: Program) -> dict[str, Named]:
    """The named dimensions of all specs."""
    roots = spec_roots(program)
    inside = {id(node) for root in roots for node in program.all(cst.BaseExpression, root)}  # type: ignore[type-abstract]
    found: dict[str, Named] = {}
    for name, made, variable in _made(program):
        uses: tuple[cst.BaseExpression, ...]
        if variable:
            read = [n for n in program.all(cst.Name) if n.value == variable and not _written(program, n)]
            uses = tuple(node for node in read if id(node) in inside)
            shared = len(uses) < len(read)
        else:
            uses, shared = ((made,) if made is not None and id(made) in inside else ()), False
        before = found.get(name)
        if uses and before is None:
            found[name] = Named(name, made, variable, uses, shared)
        elif uses and before is not None:
            # Made anew in each place: all are one dimension.
            found[name] = Named(name, None, "", (*before.uses, *uses), True)
    return found


def place(program: Program, root: cst.BaseExpression, source: re.Match[str]) -> cst.BaseExpression | None:
    """What a spec says of a dimension that torch names by its source (see SOURCE); None where it says nothing."""
    index = int(source["index"]) if source["index"] else None
    if isinstance(root, cst.Dict):
        entries = [e for e in root.elements if isinstance(e, cst.DictElement)]
        if index is not None:
            entry = entries[index].value if index < len(entries) else None
        else:
            entry = next((e.value for e in entries if text_of(e.key) == source["input"]), None)
    else:
        order = {name: i for f in program.functions() for i, name in enumerate(program.parameters(f))}
        entry = _nth(root, index if index is not None else order.get(source["input"], -1))
    if isinstance(entry, cst.Dict):
        keyed = [e for e in entry.elements if isinstance(e, cst.DictElement)]
        return next((e.value for e in keyed if program.text(e.key) == source["dim"]), None)
    return _nth(entry, int(source["dim"]))


def text_of(node: cst.BaseExpression) -> str:
    """The text of a plain string; empty for everything else."""
    return str(node.evaluated_value) if isinstance(node, cst.SimpleString) else ""


def _nth(value: cst.BaseExpression | None, index: int) -> cst.BaseExpression | None:
    if not isinstance(value, (cst.Tuple, cst.List)) or not 0 <= index < len(value.elements):
        return None
    return value.elements[index].value


def _made(program: Program) -> Iterator[tuple[str, cst.Call | None, str]]:
    """Name, call and variable of every Dim in the text."""
    for call in program.all(cst.Call):
        word = called(call).rpartition(".")[2]
        if word == "Dim" and call.args and (name := text_of(call.args[0].value)):
            yield name, call, _variable(program, call)
        elif word == "dims":
            assign = program.parent(call)
            target = assign.targets[0].target if isinstance(assign, cst.Assign) else None
            if isinstance(target, cst.Tuple):
                for arg, element in zip(call.args, target.elements, strict=False):
                    yield text_of(arg.value), None, dotted(element.value)


def _variable(program: Program, call: cst.Call) -> str:
    above = program.parent(call)
    if isinstance(above, cst.Assign):
        return dotted(above.targets[0].target)
    around = program.parent(above) if isinstance(above, cst.Element) else None
    assign = program.parent(around) if around is not None else None
    if isinstance(assign, cst.Assign) and isinstance(around, cst.Tuple) and assign.value is around:
        targets = assign.targets[0].target
        place = next((i for i, element in enumerate(around.elements) if element is above), -1)
        return dotted(held) if (held := _nth(targets, place)) is not None else ""
    return ""


def _written(program: Program, name: cst.Name) -> bool:
    """Whether a name stands where it is assigned, or is a part of another one."""
    above = program.parent(name)
    if isinstance(above, cst.Element):
        above = program.parent(program.parent(above) or above)
    if isinstance(above, cst.AssignTarget):
        return True
    return isinstance(above, (cst.Attribute, cst.Arg)) and getattr(above, "value", None) is not name

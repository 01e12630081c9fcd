from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, dotted

#: torch's words for a container that it cannot take apart, with the name of its class.
_UNKNOWN = re.compile(
    r"(?:Unsupported input type|inputs with type `?|Found) ?<class '[\w.<>]*?\.?(\w+)'>"
    r"|unrecognized type UserDefined\w+Variable\((\w+)\)"
)
_STOPS = r"Unsupported input type|pytree-flattenable|not a known type|[Uu]nrecognized type UserDefined"


@fixer("dataclass", does="A dataclass among the inputs or outputs is registered, so that torch takes it apart.")
def find(program: Program) -> Iterator[Change | Left]:
    names = {a or b for obstacle in program.met(_STOPS) for a, b in _UNKNOWN.findall(obstacle.message)}
    registered = {
        dotted(call.args[0].value)
        for call in program.all(cst.Call)
        if call.args and called(call).rpartition(".")[2] in ("register_dataclass", "register_pytree_node")
    }
    for definition in program.all(cst.ClassDef):
        name = definition.name.value
        if name not in names - registered:
            continue
        at = program.line(definition)
        if not any(_dataclass(decorator.decorator) for decorator in definition.decorators):
            yield Left(
                at,
                f"{name} is no dataclass: make it one, register it with {program.torch}.utils._pytree"
                ".register_pytree_node, or take and return its tensors",
            )
        elif not isinstance(program.parent(definition), cst.Module):
            yield Left(at, f"{name} is made inside of something: move it to the top of the file, and register it there")
        else:
            call = f'{program.torch}.export.register_dataclass({name}, serialized_type_name="{name}")\n'
            line = cst.parse_statement(call)
            assert isinstance(line, cst.SimpleStatementLine)
            line = line.with_changes(leading_lines=[cst.EmptyLine(indent=False)] * 2)
            yield Change(
                f"{name} registered as a dataclass",
                "torch then takes its fields as inputs and outputs; the class stays as it is",
                at,
                {definition: partial(_followed, line)},
                imports=("torch",),
            )


def _followed(line: cst.CSTNode, node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
    return cst.FlattenSentinel([node, line])


def _dataclass(decorator: cst.BaseExpression) -> bool:
    name = called(decorator) if isinstance(decorator, cst.Call) else dotted(decorator)
    return name in ("dataclass", "dataclasses.dataclass")

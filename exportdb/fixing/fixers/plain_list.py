from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, dotted

#: A parameter that the traced graph uses, and that the module does not know of.
_STOPS = r"KeyError: '(L__)?self___|is not an instance of torch\.nn\.Parameter|not registered as a (buffer|parameter)"
_ATTRIBUTE = re.compile(r"self___(\w+)")


@fixer("modulelist", does="Layers in a plain list or dict go into a ModuleList or ModuleDict.")
def find(program: Program) -> Iterator[Change | Left]:
    met = program.met(_STOPS)
    if not met:
        return
    named = [name for obstacle in met for name in _ATTRIBUTE.findall(obstacle.message)]
    found: dict[str, cst.Assign] = {}
    kinds: dict[str, str] = {}
    for assign in program.all(cst.Assign):
        function = program.outer(assign, cst.FunctionDef)
        name = dotted(assign.targets[0].target)
        if function is None or function.name.value != "__init__" or name.count(".") != 1:
            continue
        if name.startswith("self.") and (kind := _kind(program, function, name, assign.value)):
            found[name], kinds[name] = assign, kind
    # torch names one at a time.
    meant = [name for name in found if any(f"{one}_".startswith(f"{name.partition('.')[2]}_") for one in named)]
    for names in (meant, list(found)):
        if names and (meant or not named):
            yield Change(
                f"{' and '.join(names)} as {' and '.join(dict.fromkeys(kinds[name] for name in names))}",
                "the layers are the same, and torch knows of their parameters; they are saved, moved and trained with"
                " the module too",
                program.line(found[names[0]]),
                {found[name].value: partial(_inside, f"{_nn(program)}.{kinds[name]}") for name in names},
                imports=("torch",) if _nn(program) != "nn" else (),
            )


def _kind(program: Program, function: cst.FunctionDef, name: str, value: cst.BaseExpression) -> str:
    """ModuleList or ModuleDict, where all that a list or dict holds is layers; else nothing."""
    if isinstance(value, cst.List) and not value.elements:
        added = [c for c in program.all(cst.Call, function) if called(c) == f"{name}.append" and len(c.args) == 1]
        return "ModuleList" if added and all(_layer(program, call.args[0].value) for call in added) else ""
    if isinstance(value, cst.List):
        return "ModuleList" if all(_layer(program, e.value) for e in value.elements) else ""
    if isinstance(value, cst.ListComp):
        return "ModuleList" if _layer(program, value.elt) else ""
    if isinstance(value, cst.Dict) and value.elements:
        entries = [e for e in value.elements if isinstance(e, cst.DictElement)]
        text = all(isinstance(e.key, (cst.SimpleString, cst.FormattedString)) for e in entries)
        layers = len(entries) == len(value.elements) and all(_layer(program, e.value) for e in entries)
        return "ModuleDict" if text and layers else ""
    return ""


def _layer(program: Program, value: cst.BaseExpression) -> bool:
    """Whether a value is made by a class of torch.nn, or by one of the file that builds on another."""
    if not isinstance(value, cst.Call):
        return False
    name = called(value)
    if name.startswith(("nn.", f"{program.torch}.nn.")):
        return name.rpartition(".")[2][:1].isupper() and not name.endswith(("Parameter", "Buffer"))
    bases = {c.name.value: [dotted(b.value) for b in c.bases] for c in program.all(cst.ClassDef)}
    while name in bases:
        name = bases[name][0] if bases[name] else ""
    return name.rpartition(".")[2] == "Module"


def _nn(program: Program) -> str:
    """How the file writes torch.nn."""
    for line in program.all(cst.ImportFrom):
        names = () if isinstance(line.names, cst.ImportStar) else line.names
        of_torch = line.module is not None and dotted(line.module) == "torch"
        if of_torch and any(dotted(alias.name) == "nn" and alias.asname is None for alias in names):
            return "nn"
    if any(dotted(a.name) == "torch.nn" and a.asname is not None and program.text(a.asname.name) == "nn"
           for line in program.all(cst.Import) for a in line.names):  # fmt: skip
        return "nn"
    return f"{program.torch}.nn"


def _inside(name: str, node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.BaseExpression)
    empty = isinstance(node, cst.List) and not node.elements
    return cst.Call(cst.ensure_type(cst.parse_expression(name), cst.Attribute), [] if empty else [cst.Arg(node)])

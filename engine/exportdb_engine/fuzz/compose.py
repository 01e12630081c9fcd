"""Composes programs: Hypothesis draws inputs, a spec and lines, and every line is run on the example as it is added."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from hypothesis import strategies as st

from exportdb_engine.fuzz.vocabulary import Op, weighted

#: Elements of a value at most: what grows further is left out.
_MOST = 4096
_NAMES = "abcdefgh"
#: How an input is made, by kind.
_MAKE = {"float": "torch.randn({shape})", "long": "torch.randint(-3, 4, ({shape},))"}
_MARKERS = ("auto", "named", "dynamic", "bounded", "static")


@dataclass(frozen=True, slots=True)
class Input:
    """An input of a program."""

    name: str
    shape: tuple[int, ...]
    kind: str
    #: One word of ``_MARKERS`` for each dimension.
    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A program as text, and the operations in it, in order."""

    source: str
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    op: Op
    out: str
    text: str


@st.composite
def programs(draw: st.DrawFn, focus: str = "all", most_lines: int = 4) -> Composed | None:
    """Programs; None where no line could be kept."""
    inputs = _inputs(draw)
    scope = _scope(inputs)
    lines: list[_Line] = []
    ops = weighted(focus)
    for number in range(draw(st.integers(1, most_lines))):
        line = _line(draw, draw(st.sampled_from(ops)), scope, f"{_NAMES[number]}")
        if line is not None:
            lines.append(line)
    tensors = [line.out for line in lines if isinstance(scope.get(line.out), torch.Tensor)]
    if not tensors:
        return None
    returned = [tensors[-1]]
    if len(tensors) > 1 and draw(st.integers(0, 4)) == 4:
        returned.append(tensors[0])
    kept = _needed(lines, returned)
    return Composed(_source(inputs, kept, returned), tuple(line.op.name for line in kept))


def _inputs(draw: st.DrawFn) -> list[Input]:
    count = draw(st.sampled_from((1, 1, 2)))
    found: list[Input] = []
    for name in ("x", "y")[:count]:
        shape = tuple(draw(st.lists(st.sampled_from((4, 3, 2, 5, 1)), min_size=1, max_size=3)))
        if found and draw(st.integers(0, 2)) < 2:
            shape = found[0].shape
        kind = draw(st.sampled_from(("float", "float", "float", "long")))
        found.append(Input(name, shape, kind, tuple(draw(st.sampled_from(_MARKERS)) for _ in shape)))
    return found


def _scope(inputs: Sequence[Input]) -> dict[str, Any]:
    torch.manual_seed(0)
    scope: dict[str, Any] = {"torch": torch}
    for one in inputs:
        scope[one.name] = eval(_make(one), {"torch": torch})
    return scope


def _line(draw: st.DrawFn, op: Op, scope: dict[str, Any], out: str) -> _Line | None:
    """The line, run in ``scope``; None when eager does not take it or it gives what no program needs."""
    tensors = [name for name, value in scope.items() if isinstance(value, torch.Tensor)][::-1]
    numbers = [name for name, value in scope.items() if type(value) is int]
    given: dict[str, Any] = {"out": out, "t": draw(st.sampled_from(tensors))}
    rank = scope[given["t"]].dim()
    template = op.statements
    if "{u}" in template:
        given["u"] = draw(st.sampled_from(tensors))
    for dimension in ("d", "e"):
        if "{" + dimension + "}" in template or (dimension == "d" and "{n}" in template):
            given[dimension] = draw(st.integers(0, max(rank - 1, 0)))
    if "{k}" in template:
        given["k"] = draw(st.sampled_from((1, 0, 2, -1)))
    if "{n}" in template:
        given["n"] = draw(st.sampled_from([*(f"{given['t']}.shape[{d}]" for d in range(rank)), *numbers, "1"]))
        if given["n"] == "1":
            return None
    text = template.format(**given)
    tried = dict(scope)
    if op.family == "higher_order":
        # Eager mode compiles these, and gives up after so many: what ran before must not decide on this line.
        torch._dynamo.reset()
    try:
        with torch.no_grad():
            exec("\n".join((*op.imports, text)), tried)
    except Exception:
        return None  # not a program that eager takes
    value = tried.get(out)
    if not (type(value) is int or (isinstance(value, torch.Tensor) and _usable(value))):
        return None
    scope.clear()
    scope.update({name: value for name, value in tried.items() if name != "__builtins__"})
    return _Line(op, out, text)


def _usable(value: torch.Tensor) -> bool:
    if value.numel() > _MOST or value.dim() > 5 or value.layout != torch.strided:
        return False
    return not value.dtype.is_floating_point or bool(value.isfinite().all())


def _needed(lines: Sequence[_Line], returned: Sequence[str]) -> list[_Line]:
    """The lines that the result depends on, so that nothing that is dead stands in a program."""
    wanted, kept = set(returned), []
    for line in reversed(lines):
        tree = ast.parse(line.text)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        changed = {name for name in names if f"{name}.add_(" in line.text} & wanted
        if line.out in wanted or changed:
            kept.append(line)
            wanted |= names
    return kept[::-1]


def _source(inputs: Sequence[Input], lines: Sequence[_Line], returned: Sequence[str]) -> str:
    body = "\n".join(line.text for line in lines) + f"\nreturn {', '.join(returned)}"
    dims = list(_dims(inputs))
    imports = ["import torch"]
    imports += sorted({line for one in lines for line in one.op.imports})
    spec = (
        "{"
        + ", ".join(f'"{one.name}": {_tuple(markers)}' for one, (markers, _) in zip(inputs, dims, strict=True))
        + "}"
    )
    named = [made for _, more in dims for made in more]
    imports += ["from torch.export import Dim"] if "Dim" in spec or named else []
    imports.sort(key=lambda line: (not line.startswith("import"), line))
    parts = ["\n".join(imports)]
    parts += ["\n".join(named)] if named else []
    args = ", ".join(map(_make, inputs))
    arguments = ", ".join(one.name for one in inputs)
    parts.append(
        f"\nclass Model(torch.nn.Module):\n    def forward(self, {arguments}):\n{textwrap.indent(body, ' ' * 8)}\n\n"
    )
    parts.append(f"model = Model()\nexample_args = ({args},)\ndynamic_shapes = {spec}\n")
    return "\n\n".join(parts).replace("\n\n\n\n", "\n\n\n")


def _dims(inputs: Sequence[Input]) -> Iterator[tuple[list[str], list[str]]]:
    """For each input, the entries of the spec and the definitions that they need."""
    for one in inputs:
        entries, definitions = [], []
        for place, (marker, size) in enumerate(zip(one.markers, one.shape, strict=True)):
            name = f"_{one.name}{place}"
            entry = {"auto": "Dim.AUTO", "dynamic": "Dim.DYNAMIC", "static": "None"}.get(marker, name)
            if entry == name:
                bounds = "" if marker == "named" else f", min={min(size, 1)}, max={size + 4}"
                definitions.append(f'{name} = Dim("{name[1:]}"{bounds})')
            entries.append(entry)
        yield entries, definitions


def _make(one: Input) -> str:
    return _MAKE[one.kind].format(shape=", ".join(map(str, one.shape)))


def _tuple(parts: Sequence[str]) -> str:
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"

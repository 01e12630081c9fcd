"""What an exported program looks like: its graph as text, its signature, its operators and ranges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import torch

from exportdb_engine.capture.tracing import Trace
from exportdb_engine.protocol import Export, RangeConstraint, Value

_DTYPES = {
    torch.float64: "f64",
    torch.float32: "f32",
    torch.float16: "f16",
    torch.bfloat16: "bf16",
    torch.int64: "i64",
    torch.int32: "i32",
    torch.int16: "i16",
    torch.int8: "i8",
    torch.uint8: "u8",
    torch.bool: "bool",
    torch.complex64: "c64",
    torch.complex128: "c128",
}
#: Operators that carry symbols and assertions: they belong to no set of operators, and stand in every program.
_SUPPORT = re.compile(r"^aten\.(sym_|_assert|sym_constrain|_functional_assert|_functional_sym)")
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
_SYMBOL = re.compile(r"\b(zuf|zf|[suz])\d+\b")


def describe_export(exported: Any, trace: Trace) -> Export:
    """All that is kept of an exported program, with what was noted while it was traced."""
    module = exported.graph_module
    types = {node.name: _type(node.meta.get("val")) for node in module.graph.nodes}
    signature = exported.graph_signature
    return Export(
        graph=_text(module),
        inputs=tuple(_value(spec, types) for spec in signature.input_specs),
        outputs=tuple(_value(spec, types) for spec in signature.output_specs),
        operators=operators(module),
        ranges=tuple(
            RangeConstraint(str(symbol), str(bounds.lower), str(bounds.upper))
            for symbol, bounds in exported.range_constraints.items()
        ),
        symbols=trace.symbols(),
        guards=trace.guards(),
    )


def operators(module: torch.fx.GraphModule) -> dict[str, int]:
    """The operators that a graph and its subgraphs call, with the number of calls: ``{"aten.add.Tensor": 2}``."""
    counts: Counter[str] = Counter()
    for target in _targets(module):
        counts[_name(target)] += 1
    return dict(sorted(counts.items()))


def non_core_operators(exported: Any) -> list[str]:
    """The ATen operators in a program that are not core ATen; operators of other namespaces are not judged."""
    found = set()
    for target in _targets(exported.graph_module):
        if not isinstance(target, torch._ops.OpOverload) or target.namespace != "aten":
            continue
        name = _name(target)
        if torch.Tag.core not in target.tags and not _SUPPORT.match(name):
            found.add(name)
    return sorted(found)


def export_signature(exported: Any) -> tuple[tuple[str, str, str], ...]:
    """Kind, target and type of every input and output, equal for equal programs whatever their symbols are called."""
    module = exported.graph_module
    types = {node.name: _type(node.meta.get("val")) for node in module.graph.nodes}
    renamed: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        return renamed.setdefault(match.group(), f"s{len(renamed)}")

    rows = []
    signature = exported.graph_signature
    for spec in (*signature.input_specs, *signature.output_specs):
        value = _value(spec, types)
        # A constant tensor has a new name after each trace.
        target = "" if value.kind in ("CONSTANT_TENSOR", "CUSTOM_OBJ") else value.target or ""
        rows.append((value.kind, target, _SYMBOL.sub(rename, value.type or "")))
    return tuple(rows)


def _targets(module: torch.fx.GraphModule) -> Iterator[Any]:
    for graph in (m for m in module.modules() if isinstance(m, torch.fx.GraphModule)):
        yield from (node.target for node in graph.graph.nodes if node.op == "call_function")


def _name(target: Any) -> str:
    if isinstance(target, torch._ops.OpOverload):
        return str(target)
    if isinstance(target, torch._ops.HigherOrderOperator):
        return str(target.name())
    module = getattr(target, "__module__", "") or ""
    return f"{module.lstrip('_')}.{getattr(target, '__name__', target)}"


def _value(spec: Any, types: dict[str, str | None]) -> Value:
    argument = spec.arg
    name = getattr(argument, "name", "")
    kind = types.get(name)
    if type(argument).__name__ == "ConstantArgument":
        kind = repr(argument.value)
    return Value(name=name, kind=spec.kind.name, target=spec.target, type=kind)


def _type(value: Any) -> str | None:
    if isinstance(value, torch.Tensor):
        sizes = ", ".join(str(size) for size in value.shape)
        return f"{_DTYPES.get(value.dtype, str(value.dtype).removeprefix('torch.'))}[{sizes}]"
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return f"({', '.join(str(_type(item)) for item in value)})"
    return (
        f"{type(value).__name__}({value})"
        if isinstance(value, (torch.SymInt, torch.SymBool, torch.SymFloat))
        else (type(value).__name__)
    )


def _text(module: torch.fx.GraphModule) -> str:
    """The graph as Python, subgraphs included, without the comments that name lines of files."""
    text = module.print_readable(print_output=False)
    kept = [line for line in text.splitlines() if not line.lstrip().startswith("# File:")]
    lines = [line for line, after in zip(kept, [*kept[1:], ""], strict=True) if line.strip() or after.strip()]
    return _ADDRESS.sub("0x...", "\n".join(lines)).strip() + "\n"

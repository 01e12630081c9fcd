"""What an exported program looks like: its graph as text, its signature, its operators and ranges."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import torch

from exportdb_engine.capture.tracing import Trace
from exportdb_engine.protocol import Export, RangeConstraint, Symbol, Value

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
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def describe_export(exported: Any, trace: Trace) -> Export:
    """All that is kept of an exported program, with what was noted while it was traced."""
    module = exported.graph_module
    values = {node.name: node.meta.get("val") for node in module.graph.nodes}
    signature = exported.graph_signature
    ranges = {str(symbol): (str(vr.lower), str(vr.upper)) for symbol, vr in exported.range_constraints.items()}
    guards = trace.guards()
    # Tracing a subgraph makes symbols for its own use, of which the program knows nothing.
    kept = {word for guard in guards for word in _WORD.findall(guard.expression)} | ranges.keys()
    return Export(
        graph=_text(module),
        inputs=tuple(_value(spec, values) for spec in signature.input_specs),
        outputs=tuple(_value(spec, values) for spec in signature.output_specs),
        operators=operators(module),
        ranges=tuple(RangeConstraint(symbol, *bounds) for symbol, bounds in ranges.items()),
        symbols=tuple(_within(symbol, ranges.get(symbol.name)) for symbol in trace.symbols() if symbol.name in kept),
        guards=guards,
        declares=declares(exported),
    )


def declares(exported: Any) -> tuple[str, ...]:
    """What a program declares of its inputs: ``x: f32[n0, 4]``, then ``2 <= n0 <= 16`` for each symbol with a bound.

    The symbols are renamed in the order in which they appear, so that equal declarations are equal texts.
    """
    values = {node.name: node.meta.get("val") for node in exported.graph_module.graph.nodes}
    size = _Renamed()
    inputs = [spec for spec in exported.graph_signature.input_specs if spec.kind.name == "USER_INPUT"]
    lines = []
    for spec in inputs:
        value = _value(spec, values, size)
        lines.append(f"{value.name}: {value.type}")
    for symbol, renamed in size.renamed.items():
        bounds = exported.range_constraints.get(symbol)
        if bounds is not None:
            lower = f"{bounds.lower} <= " if bounds.lower.is_number and bounds.lower > 0 else ""
            upper = f" <= {bounds.upper}" if bounds.upper.is_number and "oo" not in str(bounds.upper) else ""
            lines += [f"{lower}{renamed}{upper}"] if lower or upper else []
    return tuple(lines)


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
    values = {node.name: node.meta.get("val") for node in exported.graph_module.graph.nodes}
    size = _Renamed()
    rows = []
    signature = exported.graph_signature
    for spec in (*signature.input_specs, *signature.output_specs):
        value = _value(spec, values, size)
        # A constant tensor has a new name after each trace.
        target = "" if value.kind in ("CONSTANT_TENSOR", "CUSTOM_OBJ") else value.target or ""
        rows.append((value.kind, target, value.type or ""))
    return tuple(rows)


class _Renamed:
    """Sizes as text, with the symbols numbered in the order in which they appear.

    The symbols are replaced before the text is made, because the order of the terms in a text depends on their names.
    """

    def __init__(self) -> None:
        #: Symbol -> the one that stands for it.
        self.renamed: dict[Any, Any] = {}

    def __call__(self, size: Any) -> str:
        if not isinstance(size, (torch.SymInt, torch.SymFloat, torch.SymBool)):
            return str(size)
        expression = size.node.expr
        for symbol in sorted(expression.free_symbols, key=str):
            if symbol not in self.renamed:
                self.renamed[symbol] = type(symbol)(f"n{len(self.renamed)}", **symbol.assumptions0)
        return str(expression.xreplace(self.renamed))


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


def _within(symbol: Symbol, bounds: tuple[str, str] | None) -> Symbol:
    """The symbol with the range that the program declares for it, where it does."""
    return symbol if bounds is None else dataclasses.replace(symbol, lower=bounds[0], upper=bounds[1])


def _value(spec: Any, values: dict[str, Any], size: Callable[[Any], str] = str) -> Value:
    argument = spec.arg
    name = getattr(argument, "name", "")
    if type(argument).__name__ == "ConstantArgument":
        described: str | None = repr(argument.value)
    else:
        described = _type(values.get(name), size)
    return Value(name=name, kind=spec.kind.name, target=spec.target, type=described)


def _type(value: Any, size: Callable[[Any], str]) -> str | None:
    if value is None:
        return None
    if isinstance(value, torch.Tensor):
        dtype = _DTYPES.get(value.dtype, str(value.dtype).removeprefix("torch."))
        return f"{dtype}[{', '.join(map(size, value.shape))}]"
    if isinstance(value, (list, tuple)):
        return f"({', '.join(str(_type(item, size)) for item in value)})"
    if isinstance(value, (torch.SymInt, torch.SymBool, torch.SymFloat)):
        return f"{type(value).__name__}({size(value)})"
    return type(value).__name__


def _text(module: torch.fx.GraphModule) -> str:
    """The graph as Python, subgraphs included, without comments: they name lines of files, and differ by release."""
    lines: list[str] = []
    for line in module.print_readable(print_output=False).splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("class ") and lines:
            lines.append("")
        lines.append(line)
    return _ADDRESS.sub("0x...", "\n".join(lines)).strip() + "\n"

"""Tests that need a value: where torch stopped at one, and the same test as one tensor of a truth value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.names import is_plain
from exportdb.fixing.program import called, walk
from exportdb.fixing.tensors import REDUCTIONS, TRUTHS

if TYPE_CHECKING:
    from exportdb.fixing.program import Program

#: What torch says where Python asks for a value: a graph break since 2.9, and words before it.
NEEDS_VALUE = (
    r"GB0170|GB0034|[Dd]ata-dependent (branch|expression|assert|jump)|GuardOnDataDependent"
    r"|[Dd]ynamic control flow|generic_jump"
)


#: Methods that Python gets a bool from, and no tensor.
_ASKED = {"is_contiguous", "is_floating_point", "is_complex", "is_same_size", "equal", "startswith", "endswith"}


def stopped_at(program: Program, node: cst.CSTNode, test: cst.BaseExpression) -> bool:
    """Whether an obstacle is one of the test's value: on its lines, or on none and the test has the look of one."""
    met = program.met(NEEDS_VALUE)
    lines = [one.line for one in met if one.line is not None]
    if lines:
        return any(program.line(node) <= line <= program.last_line(test) for line in lines)
    return bool(met) and asks_values(test)


def asks_values(test: cst.CSTNode) -> bool:
    """Whether the text alone tells that values decide: ``x.sum()``, ``mask.any()``, ``n.item()``."""
    calls = [node for node in walk(test) if isinstance(node, cst.Call)]
    return any(isinstance(call.func, cst.Attribute) and call.func.attr.value in REDUCTIONS for call in calls)


def as_tensor(program: Program, test: cst.BaseExpression, truths: set[str], plain: set[str]) -> str | None:
    """The test's text as a tensor of bool, or a symbolic bool; None where a part of it is asked of Python alone.

    ``truths`` are names that hold such a tensor already, ``plain`` those that hold none.
    """
    if isinstance(test, cst.Comparison):
        return _compared(program, test)
    if isinstance(test, cst.BooleanOperation):
        both = (test.left, test.right)
        if any(not _of_tensors(program, part, truths, plain) for part in both):
            return None
        texts = [as_tensor(program, part, truths, plain) for part in both]
        sign = "&" if isinstance(test.operator, cst.And) else "|"
        return None if None in texts else f" {sign} ".join(_held(text or "") for text in texts)
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        inner = as_tensor(program, test.expression, truths, plain)
        return None if inner is None else f"~{_held(inner)}"
    if isinstance(test, cst.Call):
        if called(test) == "bool" and len(test.args) == 1:
            return as_tensor(program, test.args[0].value, truths, plain)
        if called(test) in ("any", "all") and len(test.args) == 1:
            return _over_elements(program, test.args[0].value, called(test))
        if isinstance(test.func, cst.Attribute):
            method = test.func.attr.value
            if method == "item" and not test.args:
                return as_tensor(program, test.func.value, truths, plain)
            if method in _ASKED:
                return None
            if method in TRUTHS:
                return program.text(test)
        if called(test) in ("isinstance", "hasattr", "callable", f"{program.torch}.equal"):
            return None
    if isinstance(test, (cst.BinaryOperation, cst.UnaryOperation)):
        bitwise = isinstance(test.operator, (cst.BitAnd, cst.BitOr, cst.BitInvert))
        return program.text(test) if bitwise else f"({program.text(test)}) != 0"
    if isinstance(test, (cst.Name, cst.Attribute, cst.Subscript, cst.Call)):
        text = program.text(test)
        return text if text in truths else f"{text} != 0"
    return None


def _compared(program: Program, test: cst.Comparison) -> str | None:
    left, parts = test.left, []
    for one in test.comparisons:
        if isinstance(one.operator, (cst.Is, cst.IsNot)):
            return None
        if isinstance(one.operator, (cst.In, cst.NotIn)):
            return _found(program, left, one) if len(test.comparisons) == 1 else None
        sign = program.text(one.operator)
        parts.append(f"{_value(program, left)} {sign} {_value(program, one.comparator)}")
        left = one.comparator
    return parts[0] if len(parts) == 1 else " & ".join(f"({part})" for part in parts)


def _over_elements(program: Program, value: cst.BaseExpression, name: str) -> str | None:
    """``any(x > 1)``, which goes over the elements one by one, as the tensor's method."""
    kinds = (cst.Name, cst.Attribute, cst.Comparison)
    return f"{_held(program.text(value))}.{name}()" if isinstance(value, kinds) else None


def _found(program: Program, left: cst.BaseExpression, part: cst.ComparisonTarget) -> str | None:
    """``2 in tokens`` as a comparison with every element."""
    if not isinstance(left, (cst.Integer, cst.Float)) or not isinstance(part.comparator, (cst.Name, cst.Attribute)):
        return None
    text = f"({program.text(part.comparator)} == {program.text(left)}).any()"
    return f"~{text}" if isinstance(part.operator, cst.NotIn) else text


def _value(program: Program, side: cst.BaseExpression) -> str:
    """A side of a comparison, without the call that takes the number out of the tensor."""
    func = side.func if isinstance(side, cst.Call) and not side.args else None
    if isinstance(func, cst.Attribute) and func.attr.value == "item":
        return program.text(func.value)
    return program.text(side)


def _of_tensors(program: Program, part: cst.BaseExpression, truths: set[str], plain: set[str]) -> bool:
    """Whether a side of ``and`` or ``or`` gives a tensor: a comparison, ``any()`` and the like, or a name of one."""
    if isinstance(part, cst.BooleanOperation):
        return all(_of_tensors(program, one, truths, plain) for one in (part.left, part.right))
    if isinstance(part, cst.UnaryOperation):
        return _of_tensors(program, part.expression, truths, plain)
    if isinstance(part, (cst.Name, cst.Attribute)):
        return program.text(part) in truths
    if isinstance(part, cst.Comparison):
        return not is_plain(program, part, plain)
    return isinstance(part, cst.Call) and (called(part) in ("any", "all") or asks_values(part))


def _held(text: str) -> str:
    """In brackets, unless it binds closely as it stands: names, attributes, calls, and ``~`` of such."""
    node = cst.parse_expression(text)
    close = isinstance(node, (cst.Name, cst.Attribute, cst.Call, cst.UnaryOperation))
    return text if close or node.lpar else f"({text})"

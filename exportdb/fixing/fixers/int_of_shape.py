from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called
from exportdb.fixing.sizes import Sizes

#: What torch says where a size became a number.
_STOPS = (
    r"specialized it to be a constant|Constraints violated|satisfy the generated guard|specialized value"
    r"|Could not (extract specialized integer|guard) |of type SymInt|InputRefused"
)
_NUMPY = ("np.", "numpy.")
_ROOTS = ("math.sqrt", "np.sqrt", "numpy.sqrt")
_LOGS = ("math.log", "math.log2", "math.log10", "np.log", "np.log2", "np.log10")

_SHAPE = m.Attribute(attr=m.Name("shape")) | m.Subscript(value=m.Attribute(attr=m.Name("shape")))


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is written for a call."""

    title: str
    #: From the call, with its own parts edited.
    new: Callable[[cst.Call], cst.BaseExpression]
    module: str = ""


@fixer("shape", does="A size that Python makes a number of stays a size: x.shape[0] for len(x) and int(x.size(0)).")
def find(program: Program) -> Iterator[Change | Left]:
    met = program.met(_STOPS)
    if not met:
        return
    lines = {obstacle.line for obstacle in met}
    found: list[Change] = []
    for function in program.functions():
        sizes = Sizes(program, function)
        for call in program.all(cst.Call, function):
            if any(_within(program, call, other) for change in found for other in change.edits):
                continue
            here = program.line(call) in lines
            rule = _rule(program, sizes, call, here)
            if isinstance(rule, str) and (here or None in lines):
                yield Left(program.line(call), rule)
            elif isinstance(rule, _Rule):
                found.append(_change(program, sizes, call, rule))
    near = [change for change in found if change.line in lines]
    tops: dict[cst.CSTNode, list[Change]] = {}
    for change in found:
        tops.setdefault(_top(program, *change.edits), []).append(change)
    known = [top for top in tops if any(program.spans(top, line) for line in lines)]
    # Tried in this order: as little as is needed.
    for chosen in (near, *(tops[top] for top in known or tops), found):
        if chosen:
            yield _together(chosen)


def _together(changes: Sequence[Change]) -> Change:
    if len(changes) == 1:
        return changes[0]
    return Change(
        f"{len(changes)} sizes kept as sizes",
        changes[0].reason,
        changes[0].line,
        {node: new for change in changes for node, new in change.edits.items()},
        tuple(sorted({name for change in changes for name in change.imports})),
    )


def _top(program: Program, node: cst.CSTNode) -> cst.CSTNode:
    """The statement of the file that a node is part of."""
    while (above := program.parent(node)) is not None and not isinstance(above, cst.Module):
        node = above
    return node


def _rule(program: Program, sizes: Sizes, call: cst.Call, here: bool) -> _Rule | str | None:
    """What to write for a call; a text where it is known and left alone, None where it is something else."""
    name, torch = called(call), program.torch
    if m.matches(
        call, m.Call(func=m.Attribute(value=m.Attribute(attr=m.Name("shape")), attr=m.Name("numel")), args=[])
    ):
        return _Rule("numel() of the tensor, not of its shape", _numel)
    if len(call.args) != 1 or call.args[0].keyword or call.args[0].star:
        return None
    value = call.args[0].value
    if name == "len":
        return _length(program, sizes, call, here)
    if name in ("np.prod", "numpy.prod") and m.matches(value, _SHAPE):
        return _Rule(f"math.prod for {name}", lambda c: _call("math.prod", _argument(c)), "math")
    if name in _LOGS and sizes.size(value):
        return f"torch has no logarithm of a symbolic size: take {torch}.full((), size, dtype=x.dtype).log()"
    if name in _ROOTS and sizes.size(value):
        return _Rule(f"** 0.5 for {name}", lambda c: _root(_argument(c)))
    if name in ("int", "float") and isinstance(value, cst.Call) and len(value.args) == 1:
        rule = _of_numpy(sizes, name, value)
        if rule is not None:
            return rule
    if name not in ("int", "float") or not sizes.size(value):
        return None
    if name == "int" and sizes.whole(value):
        return _Rule(f"the size itself for {program.text(call)}", _argument)
    return _Rule(f"{torch}.sym_{name} for {name}", lambda c: _call(f"{torch}.sym_{name}", _argument(c)))


def _length(program: Program, sizes: Sizes, call: cst.Call, here: bool) -> _Rule | str | None:
    value = call.args[0].value
    tensor = sizes.tensor(value)
    if tensor is False or (tensor is None and not (here and isinstance(value, cst.Name))):
        return None
    around = program.parent(program.parent(call) or call)
    if isinstance(around, cst.Call) and called(around) in ("range", "enumerate"):
        return "the loop is unrolled, once for each row: write it over the whole tensor, or with torch's map or scan"
    return _Rule(f"the tensor's own size for {program.text(call)}", _first_size)


def _of_numpy(sizes: Sizes, name: str, inner: cst.Call) -> _Rule | None:
    """int(np.prod(..)), int(np.ceil(..)) and float(np.sqrt(..)), which are numbers of Python again."""
    library, _, word = called(inner).rpartition(".")
    argument = inner.args[0].value
    if word == "sqrt" and name == "float" and f"{library}.{word}" in _ROOTS and sizes.size(argument):
        # The inner call is written as a power already.
        return _Rule(f"** 0.5 for {library}.{word}", _argument)
    if f"{library}." not in _NUMPY or name != "int":
        return None
    if word == "prod" and m.matches(argument, _SHAPE):
        return _Rule(f"math.prod for {library}.prod", _argument)
    if word in ("ceil", "floor") and sizes.size(argument):
        return _Rule(f"math.{word} for {library}.{word}", lambda c: _call(f"math.{word}", _argument(_inner(c))), "math")
    return None


def _change(program: Program, sizes: Sizes, call: cst.Call, rule: _Rule) -> Change:
    renew = _Renew(program, sizes)
    new = call.visit(renew)
    assert isinstance(new, cst.BaseExpression)
    return Change(
        title=rule.title,
        reason="the number is the same, and stays symbolic while the program is traced",
        line=program.line(call),
        edits={call: new},
        imports=tuple(sorted(renew.modules)),
    )


class _Renew(cst.CSTTransformer):
    """Writes a call anew, and those in it."""

    def __init__(self, program: Program, sizes: Sizes) -> None:
        super().__init__()
        self._program, self._sizes = program, sizes
        self.modules: set[str] = set()

    def leave_Call(  # noqa: N802 - libcst names it
        self, original_node: cst.Call, updated_node: cst.Call
    ) -> cst.BaseExpression:
        rule = _rule(self._program, self._sizes, original_node, True)
        if not isinstance(rule, _Rule):
            return updated_node
        if rule.module:
            self.modules.add(rule.module)
        new = rule.new(updated_node)
        if called(original_node) == "int" and "sym_" in rule.title:
            self.modules.add("torch")
        if updated_node.lpar:
            return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
        above = self._program.parent(original_node)
        if isinstance(
            above, (cst.BinaryOperation, cst.UnaryOperation, cst.Attribute, cst.Subscript, cst.ComparisonTarget)
        ):
            return _in_brackets(new)
        return new


def _within(program: Program, node: cst.CSTNode, other: cst.CSTNode) -> bool:
    above: cst.CSTNode | None = node
    while above is not None and above is not other:
        above = program.parent(above)
    return above is not None


def _argument(call: cst.Call) -> cst.BaseExpression:
    return call.args[0].value


def _inner(call: cst.Call) -> cst.Call:
    return cst.ensure_type(call.args[0].value, cst.Call)


def _call(name: str, argument: cst.BaseExpression) -> cst.Call:
    return cst.Call(cst.ensure_type(cst.parse_expression(name), cst.Attribute), [cst.Arg(argument)])


def _first_size(call: cst.Call) -> cst.BaseExpression:
    return cst.Subscript(
        cst.Attribute(_in_brackets(_argument(call)), cst.Name("shape")),
        [cst.SubscriptElement(cst.Index(cst.Integer("0")))],
    )


def _numel(call: cst.Call) -> cst.BaseExpression:
    shape = cst.ensure_type(cst.ensure_type(call.func, cst.Attribute).value, cst.Attribute)
    return call.with_changes(func=cst.Attribute(shape.value, cst.Name("numel")))


def _root(value: cst.BaseExpression) -> cst.BaseExpression:
    return cst.BinaryOperation(_in_brackets(value), cst.Power(), cst.Float("0.5"))


def _in_brackets(value: cst.BaseExpression) -> cst.BaseExpression:
    """In brackets where it is made of several parts and has none."""
    if isinstance(value, (cst.Name, cst.Attribute, cst.Subscript, cst.Call, cst.Integer, cst.Float)) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

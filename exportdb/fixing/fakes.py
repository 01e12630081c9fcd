"""What a fake kernel has to say of an operator's results, read off the code of the operator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m

from exportdb.fixing.program import called, walk, words

#: Shape, dtype and layout of the input for every dtype, with whole numbers as the only other operand.
_LIKE_ANY = frozenset({"clone", "contiguous", "neg", "relu", "flip", "roll", "square", "clamp_min", "empty_like"})
#: The same of inputs of floating point.
_LIKE_FLOAT = words(
    "abs absolute cos cosh cbrt copy ceil erf exp exp2 expm1 fabs floor log log10 log1p log2 negative reciprocal rint"
    " round sigmoid sign sin sinh sqrt square tan tanh"
)
#: Moves a tensor from one library or device to another, and back.
_CARRIES = frozenset({"cpu", "cuda", "detach", "numpy", "from_numpy", "as_tensor", "asarray", "ascontiguousarray"})
_MAKES = words(
    "empty empty_like full full_like new_empty new_full new_ones new_zeros ones ones_like rand rand_like randn_like"
    " zeros zeros_like"
)
#: What fake tensors have no values for, and what leaves torch.
_UNKNOWN = words(
    "allclose argwhere bincount cpu cuda data_ptr equal from_blob from_numpy histc item masked_select multinomial"
    " nonzero numpy repeat_interleave tensor to_sparse tobytes tolist unique unique_consecutive"
)
_RESIZES = words("resize_ resize_as_ set_ squeeze_ swapaxes_ t_ transpose_ unsqueeze_")
#: Names that an expression over fake tensors may use besides its own.
_BUILTINS = frozenset({"len", "min", "max", "sum", "float", "int", "bool", "round", "abs"})
_PLAIN = _BUILTINS | {"torch", "F", "math", "True", "False", "None"}


@dataclass(frozen=True, slots=True)
class Kernel:
    """The body of a fake kernel."""

    body: tuple[cst.BaseStatement, ...]
    #: What it takes for granted; empty where nothing.
    given: str = ""


def kernel(function: cst.FunctionDef, parameters: Sequence[str], torch: str) -> Kernel | str:
    """The fake kernel of an operator whose code is ``function``, or why it cannot be told."""
    if not isinstance(function.body, cst.IndentedBlock):
        return "its code is on one line"
    returns = [node for node in _own(function) if isinstance(node, cst.Return)]
    lines = [s for s in function.body.body if isinstance(s, cst.SimpleStatementLine)]
    last = lines[-1].body[-1] if lines and lines[-1] is function.body.body[-1] else None
    if len(returns) != 1 or last is not returns[0] or returns[0].value is None:
        return "it does not return once, at its end"
    values = _Values(function, frozenset(parameters), lines, torch)
    value = returns[0].value
    parts = [e.value for e in value.elements] if isinstance(value, cst.Tuple) else [value]
    said = [values.of(part) for part in parts]
    if any(one is None for one in said):
        unclear = parts[said.index(None)]
        return f"the sizes of `{cst.Module([]).code_for_node(unclear)}` cannot be told from its text"
    new = [one for one in said if one is not None]
    result = (
        value.with_changes(elements=[e.with_changes(value=n) for e, n in zip(value.elements, new, strict=True)])
        if (isinstance(value, cst.Tuple))
        else new[0]
    )
    body = [line for line in lines[:-1] if line in values.needed]
    whole = (*body, cst.SimpleStatementLine([cst.Return(result)]))
    return Kernel(tuple(_bare(line) for line in whole), values.given)


class _Values:
    """Follows what is returned back to the parameters."""

    def __init__(
        self,
        function: cst.FunctionDef,
        parameters: frozenset[str],
        lines: Sequence[cst.SimpleStatementLine],
        torch: str,
    ) -> None:
        self.parameters = parameters
        self.torch = torch
        self.needed: set[cst.SimpleStatementLine] = set()
        self.given = ""
        self._assigned: dict[str, list[cst.SimpleStatementLine]] = {}
        top = set(lines)
        for line in lines:
            for name in _targets(line):
                self._assigned.setdefault(name, []).append(line)
        inner = (s for s in _own(function) if isinstance(s, cst.SimpleStatementLine) and s not in top)
        #: Bound in a branch or a loop: what they are cannot be told.
        self._unclear = {name for line in inner for name in _targets(line)}
        self._unclear |= {name for node in _own(function) if isinstance(node, cst.Call) for name in _resized(node)}
        self._unclear |= {name for node in _own(function) if isinstance(node, cst.For) for name in _read(node.target)}

    def of(self, value: cst.BaseExpression) -> cst.BaseExpression | None:
        """An expression that gives a tensor of the same sizes and dtype, without its values; None where unclear."""
        same, floats = self._like(value)
        if same and not floats and not self._returns_itself(value):
            return self._empty(same)
        if (makes := self._follow(value)) is not None and isinstance(makes, cst.Call) and self._makes(makes):
            return self._take(makes)
        if self._traceable(value, frozenset()):
            self._need(value)
            return value
        if same:
            self.given = f"`{same}` is taken to be of floating point"
            return self._empty(same)
        return None

    def _empty(self, name: str) -> cst.BaseExpression:
        return cst.parse_expression(f"{self.torch}.empty_like({name})")

    def _returns_itself(self, value: cst.BaseExpression) -> bool:
        return isinstance(value, cst.Name) and value.value in self.parameters

    def _follow(self, value: cst.BaseExpression) -> cst.BaseExpression | None:
        """What a name was assigned, where it was assigned once; any other expression itself."""
        if not isinstance(value, cst.Name):
            return value
        lines = self._assigned.get(value.value, [])
        if len(lines) != 1 or value.value in self._unclear or value.value in self.parameters:
            return None
        statement = lines[0].body[0]
        return (
            statement.value
            if isinstance(statement, cst.Assign) and isinstance(statement.targets[0].target, cst.Name)
            else None
        )

    def _like(self, value: cst.BaseExpression) -> tuple[str, bool]:
        """The parameter whose sizes and dtype a value has, and whether only where that is of floating point."""
        if isinstance(value, cst.Name):
            if value.value in self.parameters and value.value not in self._assigned:
                return value.value, False
            followed = self._follow(value)
            return self._like(followed) if followed is not None else ("", False)
        if isinstance(value, cst.UnaryOperation) and isinstance(value.operator, (cst.Minus, cst.Plus)):
            return self._like(value.expression)
        if isinstance(value, cst.BinaryOperation):
            return self._like_both(value)
        if not isinstance(value, cst.Call) or any(arg.keyword or arg.star for arg in value.args):
            return "", False
        name = called(value)
        word = value.func.attr.value if isinstance(value.func, cst.Attribute) else name
        plain = [arg.value for arg in value.args]
        library = name.partition(".")[0] in (self.torch, "F", "np", "numpy") and name.count(".") == 1
        if library and plain:
            first, rest = plain[0], plain[1:]
        elif isinstance(value.func, cst.Attribute):
            first, rest = value.func.value, plain
        else:
            return "", False
        like, floats = self._like(first)
        if word == "to" and not library and len(rest) == 1 and m.matches(rest[0], m.Attribute(attr=m.Name("device"))):
            return like, floats
        if word in _CARRIES and not rest:
            return like, floats
        if word in _LIKE_ANY and all(_whole(one) for one in rest):
            return like, floats
        return (like, True) if word in _LIKE_FLOAT and not rest else ("", False)

    def _like_both(self, value: cst.BinaryOperation) -> tuple[str, bool]:
        sides = [value.left, value.right]
        found = [(side, *self._like(side)) for side in sides if not _number(side)]
        names = {name for _, name, _ in found}
        if len(names) != 1 or not found:
            return "", False
        exact = isinstance(value.operator, (cst.Add, cst.Subtract, cst.Multiply)) and all(
            _whole(side) for side in sides if _number(side)
        )
        return names.pop(), not exact or any(floats for *_, floats in found)

    def _makes(self, call: cst.Call) -> bool:
        """Whether a call makes a tensor whose sizes are told by the parameters."""
        word = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
        if word not in _MAKES:
            return False
        return self._traceable(call, frozenset())

    def _take(self, made: cst.Call) -> cst.BaseExpression:
        self._need(made)
        return made

    def _traceable(self, value: cst.BaseExpression, seen: frozenset[str]) -> bool:
        """Whether torch gives the sizes when it computes the expression on fake tensors."""
        for node in walk(value):
            if isinstance(node, cst.Call):
                name = called(node)
                word = node.func.attr.value if isinstance(node.func, cst.Attribute) else name
                keywords = {arg.keyword.value for arg in node.args if arg.keyword}
                if word in _UNKNOWN or (word.endswith("_") and not word.endswith("__")) or "out" in keywords:
                    return False
                if word == "where" and len(node.args) == 1:
                    return False
                if name in _BUILTINS and not _of_sizes(node):
                    return False
            if isinstance(
                node, (cst.Lambda, cst.Await, cst.Yield, cst.NamedExpr, cst.FormattedString, cst.IfExp, cst.BaseComp)
            ):
                return False
            if isinstance(node, cst.Subscript) and any(
                isinstance(n, cst.Comparison) for s in node.slice for n in walk(s)
            ):
                return False
        return all(self._known(name, seen) for name in _read(value))

    def _known(self, name: str, seen: frozenset[str]) -> bool:
        if name in self._unclear:
            return False
        if name in seen:
            return True
        lines = self._assigned.get(name)
        if lines is None:
            return name in self.parameters or name in _PLAIN or name == self.torch
        return all(
            isinstance(line.body[0], cst.Assign) and self._traceable(line.body[0].value, seen | {name})
            for line in lines
        )

    def _need(self, value: cst.BaseExpression) -> None:
        for name in _read(value):
            for line in self._assigned.get(name, ()):
                if line not in self.needed:
                    self.needed.add(line)
                    assigned = line.body[0]
                    if isinstance(assigned, cst.Assign):
                        self._need(assigned.value)


def _own(function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    """Nodes of a function's body without those of functions in it."""
    stack = list(function.body.children)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
            stack.extend(node.children)


def _targets(line: cst.SimpleStatementLine) -> Iterator[str]:
    for statement in line.body:
        if isinstance(statement, cst.Assign):
            for target in statement.targets:
                yield from (
                    n.value for n in walk(target.target) if isinstance(n, cst.Name) and not _inside(target.target)
                )
        elif isinstance(statement, (cst.AugAssign, cst.AnnAssign)) and isinstance(statement.target, cst.Name):
            yield statement.target.value


def _inside(target: cst.BaseExpression) -> bool:
    """Whether what is written is a part of something, which keeps its sizes."""
    return isinstance(target, (cst.Subscript, cst.Attribute))


def _read(value: cst.BaseExpression) -> set[str]:
    """The names that an expression reads: not those of attributes and keywords."""
    skip = {id(n.attr) for n in walk(value) if isinstance(n, cst.Attribute)}
    skip |= {id(n.keyword) for n in walk(value) if isinstance(n, cst.Arg) and n.keyword}
    return {n.value for n in walk(value) if isinstance(n, cst.Name) and id(n) not in skip}


def _resized(call: cst.Call) -> Iterator[str]:
    """The names whose sizes a call may change."""
    if (
        isinstance(call.func, cst.Attribute)
        and call.func.attr.value in _RESIZES
        and isinstance(call.func.value, cst.Name)
    ):
        yield call.func.value.value
    for arg in call.args:
        if arg.keyword is not None and arg.keyword.value == "out" and isinstance(arg.value, cst.Name):
            yield arg.value.value


def _of_sizes(call: cst.Call) -> bool:
    """Whether a builtin is called on sizes rather than on values."""
    return any(m.matches(n, m.Attribute(attr=m.Name("shape") | m.Name("size"))) for a in call.args for n in walk(a))


def _number(value: cst.BaseExpression) -> bool:
    if isinstance(value, cst.UnaryOperation):
        return _number(value.expression)
    return isinstance(value, (cst.Integer, cst.Float))


def _whole(value: cst.BaseExpression) -> bool:
    return _number(value) and not m.findall(value, m.Float())


def _bare(line: cst.BaseStatement) -> cst.BaseStatement:
    return line.with_changes(leading_lines=()) if isinstance(line, cst.SimpleStatementLine) else line

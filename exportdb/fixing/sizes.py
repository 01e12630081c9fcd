"""Which expressions of a function are sizes of tensors, as far as its text tells."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
import libcst.matchers as m

from exportdb.fixing.program import Program, called, dotted, walk, words

#: Attributes and methods that tensors have, and lists, dicts and text have not.
_OF_TENSORS = words(
    "abs amax argmax bmm contiguous cpu device dim dtype expand exp flatten float long matmul mean ndim new_empty"
    " new_full new_ones new_zeros numel permute relu repeat reshape shape size softmax squeeze sum t to transpose"
    " unsqueeze view"
)
_NO_TENSOR = ("list", "List", "tuple", "Tuple", "dict", "Dict", "str", "Sequence", "set", "Iterable")
_WHOLE = (cst.Add, cst.Subtract, cst.Multiply, cst.FloorDivide, cst.Modulo)


class Sizes:
    """What is known of one function's names."""

    def __init__(self, program: Program, function: cst.FunctionDef) -> None:
        self._program = program
        self.tensors: set[str] = set()
        self._others: set[str] = set()
        self.names: set[str] = set()
        self._read(function)

    def tensor(self, value: cst.BaseExpression) -> bool | None:
        """Whether a value is a tensor; None where the text does not tell."""
        if isinstance(value, cst.Name):
            return True if value.value in self.tensors else False if value.value in self._others else None
        if isinstance(value, cst.Subscript):
            # Of all that can be indexed, tensors alone take masks and several indices.
            several = len(value.slice) > 1 or m.matches(value.slice[0], m.SubscriptElement(m.Index(m.Comparison())))
            return several or self.tensor(value.value) or None
        if isinstance(value, (cst.List, cst.Dict, cst.Tuple, cst.Set, cst.SimpleString, cst.BaseComp)):
            return False
        if isinstance(value, cst.Call):
            name = called(value)
            if name.startswith((f"{self._program.torch}.", "F.")):
                return True
            method = value.func.attr.value if isinstance(value.func, cst.Attribute) else ""
            return True if method in _OF_TENSORS - {"dim", "size", "numel"} and self.tensor(_holder(value)) else None
        return None

    def size(self, value: cst.BaseExpression) -> bool:
        """Whether a value is a size, or made of sizes and other numbers."""
        leaves = list(_leaves(value))
        return any(self._one(leaf) for leaf in leaves) and all(self._one(leaf) or _number(leaf) for leaf in leaves)

    def whole(self, value: cst.BaseExpression) -> bool:
        """Whether a value made of sizes is a whole number for sure."""
        if isinstance(value, cst.BinaryOperation):
            return isinstance(value.operator, _WHOLE) and self.whole(value.left) and self.whole(value.right)
        return self._one(value) or isinstance(value, cst.Integer)

    def _one(self, value: cst.BaseExpression) -> bool:
        if isinstance(value, cst.Name):
            return value.value in self.names
        if m.matches(
            value, m.Subscript(value=m.Attribute(attr=m.Name("shape")), slice=[m.SubscriptElement(m.Index())])
        ):
            return True
        if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute):
            word = value.func.attr.value
            return (word == "size" and len(value.args) == 1) or (word == "numel" and not value.args)
        if isinstance(value, cst.Call) and called(value) in ("len", "int") and len(value.args) == 1:
            inner = value.args[0].value
            return bool(self.tensor(inner)) if called(value) == "len" else self.size(inner)
        return False

    def _read(self, function: cst.FunctionDef) -> None:
        for param in (*function.params.posonly_params, *function.params.params, *function.params.kwonly_params):
            if param.annotation is not None:
                words = [n.value for n in walk(param.annotation) if isinstance(n, cst.Name)]
                if "Tensor" in words and not set(words) & set(_NO_TENSOR):
                    self.tensors.add(param.name.value)
                elif set(words) & set(_NO_TENSOR):
                    self._others.add(param.name.value)
        for used in self._program.all(cst.Attribute, function):
            if isinstance(used.value, cst.Name) and used.attr.value in _OF_TENSORS:
                self.tensors.add(used.value.value)
        self.tensors -= self._others | {"self", self._program.torch, "F", "np", "numpy", "math"}
        once: dict[str, list[cst.BaseExpression | None]] = {}
        for assign in self._program.all(cst.Assign, function):
            for name, value in _bound(assign):
                once.setdefault(name, []).append(value)
        for changed in self._program.all(cst.AugAssign, function):
            once.setdefault(dotted(changed.target), []).append(None)
        for loop in self._program.all(cst.For, function):
            for target in walk(loop.target):
                if isinstance(target, cst.Name):
                    once.setdefault(target.value, []).append(None)
        for name, values in once.items():
            if all(value is not None and self.tensor(value) for value in values):
                self.tensors.add(name)
            if all(value is _UNPACKED or (value is not None and self.size(value)) for value in values):
                self.names.add(name)


#: One of several sizes.
_UNPACKED = cst.Name("_unpacked")


def _bound(assign: cst.Assign) -> Iterator[tuple[str, cst.BaseExpression | None]]:
    for target in assign.targets:
        if isinstance(target.target, cst.Name):
            yield target.target.value, assign.value
        elif isinstance(target.target, (cst.Tuple, cst.List)):
            shape = m.matches(
                assign.value,
                m.Attribute(attr=m.Name("shape"))
                | m.Call(func=m.Attribute(attr=m.Name("size")), args=[])
                | m.Subscript(value=m.Attribute(attr=m.Name("shape"))),
            )
            for element in target.target.elements:
                if isinstance(element, cst.Element) and isinstance(element.value, cst.Name):
                    yield element.value.value, _UNPACKED if shape else None


def _leaves(value: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(value, cst.BinaryOperation):
        yield from _leaves(value.left)
        yield from _leaves(value.right)
    elif isinstance(value, cst.UnaryOperation):
        yield from _leaves(value.expression)
    else:
        yield value


def _number(value: cst.BaseExpression) -> bool:
    """Whether a leaf is a number, or an attribute of the module, which is taken for one."""
    return isinstance(value, (cst.Integer, cst.Float)) or m.matches(value, m.Attribute(value=m.Name("self")))


def _holder(call: cst.Call) -> cst.BaseExpression:
    assert isinstance(call.func, cst.Attribute)
    return call.func.value

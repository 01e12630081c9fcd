from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.choices import chain, lines, otherwise, raises
from exportdb.fixing.conditions import as_tensor, stopped_at
from exportdb.fixing.effects import effect
from exportdb.fixing.names import is_plain, plain, truths
from exportdb.fixing.program import Program, called, walk

_NEGATED: dict[type[cst.BaseCompOp], str] = {
    cst.LessThan: ">=",
    cst.LessThanEqual: ">",
    cst.GreaterThan: "<=",
    cst.GreaterThanEqual: "<",
    cst.Equal: "!=",
    cst.NotEqual: "==",
}
#: A longer message is cut.
_SHOWN = 100


#: What raises the same class where the check is of numbers; ``_check`` raises RuntimeError.
_CHECKS = {
    "ValueError": "_check_value",
    "IndexError": "_check_index",
    "TypeError": "_check_type",
    "NotImplementedError": "_check_not_implemented",
}


@fixer("check", does="An assert, or an `if` that raises, on a value becomes a check in the graph.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        about = _About(program, function, plain(program, function), truths(program, function))
        for line in program.all(cst.SimpleStatementLine, function):
            if len(line.body) != 1 or program.outer(line, cst.FunctionDef) is not function:
                continue
            asserted = _asserted(program, line.body[0])
            if asserted is not None and stopped_at(program, line, asserted[0]):
                test, message = asserted
                yield about.changed(line, [_Test(test, False, "AssertionError", _text(message))])
        for node in program.all(cst.If, function):
            if program.outer(node, cst.FunctionDef) is function and _only_raises(program, node):
                ifs = chain(node)
                if any(stopped_at(program, one, one.test) for one in ifs):
                    yield about.changed(node, [_Test(one.test, True, _kind(one), _said(one)) for one in ifs])


@dataclass(frozen=True, slots=True)
class _Test:
    node: cst.BaseExpression
    #: Whether it is told when it must not hold.
    bad: bool
    #: The class that is raised.
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class _About:
    program: Program
    function: cst.FunctionDef
    plain: set[str]
    truths: set[str]

    def changed(self, node: cst.SimpleStatementLine | cst.If, tests: list[_Test]) -> Change | Left:
        """The statements that stand for a node."""
        at = self.program.line(node)
        if self.program.outer(node, cst.Try) is not None:
            return Left(at, "what it raises may be caught here")
        if said := effect(self.program, [test.node for test in tests]):
            return Left(at, f"its test does more than compute: {said}")
        new: list[str] = []
        later, raised = False, set()
        for test in tests:
            of_numbers = is_plain(self.program, test.node, self.plain)
            made = self.numbers(test.node, test) if of_numbers else self.tensor(test)
            if made is None:
                return Left(at, f"`{self.program.text(test.node)}` is not of tensors, nor of numbers, alone")
            new += made
            later = later or not of_numbers
            if not of_numbers or (test.kind not in _CHECKS and test.kind != "AssertionError"):
                raised |= {test.kind} - {"RuntimeError"}
        reason = "the test goes into the graph"
        if raised:
            reason += f"; what it raises is RuntimeError and no {' or '.join(sorted(raised))}"
        if later:
            reason += "; on a GPU the error comes later than the call"
        else:
            reason += "; a message cannot be kept in strict mode, and becomes a comment"
        first, *others = [cst.parse_statement(f"{text}\n") for text in new]
        first = first.with_changes(leading_lines=node.leading_lines)
        what = "if that raises" if tests[0].bad else "assert"
        title = f"{what} on a value as a check in the graph"
        return Change(title, reason, at, {node: cst.FlattenSentinel([first, *others])}, ("torch",))

    def numbers(self, node: cst.BaseExpression, test: _Test) -> list[str] | None:
        """As ``torch._check``, or ``assert``, one for each part that has to hold."""
        if isinstance(node, cst.BooleanOperation):
            if isinstance(node.operator, cst.And if test.bad else cst.Or):
                return None
            parts = [self.numbers(part, test) for part in (node.left, node.right)]
            return None if None in parts else [text for part in parts for text in part or ()]
        if not isinstance(node, cst.Comparison) or len(node.comparisons) != 1:
            return None
        text = self.turned(node) if test.bad else self.program.text(node)
        if text is None:
            return None
        said = f"  # {_shown(test.message)}" if test.message else ""
        if test.kind == "AssertionError":
            return [f"assert {text}{said}"]
        return [f"{self.program.torch}.{_CHECKS.get(test.kind, '_check')}({text}){said}"]

    def turned(self, test: cst.Comparison) -> str | None:
        """The opposite of a comparison."""
        if any(isinstance(node, cst.Float) for node in walk(test)):
            # Of nan neither a comparison nor its opposite holds.
            return f"{self.program.torch}.sym_not({self.program.text(test)})"
        sign = _NEGATED.get(type(test.comparisons[0].operator))
        left, right = (self.program.text(side) for side in (test.left, test.comparisons[0].comparator))
        return f"{left} {sign} {right}" if sign else None

    def tensor(self, test: _Test) -> list[str] | None:
        whole = cst.UnaryOperation(cst.Not(), test.node) if test.bad else test.node
        text = as_tensor(self.program, whole, self.truths, self.plain)
        if text is None:
            return None
        message = _shown(test.message or self.program.text(test.node))
        escaped = message.replace("\\", "\\\\").replace('"', '\\"')
        return [f'{self.program.torch}._assert_async({text}, "{escaped}")']


def _asserted(
    program: Program, part: cst.BaseSmallStatement
) -> tuple[cst.BaseExpression, cst.BaseExpression | None] | None:
    """Test and message of ``assert`` and of ``torch._assert(...)``."""
    if isinstance(part, cst.Assert):
        return part.test, part.msg
    call = part.value if isinstance(part, cst.Expr) else None
    if not isinstance(call, cst.Call) or called(call) != f"{program.torch}._assert" or not call.args:
        return None
    return call.args[0].value, call.args[1].value if len(call.args) > 1 else None


def _only_raises(program: Program, node: cst.If) -> bool:
    above = program.parent(node)
    if isinstance(above, cst.If) and above.orelse is node:
        return False
    ifs = chain(node)
    return all(raises(lines(one.body)) for one in ifs) and not otherwise(ifs[-1])


def _raised(node: cst.If) -> cst.BaseExpression | None:
    line = lines(node.body)[0]
    part = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return part.exc if isinstance(part, cst.Raise) else None


def _said(node: cst.If) -> str:
    raised = _raised(node)
    return _text(raised.args[0].value) if isinstance(raised, cst.Call) and raised.args else ""


def _kind(node: cst.If) -> str:
    raised = _raised(node)
    return called(raised) if isinstance(raised, cst.Call) else getattr(raised, "value", "") or "other class"


def _text(message: cst.BaseExpression | None) -> str:
    """A message without what is only known when the program runs; empty where nothing is left."""
    if isinstance(message, cst.ConcatenatedString):
        return _text(message.left) + _text(message.right)
    if isinstance(message, cst.SimpleString):
        value = message.evaluated_value
        return value if isinstance(value, str) else ""
    if isinstance(message, cst.FormattedString):
        parts = (p.value if isinstance(p, cst.FormattedStringText) else "..." for p in message.parts)
        return "".join(parts)
    if isinstance(message, cst.BinaryOperation):
        return _text(message.left)
    if isinstance(message, cst.Call) and isinstance(message.func, cst.Attribute):
        return _text(message.func.value)
    return ""


def _shown(message: str) -> str:
    text = " ".join(message.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."

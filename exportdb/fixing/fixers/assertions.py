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
#: No program text is that long; a longer one only says where it comes from.
_SHOWN = 100


@fixer("check", does="An assert, or an `if` that raises, on a value becomes a check in the graph.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        about = _About(program, function, plain(program, function), truths(program, function))
        for line in program.all(cst.SimpleStatementLine, function):
            part = line.body[0]
            if len(line.body) != 1 or program.outer(line, cst.FunctionDef) is not function:
                continue
            if isinstance(part, cst.Assert) and stopped_at(program, line, part.test):
                message = _text(part.msg) or program.text(part.test)
                yield about.changed(line, [(part.test, False, message)], "assert", "AssertionError")
            elif isinstance(part, cst.Expr) and isinstance(part.value, cst.Call):
                name = called(part.value)
                if name == f"{program.torch}._assert" and part.value.args:
                    test = part.value.args[0].value
                    message = _text(part.value.args[1].value if len(part.value.args) > 1 else None)
                    if stopped_at(program, line, test):
                        yield about.changed(
                            line, [(test, False, message or program.text(test))], name, "AssertionError"
                        )
        for node in program.all(cst.If, function):
            if program.outer(node, cst.FunctionDef) is function and _only_raises(program, node):
                ifs = chain(node)
                if any(stopped_at(program, one, one.test) for one in ifs):
                    given = [(one.test, True, _said(one) or program.text(one.test)) for one in ifs]
                    yield about.changed(node, given, "if that raises", _kind(node))


@dataclass(frozen=True, slots=True)
class _About:
    program: Program
    function: cst.FunctionDef
    plain: set[str]
    truths: set[str]

    def changed(
        self,
        node: cst.SimpleStatementLine | cst.If,
        tests: list[tuple[cst.BaseExpression, bool, str]],
        what: str,
        kind: str,
    ) -> Change | Left:
        """The statements that stand for a node; a test that is told as bad is turned round."""
        at = self.program.line(node)
        if self.program.outer(node, cst.Try) is not None:
            return Left(at, "what it raises may be caught here")
        if said := effect(self.program, [test for test, _, _ in tests]):
            return Left(at, f"its test does more than compute: {said}")
        new: list[str] = []
        for test, bad, message in tests:
            made = self.numbers(test, bad, message) if self.is_number(test) else self.tensor(test, bad, message)
            if made is None:
                return Left(at, f"`{self.program.text(test)}` is not of tensors, nor of numbers, alone")
            new += made
        above = node.leading_lines
        statements = [cst.parse_statement(f"{text}\n") for text in new]
        statements[0] = statements[0].with_changes(leading_lines=above)
        later = any("_assert_async" in text for text in new)
        reason = (
            f"the test goes into the graph; it raises RuntimeError{'' if kind == 'RuntimeError' else f' and no {kind}'}"
        )
        title = f"{what} as a check in the graph"
        reason += ", on a GPU later than the call" if later else ""
        return Change(title, reason, at, {node: cst.FlattenSentinel(statements)}, ("torch",))

    def is_number(self, test: cst.BaseExpression) -> bool:
        return is_plain(self.program, test, self.plain)

    def numbers(self, test: cst.BaseExpression, bad: bool, message: str) -> list[str] | None:
        """As ``torch._check``, one for each part that has to hold."""
        joined = cst.Or if bad else cst.And
        if isinstance(test, cst.BooleanOperation):
            if not isinstance(test.operator, joined):
                return None
            parts = [self.numbers(part, bad, message) for part in (test.left, test.right)]
            return None if None in parts else [text for part in parts for text in part or ()]
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            return self.numbers(test.expression, not bad, message)
        if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
            return None
        text = self.program.text(test)
        if bad:
            turned = self.turned(test)
            if turned is None:
                return None
            text = turned
        return [f"{self.program.torch}._check({text}, lambda: {_quoted(message)})"]

    def turned(self, test: cst.Comparison) -> str | None:
        sign = _NEGATED.get(type(test.comparisons[0].operator))
        left, right = (self.program.text(side) for side in (test.left, test.comparisons[0].comparator))
        if any(isinstance(node, cst.Float) for node in walk(test)):
            # Of nan neither a comparison nor its opposite holds.
            return f"{self.program.torch}.sym_not({self.program.text(test)})"
        return f"{left} {sign} {right}" if sign else None

    def tensor(self, test: cst.BaseExpression, bad: bool, message: str) -> list[str] | None:
        whole = cst.UnaryOperation(cst.Not(), test) if bad else test
        text = as_tensor(self.program, whole, self.truths, self.plain)
        if text is None:
            return None
        return [f"{self.program.torch}._assert_async({text}, {_quoted(message)})"]


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
    return ""


def _quoted(message: str) -> str:
    text = " ".join(message.split())
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

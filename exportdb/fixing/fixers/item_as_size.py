from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from exportdb.fixing.base import Change, Left, Obstacle, fixer
from exportdb.fixing.conditions import NEEDS_VALUE
from exportdb.fixing.names import bound, bound_before, read
from exportdb.fixing.program import Program, called, walk

#: The checks that torch lists, with the user's names: ``  1. torch._check(first < 0)``.
_LISTED = re.compile(r"^\s*\d\. torch\._check\((.+)\)\s*$", re.MULTILINE)
#: What it could not decide, in its own symbols: ``u0 < 0``, ``Eq(u0, 12)``.
_EXPRESSION = re.compile(r"data-dependent expression (.+?)(?: \((?:un)?hinted|\.\s|$)", re.MULTILINE)
_EQUAL = re.compile(r"(Eq|Ne)\((\w+), (\w+)\)$")
_COMPARED = re.compile(r"(\w+) (<|<=|>|>=) (\w+)$")
_SYMBOL = re.compile(r"u\d+$")
_NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_INTEGERS = {"argmax", "argmin", "count_nonzero", "long", "int", "numel", "nonzero", "bincount"}
#: ``int()`` cuts off what is behind the point, and so does the cast.
_CASTS = {"int": "long", "float": "double"}
_TAKES = ("item", "tolist")


@fixer(
    "check-size", does="A number out of a tensor is taken by `.item()`, and what torch has to know of it is checked."
)
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        for call in program.all(cst.Call, function):
            if program.outer(call, cst.FunctionDef) is function and called(call) in _CASTS:
                yield from _by_item(program, call)
        for line in program.all(cst.SimpleStatementLine, function):
            if program.outer(line, cst.FunctionDef) is function and not isinstance(line.body[0], cst.Assert):
                for met in program.met(NEEDS_VALUE, near=line):
                    yield from _checks(program, function, line, met)


def _by_item(program: Program, call: cst.Call) -> Iterator[Change | Left]:
    """``int(t)`` asks Python for the number itself; ``.item()`` gives a symbol."""
    line = program.statement(call)
    if len(call.args) != 1 or not isinstance(line, cst.SimpleStatementLine):
        return
    if not any("specialized integer" in met.message or "zuf" in met.message for met in program.met(".", near=line)):
        return
    value = call.args[0].value
    if isinstance(value, (cst.Integer, cst.Float, cst.SimpleString)):
        return
    if isinstance(value, cst.Call) and called(value).rpartition(".")[2] in ("size", "item", "len"):
        return
    text = program.text(value)
    if not isinstance(value, (cst.Name, cst.Attribute, cst.Subscript, cst.Call)):
        text = f"({text})"
    method = value.func.attr.value if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute) else ""
    taken = ".item()" if method in _INTEGERS and called(call) == "int" else f".{_CASTS[called(call)]}().item()"
    new = f"{text}{taken}"
    yield Change(
        title=f"{called(call)}() of a tensor as {taken}",
        reason="the same number; in the graph it is a symbol rather than the example's value",
        line=program.line(call),
        edits={call: cst.parse_expression(new)},
    )


def _checks(
    program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine, met: Obstacle
) -> Iterator[Change | Left]:
    wanted = _wanted(program, function, line, met.message)
    if wanted and all(" == " in text for text in wanted):
        yield Left(program.line(line), f"`{wanted[0]}` would allow one size only")
    for text in wanted:
        if " == " in text:
            continue
        names = read(program, [cst.parse_expression(text)])
        place = _bound_at(program, function, line, names)
        check = cst.parse_statement(f"{program.torch}._check({text})\n")
        if place is None:
            new: Sequence[cst.BaseStatement] = [
                check.with_changes(leading_lines=line.leading_lines),
                line.with_changes(leading_lines=()),
            ]
        else:
            new = [place, check]
        yield Change(
            title=f"torch._check({text})",
            reason="torch is told what it could not decide; an input of which it is not true is refused",
            line=program.line(line),
            edits={place or line: cst.FlattenSentinel(new)},
            imports=("torch",),
        )


def _wanted(program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine, message: str) -> list[str]:
    """The checks that may help, those that most inputs meet first; those of torch's list where it gives one."""
    known = set(bound_before(program, function, line)) | bound(program, [line])
    found = [text for text in _LISTED.findall(message) if _COMPARES.match(text)]
    if not found:
        expression = _EXPRESSION.search(message)
        number = _number(program, function, line)
        if expression is None or number is None:
            return []
        found = _named(expression[1].strip(), number)
    sound = [text for text in found if read(program, [cst.parse_expression(text)]) <= known]
    return sorted(sound, key=lambda text: not _LIKELY.search(text))


#: A number is more often bounded from below by a number, and from above by a size.
_LIKELY = re.compile(r" (>|>=) \d+$| (<|<=) .*[a-z]\S*$| != ")
#: One comparison of names, attributes, subscripts and numbers.
_COMPARES = re.compile(r"[\w.\[\]*()+ -]+ (<|<=|>|>=|==|!=) [\w.\[\]]+$")


def _named(expression: str, number: str) -> list[str]:
    """The comparison and its opposite, with the user's name in the place of the symbol."""
    if equal := _EQUAL.match(expression):
        sides, sign = [equal[2], equal[3]], "==" if equal[1] == "Eq" else "!="
    elif compared := _COMPARED.match(expression):
        sides, sign = [compared[1], compared[3]], compared[2]
    else:
        return []
    symbols = [side for side in sides if _SYMBOL.match(side)]
    if len(symbols) != 1 or not all(side.isdecimal() or side in symbols for side in sides):
        return []
    left, right = (number if side in symbols else side for side in sides)
    return [f"{left} {one} {right}" for one in (sign, _NEGATED[sign])]


def _number(program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine) -> str | None:
    """The one name of the line that holds a number out of a tensor."""
    here = read(program, [line])
    found = set()
    for assign in program.all(cst.Assign, function):
        takes = any(isinstance(n, cst.Call) and called(n).rpartition(".")[2] in _TAKES for n in walk(assign.value))
        if takes and program.line(assign) < program.line(line):
            found |= bound(program, [assign]) & here
    return found.pop() if len(found) == 1 else None


def _bound_at(
    program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine, names: set[str]
) -> cst.SimpleStatementLine | None:
    """The statement of the same block after which the check can stand: the only one that binds the names."""
    block = program.parent(line)
    places = [
        one
        for one in program.all(cst.SimpleStatementLine, function)
        if bound(program, [one]) & names and program.line(one) < program.line(line)
    ]
    return places[0] if len(places) == 1 and program.parent(places[0]) is block else None

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, dotted, walk

#: Whatever torch says of such a line, of any release: the line is no part of what is computed.
_ANY = r""
_PRINTS = ("print", "pprint", "pprint.pprint", "breakpoint", "pdb.set_trace", "ipdb.set_trace", "warnings.warn", "warn")
_HOLDERS = re.compile(
    r"(^|\.)_*(log|logger|logging|console|writer|wandb|sys\.stdout|sys\.stderr)(_once)?$", re.IGNORECASE
)
_TELLING = frozenset(
    {"debug", "info", "warning", "warn", "warning_once", "info_once", "error", "exception", "critical", "log", "print"}
) | {"write", "flush", "add_scalar", "add_histogram", "add_image"}
_CLOCKS = ("time.time", "time.perf_counter", "time.monotonic", "perf_counter", "time.process_time", "datetime.now")
_BARS = ("tqdm", "tqdm.tqdm", "tqdm.auto.tqdm", "track", "rich.progress.track")


@fixer("print", does="A print, a log line or a clock in what is traced is left out while compiling.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        for line in program.all(cst.SimpleStatementLine, function):
            if program.met(_ANY, near=line) and program.outer(line, cst.FunctionDef) is function:
                yield from _of_line(program, function, line)
        for test in program.all(cst.If, function):
            if program.met(_ANY, near=test.test) and program.outer(test, cst.FunctionDef) is function:
                yield from _of_test(program, test)
        for loop in program.all(cst.For, function):
            bar = loop.iter
            if isinstance(bar, cst.Call) and called(bar) in _BARS and bar.args and program.met(_ANY, near=bar):
                yield Change(
                    f"{called(bar)} left out",
                    "what it shows is no part of the result",
                    program.line(bar),
                    {bar: bar.args[0].value},
                )


def _of_line(program: Program, function: cst.FunctionDef, line: cst.SimpleStatementLine) -> Iterator[Change | Left]:
    clock = _reads_clock(program, line)
    if not clock and not _tells(program, line):
        return
    at = program.line(line)
    if any(isinstance(node, (cst.NamedExpr, cst.Await, cst.Yield)) for node in walk(line)):
        yield Left(at, "its arguments do more than be shown")
        return
    lines = [line]
    if clock:
        timed = _timed(program, function, clock)
        if timed is None:
            yield Left(at, f"{clock} is used for more than to be shown")
            return
        lines = timed
    name = clock or called(cst.ensure_type(cst.ensure_type(line.body[0], cst.Expr).value, cst.Call))
    yield Change(
        title=f"{name or 'the log line'} left out while compiling",
        reason="what it shows is no part of the result",
        line=at,
        edits={one: _guarded(one, program.torch) for one in lines},
        imports=("torch",),
    )


def _of_test(program: Program, test: cst.If) -> Iterator[Change | Left]:
    """An `if` on a value, all of whose body only tells: a check for NaN that warns."""
    lines = test.body.body
    told = [isinstance(line, cst.SimpleStatementLine) and _tells(program, line) for line in lines]
    if not all(told) or test.orelse is not None:
        return
    if any(isinstance(node, (cst.NamedExpr, cst.Await, cst.Yield)) for node in walk(test)):
        yield Left(program.line(test), "its condition does more than be asked")
        return
    asked = test.test
    if isinstance(asked, (cst.BooleanOperation, cst.IfExp, cst.Lambda)) and not asked.lpar:
        asked = asked.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    outside = cst.parse_expression(f"not {program.torch}.compiler.is_compiling()")
    yield Change(
        "a check that only tells left out while compiling",
        "what it shows is no part of the result",
        program.line(test),
        {test.test: cst.BooleanOperation(outside, cst.And(), asked)},
        imports=("torch",),
    )


def _tells(program: Program, line: cst.SimpleStatementLine) -> bool:
    """Whether a line does nothing but show something."""
    if len(line.body) != 1 or not isinstance(line.body[0], cst.Expr):
        return False
    call = line.body[0].value
    if not isinstance(call, cst.Call):
        return False
    if called(call) in _PRINTS:
        return True
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in _TELLING:
        return False
    holder = call.func.value
    if isinstance(holder, cst.Call):
        return called(holder) in ("logging.getLogger", "getLogger")
    name = dotted(holder)
    if name == "self" and call.func.attr.value == "log":
        # Lightning's; a method of another kind has no text as its first argument.
        return bool(call.args) and isinstance(call.args[0].value, (cst.SimpleString, cst.FormattedString))
    # `math.log` and `torch.log` are no loggers, and have no line of their own.
    return bool(_HOLDERS.search(name)) or name == "warnings"


def _reads_clock(program: Program, line: cst.SimpleStatementLine) -> str:
    """The name that a line assigns the time to; empty where it does something else."""
    assign = line.body[0] if len(line.body) == 1 else None
    if (
        not isinstance(assign, cst.Assign)
        or not isinstance(assign.targets[0].target, cst.Name)
        or len(assign.targets) > 1
    ):
        return ""
    calls = [called(node) for node in walk(assign.value) if isinstance(node, cst.Call)]
    return assign.targets[0].target.value if calls and all(name in _CLOCKS for name in calls) else ""


def _timed(program: Program, function: cst.FunctionDef, clock: str) -> list[cst.SimpleStatementLine] | None:
    """The lines that read a clock or show what it says; None where something else uses it."""
    names = {clock}
    found: dict[int, cst.SimpleStatementLine] = {}
    while True:
        before = len(found)
        for name in [n for n in program.all(cst.Name, function) if n.value in names]:
            line = program.statement(name)
            if not isinstance(line, cst.SimpleStatementLine):
                return None
            if not _tells(program, line):
                if not (assigned := _reads_clock(program, line) or _difference(line, names)):
                    return None
                names.add(assigned)
            found[id(line)] = line
        if len(found) == before:
            return list(found.values())


def _difference(line: cst.SimpleStatementLine, names: set[str]) -> str:
    """The name that a line assigns something made of clocks alone; empty where it does something else."""
    assign = line.body[0] if len(line.body) == 1 else None
    if not isinstance(assign, cst.Assign) or not isinstance(assign.targets[0].target, cst.Name):
        return ""
    calls = all(called(node) in _CLOCKS for node in walk(assign.value) if isinstance(node, cst.Call))
    read = {node.value for node in walk(assign.value) if isinstance(node, cst.Name)} - {"time", "datetime"}
    known = read <= names | {part for clock in _CLOCKS for part in clock.split(".")}
    return assign.targets[0].target.value if calls and known else ""


def _guarded(line: cst.SimpleStatementLine, torch: str) -> cst.If:
    return cst.If(
        test=cst.parse_expression(f"not {torch}.compiler.is_compiling()"),
        body=cst.IndentedBlock([line.with_changes(leading_lines=())]),
        leading_lines=line.leading_lines,
    )

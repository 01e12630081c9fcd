from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called, walk

#: What torch says of a call that only tells the user something.
_STOPS = r"print|logg|warn|GB0|Unsupported|builtin"
_LOGGERS = ("logging.", "logger.", "log.", "LOGGER.", "LOG.", "_logger.", "_log.", "self.logger.", "warnings.")
_TELLING = ("debug", "info", "warning", "warn", "error", "exception", "critical", "log")


@fixer("print", does="A print or a log line in what is traced is left out while compiling.")
def find(program: Program) -> Iterator[Change | Left]:
    for function in program.functions():
        for line in program.all(cst.SimpleStatementLine, function):
            if len(line.body) != 1 or not isinstance(line.body[0], cst.Expr):
                continue
            call = line.body[0].value
            if not isinstance(call, cst.Call) or not _tells(called(call)) or not program.met(_STOPS, near=line):
                continue
            at = program.line(line)
            if any(isinstance(node, (cst.NamedExpr, cst.Await, cst.Yield)) for node in walk(call)):
                yield Left(at, "its arguments do more than be shown")
                continue
            yield Change(
                title=f"{called(call)} left out while compiling",
                reason="what it shows is no part of the result",
                line=at,
                edits={line: _guarded(line, program.torch)},
                imports=("torch",),
            )


def _tells(name: str) -> bool:
    if name in ("print", "pprint", "pprint.pprint"):
        return True
    return name.startswith(_LOGGERS) and name.rpartition(".")[2] in _TELLING


def _guarded(line: cst.SimpleStatementLine, torch: str) -> cst.If:
    return cst.If(
        test=cst.parse_expression(f"not {torch}.compiler.is_compiling()"),
        body=cst.IndentedBlock([line.with_changes(leading_lines=())]),
        leading_lines=line.leading_lines,
    )

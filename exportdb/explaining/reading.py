"""What is certain in a report: the exceptions with their messages, graph-break ids, and the places of the program."""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from exportdb.explaining.clean import lines_of
from exportdb.explaining.codelines import code_line
from exportdb.explaining.frames import Frame, frames_of, innermost
from exportdb.explaining.kinds import WRAPPERS, certain, exporting, foreign

#: An exception with its message, as Python and others write it.
_ERROR = re.compile(
    r"^(?P<indent>\s*)(?:(?:Exception|Error|Caused by|ERROR|Reason|error|raised|E)\s*:?\s+)?(?:<class ')?"
    r"(?P<module>(?:(?:[A-Za-z_]\w*|<locals>)\.)*)"
    r"(?P<kind>[A-Z]\w*(?:Error|Exception|Violation|Exit|Interrupt|SymNode|NotFound|Failed|Iteration|Inputs?|Ints)|Unsupported)"
    r"(?:'>)?(?P<colon>: ?(?P<said>.*))?$"
)
#: The same in the middle of a line: ``FAILED test.py::test - torch._dynamo.exc.UserError: ...``.
_INSIDE = re.compile(r"(?P<module>torch(?:\.\w+)*\.)(?P<kind>[A-Z]\w+)(?:'>)?: (?P<said>.+)$")
#: Lines after which a message has ended.
_ENDS = re.compile(
    r"^\s*(?:Traceback \(most recent call last\)|During handling of the above|The above exception was the direct"
    r"|=+ (?:short test summary|\d+ )|\+-{10,}|-{30,}|_{10,} |={20,}|\(Refer to the full stack trace above"
    r"|Process finished|##\[)"
)
_FALLBACK = re.compile(r"Errors from strategy '(?:JitTrace|TorchScript)")
_CHAINED = re.compile(r"During handling of the above exception|direct cause of the following exception")
_GB = re.compile(r"\bgb(\d{4,})(?:\b|\.html)|/gb/gb(\d+)", re.IGNORECASE)
_BARE_ID = re.compile(r"\s*(?:https?://\S*/)?(?:gb)?0*(\d{1,5})(?:\.html)?/?\s*", re.IGNORECASE)
#: A name that a message or a line gives to an operator or an API.
_API = re.compile(
    r"\b(?:torch|aten|prims|functorch|np|numpy|F|nn|math|copy|functools|itertools|collections|random|builtins"
    r"|operator|inspect|warnings|logging|os|sys|re|enum)(?:(?:\.|::)[A-Za-z_]\w*)+"
)
#: What a line of a program has, as a rule.
_CODE = re.compile(r"\w\(|=|\bself\.|^\s*(?:if|for|while|return|with|assert)\b")
#: Where a report goes over from the program to the error; and a line of words.
_BEGINS = re.compile(
    r"\s*(?:Traceback \(|from user code:|File \"|Constraints violated|Could not guard|Suggested fixes|Explanation:"
    r"|Not all values of|- |Caused by|raise |Failed running|Set TORCH)"
)
_PROSE = re.compile(r"\s*(?:`?[A-Z\[`][\w`\].]* `?[\w.]+`? [a-z]|\w+: |@)")
#: Errors that only say that the one before them happened.
_EMPTY = re.compile(r"Tried to use data-dependent value in the subsequent computation")
#: What torch logs of a guard that it could not decide, where a report has nothing else.
_LOGGED = re.compile(r"failed (?:during|while running) evaluate_expr\(\*?\(?(.+?), (?:hint|None)")
MAX_MESSAGE_LINES = 120


@dataclass(frozen=True, slots=True)
class Reported:
    """An exception that a report names."""

    #: Its class, and the module that this is of, empty where the report leaves it out.
    kind: str
    module: str
    #: Its text with stacks and hints, as far as the report goes.
    message: str
    #: The places of its traceback and its message, in their order.
    frames: tuple[Frame, ...]
    #: Whether it comes of exporting a program.
    exporting: bool
    #: Whether it was raised from the one before it, or while that one was handled.
    chained: bool = False

    @property
    def first_line(self) -> str:
        said = next((line.strip() for line in self.message.splitlines() if line.strip()), "")
        return f"{self.kind}: {said}" if self.kind and said else self.kind or said

    @property
    def codes(self) -> tuple[str, ...]:
        """Graph-break ids of the message, then the class."""
        ids = dict.fromkeys(f"GB{int(a or b):04}" for a, b in _GB.findall(self.message))
        return (*ids, *([self.kind] if self.kind else ()))


@dataclass(frozen=True, slots=True)
class Report:
    """A text as it was read."""

    #: In the order of the text.
    errors: tuple[Reported, ...]
    #: The one that is to be explained; None where the report is a bare id, or empty.
    error: Reported | None
    #: A graph-break id that was asked for by itself.
    asked: str | None = None
    #: The innermost line of the user's program.
    frame: Frame | None = None
    #: Names of functions on the stack.
    functions: frozenset[str] = frozenset()
    #: Operators and APIs that the message names.
    apis: frozenset[str] = frozenset()
    #: What the user's lines on the stack call, and the programs that stand in the report.
    names: frozenset[str] = frozenset()
    #: Lines of a program that stands in the report, outside of tracebacks.
    program: tuple[str, ...] = ()
    #: All of it, without what terminals and loggers put around lines.
    text: str = ""

    @property
    def placed(self) -> bool:
        """Whether the stack names a line of the user's program."""
        return (
            self.frame is not None and self.frame.owner != "torch" and bool(self.frame.code) and not self.frame.drives
        )

    @property
    def others(self) -> tuple[Reported, ...]:
        """Further errors that are no part of the same chain: what else a log holds, each once."""
        if self.error is None:
            return ()
        known = {self.error.first_line}
        found = []
        for error in self.errors:
            if error.first_line not in known and error is not self.error:
                known.add(error.first_line)
                found.append(error)
        return tuple(found)


def read(text: str) -> Report:
    """A report of any shape."""
    bare = _BARE_ID.fullmatch(text)
    if bare:
        return Report((), None, asked=f"GB{int(bare[1]):04}")
    lines = lines_of(text)
    # torch.onnx tries tracing by TorchScript last, whose errors speak of something else.
    other = next((number for number, line in enumerate(lines) if _FALLBACK.search(line)), None)
    if other is not None and any(line.strip() for line in lines[:other]):
        lines = lines[:other]
    errors = _errors(lines)
    if not errors and (logged := _LOGGED.search(text)):
        lines = [f"Could not guard on data-dependent expression {logged[1]}"]
    if not errors:
        message = "\n".join(lines).strip()
        if not message:
            return Report((), None)
        frames = tuple(frames_of(lines))
        said = "\n".join(_without_frames(lines)).strip() or message
        errors = [Reported("", "", said, frames, exporting("", "", said, message))]
    chosen = _chosen(errors)
    everywhere = [frame for error in errors for frame in error.frames]
    frame = innermost(chosen.frames)
    if frame is None or frame.owner == "torch" or frame.drives:
        frame = innermost(everywhere) or frame
    functions = frozenset(f.function.rsplit(".", 1)[-1] for f in chosen.frames or everywhere if f.function)
    said = chosen.message + "\n" + (frame.code if frame else "")
    apis = frozenset(name.replace("::", ".") for name in _API.findall(said))
    program = _program(lines)
    own = [frame.code for frame in everywhere if frame.owner != "torch" and not frame.drives]
    names = code_line("\n".join([*program, *own])).names
    return Report(
        tuple(errors),
        chosen,
        frame=frame,
        functions=functions,
        apis=apis,
        names=names,
        program=program,
        text="\n".join(lines),
    )


def read_exception(error: BaseException) -> Report:
    """The report of an exception, with all that it was raised from."""
    return read("".join(traceback.format_exception(type(error), error, error.__traceback__)))


def apis_of(text: str) -> frozenset[str]:
    """Operators and APIs that a text names: ``torch.nonzero``, ``aten.item``."""
    return frozenset(name.replace("::", ".") for name in _API.findall(text))


def _program(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a program that stands before the error."""
    end = next((n for n, line in enumerate(lines) if _BEGINS.match(line) or _ERROR.match(line)), len(lines))
    return tuple(line.strip() for line in lines[:end] if _CODE.search(line) and not _PROSE.match(line))


def _errors(lines: Sequence[str]) -> list[Reported]:
    """The exceptions in their order, each with the places between it and the one before."""
    found: list[Reported] = []
    begun = number = 0
    while number < len(lines):
        match = _match(lines, number)
        if match is None:
            number += 1
            continue
        end = _end(lines, number + 1)
        message = "\n".join([match["said"] or "", *lines[number + 1 : end]]).strip()
        frames = tuple(frames_of(lines[begun:end]))
        module = (match["module"] or "").rstrip(".")
        stack = "\n".join(lines[begun:number])
        chained = bool(found) and _CHAINED.search(stack) is not None
        ours = exporting(match["kind"], module, message, stack)
        found.append(Reported(match["kind"], module, message, frames, ours, chained))
        begun = number = end
    return found


def _match(lines: Sequence[str], number: int) -> re.Match[str] | None:
    line = lines[number]
    match = _ERROR.match(line)
    if match is None:
        inside = _INSIDE.search(line) if "torch" in line else None
        return inside if inside and not re.match(r"\s*File ", line) else None
    # IPython heads a traceback with the class, and pytest ends one with it: the message stands elsewhere.
    if match["colon"] is None and (match["module"] == "" and len(lines) > 1):
        return match if _alone(lines, number) else None
    # `except ValueError:` and "HINT: NotImplementedError: .." inside of code.
    return None if not match["said"] and match["indent"] and not match["module"] else match


def _alone(lines: Sequence[str], number: int) -> bool:
    """Whether a class without a message ends a traceback: an ``AssertionError`` without words."""
    before = next((line for line in reversed(lines[max(0, number - 3) : number]) if line.strip()), "")
    return before.startswith("    ") or before.lstrip().startswith("raise ")


def _end(lines: Sequence[str], start: int) -> int:
    """Where the message ends that begins before ``start``."""
    stop = min(len(lines), start + MAX_MESSAGE_LINES)
    for number in range(start, stop):
        line = lines[number]
        if _ENDS.match(line):
            return number
        match = _ERROR.match(line)
        if match and match["module"] and match["colon"] and not match["indent"]:
            return number
        # pytest: the place where it was raised, after an empty line
        if re.match(r"^\S+\.py:\d+: \w+$", line):
            return number + 1
    return stop


def _without_frames(lines: Sequence[str]) -> list[str]:
    """The lines that are neither a place nor the code below one."""
    kept: list[str] = []
    skip = False
    for line in lines:
        if re.match(r"\s*(?:File \"|Traceback \()", line):
            skip = True
        elif skip:
            skip = False
        else:
            kept.append(line)
    return kept


def _chosen(errors: Sequence[Reported]) -> Reported:
    """The last error of exporting that says something itself; of those that have none, the last error.

    Of a chain, an error that only torch raises comes before what others made of it.
    """
    ours = [number for number, error in enumerate(errors) if error.exporting]
    if not ours:
        return next((e for e in reversed(errors) if not foreign(e.kind, e.message)), errors[-1])
    first = last = ours[-1]
    while first > 0 and errors[first].chained:
        first -= 1
    chain = [error for error in errors[first : last + 1] if error.exporting]
    telling = [e for e in chain if e.kind not in WRAPPERS and e.message and not _EMPTY.match(e.message)] or chain
    return ([error for error in telling if certain(error.kind, error.module)] or telling)[-1]

"""What an exception means: the outcome, the stable code, the signature and the message."""

from __future__ import annotations

import errno
import functools
import json
import linecache
import re
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.protocol.signature import normalize, strip_ansi
from exportdb_engine.sources import is_own

#: Characters of a message that are kept; the middle of a longer one is left out.
MAX_MESSAGE = 16_000

_GRAPH_BREAK = re.compile(r"/gb/gb(\d+)", re.IGNORECASE)
_OUT_OF_MEMORY = re.compile(r"can't allocate memory|not enough memory|std::bad_alloc|out of memory", re.IGNORECASE)
_COMPILER_BUG = re.compile(
    r"INTERNAL ASSERT FAILED|(report|file) a bug|this is (likely |probably |most likely )?a bug|internal error",
    re.IGNORECASE,
)
#: "If this happens inside PyTorch, please file a bug" is no admission.
_CONDITION = re.compile(r"\bif\b", re.IGNORECASE)
#: Assertions of the compiler that are about the program all the same.
_ABOUT_THE_PROGRAM = re.compile(r"Mutating module attribute")
#: Raised deep in torch, these are slips of the compiler, not messages that are meant for the user.
_SLIPS = (
    AssertionError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnboundLocalError,
    ZeroDivisionError,
)
#: Of these, the ones that torch also raises on purpose, with words for the user.
_ON_PURPOSE = (NotImplementedError, TypeError)
_INTERNAL = {"InternalTorchDynamoError", "BackendCompilerFailed", "SpecViolationError"}
#: Where a slip can only be the compiler's. A program that runs also checks its inputs, with assertions.
_COMPILING = {Stage.EXPORT, Stage.DECOMPOSE, Stage.SERIALIZE, Stage.RETRACE}
_TORCH = str(Path(torch.__file__).parent) + "/"
#: A frame in a stack that is written out in a message.
_FRAME = re.compile(r'^ *File "([^"\n]+)", line (\d+)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a cell says of a failure."""

    outcome: Outcome
    code: str
    signature: str
    message: str


def diagnose(error: BaseException, *, stage: Stage, case_path: str, sources: Sequence[str] = ()) -> Diagnosis:
    """The diagnosis of an exception that a stage raised.

    The code is the graph-break id where torch names one, else the class of the exception that the user sees.
    ``sources`` are further files and folders of the program.
    """
    message = _message(error)
    code = _code(error)
    outcome = _outcome(error, code, message, stage, (case_path, *sources))
    return Diagnosis(outcome, code, normalize(message) or code, message)


def first_user_line(error: BaseException, case_path: str) -> int | None:
    """The line of the case file (from 1) that an exception is about: the innermost one; None when it names none."""
    place = place_of(error, [case_path])
    return None if place is None else place[1]


def place_of(error: BaseException, sources: Sequence[str]) -> tuple[str, int] | None:
    """The file and line (from 1) of the program that an exception is about: the innermost; None when it names none.

    In strict mode the program is not on the Python stack: Dynamo writes its stack into the message.
    """
    for one in _causes(error):
        python = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(one.__traceback__))
        dynamo = ((frame.filename, frame.lineno) for frame in getattr(one, "real_stack", None) or ())
        written = ((path, int(line)) for path, line in _FRAME.findall(_text(one)))
        for stack in (python, dynamo, written):
            places = [(path, line) for path, line in stack if is_own(path, sources)]
            if places:
                return places[-1]
    return None


def _outcome(error: BaseException, code: str, message: str, stage: Stage, sources: Sequence[str]) -> Outcome:
    if _out_of_memory(error, message):
        return Outcome.OOM
    if stage is Stage.EAGER:
        return Outcome.INVALID
    if code.startswith("GB") or _ABOUT_THE_PROGRAM.search(message):
        return Outcome.FAIL
    if type(error).__name__ in _INTERNAL:
        return Outcome.INTERNAL
    filename, line = _innermost(error)
    if is_own(filename, sources):
        return Outcome.FAIL
    if any(_COMPILER_BUG.search(s) and not _CONDITION.search(s) for s in re.split(r"(?<=[.!?])\s|\n", message)):
        return Outcome.INTERNAL
    if stage in _COMPILING and type(error) in _SLIPS and filename.startswith(_TORCH):
        on_purpose = isinstance(error, _ON_PURPOSE) and line.startswith("raise ") and message
        return Outcome.FAIL if on_purpose else Outcome.INTERNAL
    return Outcome.FAIL


def _out_of_memory(error: BaseException, message: str) -> bool:
    if any(isinstance(one, (MemoryError, torch.OutOfMemoryError)) for one in _causes(error)):
        return True
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    return isinstance(error, RuntimeError) and bool(_OUT_OF_MEMORY.search(message))


def _code(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return "OutputLimit"
    for one in _causes(error):
        text = _text(one)
        match = _GRAPH_BREAK.search(text)
        if match:
            return f"GB{int(match.group(1)):04}"
        kind = getattr(one, "gb_type", None)  # torch 2.8 knows the kind, and does not print the id
        if isinstance(kind, str) and kind in _registry():
            return _registry()[kind]
        first = text.partition("\n")[0].strip()
        if type(one).__module__.startswith("torch._dynamo") and first in _registry():
            return _registry()[first]
    return type(error).__name__


@functools.cache
def _registry() -> dict[str, str]:
    """Kind of graph break -> its id, as torch lists them since 2.8; empty before."""
    path = Path(_TORCH) / "_dynamo" / "graph_break_registry.json"
    if not path.exists():
        return {}
    listed = json.loads(path.read_text(encoding="utf-8"))
    return {
        variant["Gb_type"]: name for name, variants in listed.items() for variant in variants if "Gb_type" in variant
    }


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and those that it was raised from or while handling, outermost first."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _innermost(error: BaseException) -> tuple[str, str]:
    """The file of the innermost frame, and the text of its line; both empty where there is none."""
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames:
        return "", ""
    frame, line = frames[-1]
    return frame.f_code.co_filename, linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip()


def _text(error: BaseException) -> str:
    """``str(error)``, and never an exception: the class may be the program's own."""
    try:
        return str(error)
    except Exception as broken:
        return f"{type(error).__name__}, whose text cannot be made: {type(broken).__name__}"


def _message(error: BaseException) -> str:
    """The text, without colours; in front of it the class or the line where the text alone says too little."""
    text = strip_ansi(_shortened(_text(error))).strip()
    if isinstance(error, KeyError):  # its text is the key
        text = f"KeyError: {text}"
    elif not text or text.startswith("from user code:"):
        # An assertion without words, to which Dynamo may have added the user's stack: the line that made it is all
        # there is.
        line = _innermost(error)[1]
        text = f"{type(error).__name__}{f' at: {line}' if line else ''}\n\n{text}".strip()
    return _shortened(text)


def _shortened(text: str) -> str:
    if len(text) <= MAX_MESSAGE:
        return text
    half = MAX_MESSAGE // 2
    return f"{text[:half]}\n[... {len(text) - MAX_MESSAGE} characters ...]\n{text[-half:]}"

"""What an exception means: the outcome, the stable code, the signature and the message."""

from __future__ import annotations

import errno
import functools
import json
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.protocol.signature import normalize, strip_ansi

#: Characters of a message that are kept; the middle of a longer one is left out.
MAX_MESSAGE = 16_000

_GRAPH_BREAK = re.compile(r"/gb/gb(\d+)", re.IGNORECASE)
_OUT_OF_MEMORY = re.compile(r"can't allocate memory|not enough memory|std::bad_alloc|out of memory", re.IGNORECASE)
_COMPILER_BUG = re.compile(r"INTERNAL ASSERT FAILED|please report a bug|this is a bug|file a bug", re.IGNORECASE)
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
    ZeroDivisionError,
)
_INTERNAL = {"InternalTorchDynamoError", "BackendCompilerFailed", "SpecViolationError"}
_TORCH = str(Path(torch.__file__).parent) + "/"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a cell says of a failure."""

    outcome: Outcome
    code: str
    signature: str
    message: str


def diagnose(error: BaseException, *, stage: Stage, case_path: str) -> Diagnosis:
    """The diagnosis of an exception that a stage raised.

    The code is the graph-break id where torch names one, else the class of the exception that the user sees.
    """
    message = _message(error)
    code = _code(error)
    return Diagnosis(_outcome(error, code, message, stage, case_path), code, normalize(message) or code, message)


def _outcome(error: BaseException, code: str, message: str, stage: Stage, case_path: str) -> Outcome:
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)) or (
        isinstance(error, RuntimeError) and _OUT_OF_MEMORY.search(message)
    ):
        return Outcome.OOM
    if stage is Stage.EAGER:
        return Outcome.INVALID
    if code.startswith("GB"):
        return Outcome.FAIL
    if type(error).__name__ in _INTERNAL or _COMPILER_BUG.search(message):
        return Outcome.INTERNAL
    if type(error) in _SLIPS and _innermost(error).startswith(_TORCH) and _innermost(error) != case_path:
        return Outcome.INTERNAL
    return Outcome.FAIL


def _code(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return "OutputLimit"
    for one in _causes(error):
        match = _GRAPH_BREAK.search(str(one))
        if match:
            return f"GB{int(match.group(1)):04}"
        kind = getattr(one, "gb_type", None)  # torch 2.8 knows the kind, and does not print the id
        if isinstance(kind, str) and kind in _registry():
            return _registry()[kind]
        first = str(one).partition("\n")[0].strip()
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
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _innermost(error: BaseException) -> str:
    """The file of the innermost frame."""
    frames = traceback.extract_tb(error.__traceback__)
    return frames[-1].filename if frames else ""


def _message(error: BaseException) -> str:
    text = strip_ansi(str(error)).strip()
    if not text:  # an assertion without words: the line that made it is all there is
        frames = traceback.extract_tb(error.__traceback__)
        text = f"{type(error).__name__} at: {frames[-1].line}" if frames else type(error).__name__
    if len(text) <= MAX_MESSAGE:
        return text
    half = MAX_MESSAGE // 2
    return f"{text[:half]}\n[... {len(text) - MAX_MESSAGE} characters ...]\n{text[-half:]}"

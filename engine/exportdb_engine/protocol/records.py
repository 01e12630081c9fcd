"""The records that cross the border between an engine and the database: one JSON object a line.

A worker writes one ``header``, a ``case`` for every case text it met, a ``chain`` for every finished chain, and an
``end``. A *chain* is the stages of one case, variant and mode, run one after the other in an isolated process; it is
written whole or not at all. PROTOCOL.md explains every field.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import json
import types
import typing
from dataclasses import dataclass, field
from typing import Any, TypeVar

from exportdb_engine.protocol.vocabulary import PROTOCOL_VERSION, Mode, Outcome, Stage

T = TypeVar("T")


class ProtocolError(ValueError):
    """A line that is no record of this protocol, or of a version that this code does not know."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stage may use. CPU time is counted, not time on the wall, so that a loaded machine changes no outcome."""

    #: CPU seconds that one stage may take, its own child processes included.
    cpu_seconds: float = 60.0
    #: Seconds on the wall for one stage: catches what sleeps or hangs without using the CPU.
    wall_seconds: float = 300.0
    #: MiB of address space on top of what the warm process has.
    memory_mib: int = 6144
    #: MiB that a file written by the case, its output included, may reach.
    file_mib: int = 64
    #: Inputs that Hypothesis draws for the properties of the stage ``shapes``, besides those that are always tried.
    examples: int = 30
    #: Of what is drawn, in ``shapes`` and ``specs``: equal seeds draw equal inputs.
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Environment:
    """What a measurement was taken with. Two equal environments are expected to give equal results."""

    python: str
    implementation: str
    #: The version of the installed distribution, ``2.13.0+cpu``.
    torch: str
    #: ``linux-x86_64``.
    platform: str
    #: ``cpu``, or the accelerator with its name.
    device: str = "cpu"
    #: Versions of further packages that can change a result.
    packages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One chain to be run: what a planner writes to ``exportdb_engine serve``."""

    case: str
    collection: str
    #: The case file on the worker's machine.
    path: str
    #: SHA-256 of the file's bytes; a worker that reads another text answers with a skip.
    sha256: str
    variant: str
    mode: Mode
    stages: tuple[Stage, ...]
    limits: Limits = field(default_factory=Limits)
    requires: tuple[str, ...] = ()
    #: Modules that the warm process has imported; a worker started without them lets the child import them.
    preload: tuple[str, ...] = ()
    #: Further files, and folders of them, whose lines count as the program's: what a case imports of its user.
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The result of one stage."""

    stage: Stage
    outcome: Outcome
    #: The graph-break id (``GB0170``) where torch names one, else the exception's class or our own word for the
    #: difference; None when it passed.
    code: str | None = None
    #: The message without shapes, ids, paths and addresses.
    signature: str | None = None
    message: str | None = None
    #: Seconds on the wall.
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    #: Peak resident memory of the process during the stage, in KiB.
    peak_kib: int = 0
    #: What a stage has to add: differences, the operators that are not core ATen, ...
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbolic size that tracing allocated."""

    name: str
    #: The size on the example, None for a data-dependent one.
    value: int | None
    #: Where it comes from: ``L['x'].size()[0]``; None for a data-dependent one.
    source: str | None
    lower: str | None
    upper: str | None
    #: Line in the case file that caused it (from 1), and its text.
    line: int | None = None
    text: str | None = None
    #: The file of the line, where it is not the case's own.
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on symbols that tracing assumed."""

    expression: str
    line: int | None = None
    text: str | None = None
    #: The file of the line, where it is not the case's own.
    file: str | None = None


@dataclass(frozen=True, slots=True)
class RangeConstraint:
    """The range that the program declares for a symbol; bounds as text, ``int_oo`` for none."""

    symbol: str
    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class Value:
    """An input or output of the exported program, from its graph signature."""

    name: str
    #: ``USER_INPUT``, ``PARAMETER``, ``BUFFER_MUTATION``, ...
    kind: str
    #: The parameter, buffer or mutated input that it stands for.
    target: str | None = None
    #: ``f32[s77, 4]`` for a tensor, the value for a constant.
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What came out of ``torch.export.export``."""

    graph: str
    inputs: tuple[Value, ...] = ()
    outputs: tuple[Value, ...] = ()
    #: Operator name to the number of calls, subgraphs included.
    operators: dict[str, int] = field(default_factory=dict)
    ranges: tuple[RangeConstraint, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    guards: tuple[Guard, ...] = ()
    #: What the program declares of its inputs, a line for each input and each bounded symbol, with symbols renamed in
    #: the order in which they appear (``n0``): equal in both modes when these agree. None where nothing was exported.
    declares: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of every stream."""

    protocol: int
    #: SHA-256 of the engine's sources.
    engine: str
    environment: Environment
    #: ISO 8601, UTC.
    started: str
    host: str = ""
    #: The backends by name, with the packages and versions that they run with; empty for one that is not installed.
    backends: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseText:
    """The exact text that was run, so that results can be imported where the case is not at hand."""

    case: str
    collection: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The cells of one case, variant and mode."""

    case: str
    collection: str
    sha256: str
    variant: str
    mode: Mode
    #: The stages that were asked for; one without a cell could not be reached.
    stages: tuple[Stage, ...]
    #: See :func:`exportdb_engine.protocol.identity.chain_fingerprint`.
    fingerprint: str
    cells: tuple[Cell, ...]
    export: Export | None = None
    #: The end of what the case wrote to stdout and stderr.
    output: str = ""
    seconds: float = 0.0
    #: When it was finished: ISO 8601, UTC. Empty where the worker did not write it; then the stream's start counts.
    measured_at: str = ""


@dataclass(frozen=True, slots=True)
class Reload:
    """What came of a program that one environment saved, in the environment of the header."""

    case: str
    collection: str
    sha256: str
    mode: Mode
    saved_by: Environment
    #: How far it came: ``save`` where it was not even saved, else ``load``, ``run``, ``compare``; empty where the
    #: process ended.
    step: str
    outcome: Outcome
    code: str | None = None
    signature: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage of a chain has begun: for a display, and only where it is asked for."""

    case: str
    variant: str
    mode: Mode
    stage: Stage


@dataclass(frozen=True, slots=True)
class End:
    """The last line of a stream that was not cut off."""

    chains: int
    seconds: float


Record = Header | CaseText | Chain | Reload | Begun | End | Job
KINDS: dict[str, type[Any]] = {
    "header": Header,
    "case": CaseText,
    "chain": Chain,
    "reload": Reload,
    "begun": Begun,
    "end": End,
    "job": Job,
}
_KIND_OF = {cls: kind for kind, cls in KINDS.items()}


def encode(record: Record) -> str:
    """The record as one line of JSON, without the newline."""
    document = {"kind": _KIND_OF[type(record)], **plain(record)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def decode(line: str) -> Record:
    """The record in a line.

    Raises ProtocolError when the line is no JSON, of an unknown kind, lacks a field, or is a header of another version.
    """
    try:
        document = json.loads(line)
    except json.JSONDecodeError as error:
        raise ProtocolError(f"not a line of JSON: {error}") from error
    kind = document.pop("kind", None) if isinstance(document, dict) else None
    if kind not in KINDS:
        raise ProtocolError(f"unknown kind of record {kind!r}; known are {', '.join(KINDS)}")
    if kind == "header" and document.get("protocol") != PROTOCOL_VERSION:
        raise ProtocolError(
            f"written in protocol {document.get('protocol')!r}, and this program reads {PROTOCOL_VERSION}; "
            "use the same release of exportdb on both sides"
        )
    try:
        return typing.cast(Record, build(KINDS[kind], document))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ProtocolError(f"a {kind} record that does not fit the protocol: {error}") from error


def plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


@functools.cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def build(hint: Any, value: Any) -> Any:
    """The value that ``hint`` describes, from plain JSON; unknown fields are dropped so that newer workers are read."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        (inner,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
        return build(inner, value)
    if origin is tuple:
        return tuple(build(typing.get_args(hint)[0], item) for item in value)
    if origin is dict:
        return dict(value)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: build(hints[name], item) for name, item in value.items() if name in hints})
    return value

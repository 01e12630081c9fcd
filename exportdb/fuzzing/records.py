"""The lines of a journal: what the engine says of a fuzz run, and the few that this side adds."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

from exportdb.fuzzing.errors import StagingError


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the findings. Equal options give equal findings, whatever the time and the number of cores."""

    seed: int
    focus: str
    #: Programs in a batch.
    programs: int
    #: Batches in a round; what was found becomes known to the next round.
    round: int
    #: SHA-256 over the engine's sources.
    engine: str
    #: Fields of an Environment.
    environment: dict[str, Any]

    @property
    def torch(self) -> str:
        return str(self.environment.get("torch", "?"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a call goes on; it ends when the first of the two is reached."""

    #: From the start of the call.
    seconds: float | None = None
    #: In the folder, those of earlier calls included.
    batches: int | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The first record of an engine process."""

    seed: int
    engine: str
    environment: dict[str, Any]
    focus: str
    programs: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch begins, goes on or ends. The counts are of the batch so far."""

    batch: int
    #: ``begin`` or ``end``; anything else tells how far it has come.
    state: str
    programs: int = 0
    #: Mode -> programs that export refused.
    refused: dict[str, int] = field(default_factory=dict)
    accepted: int | dict[str, int] = 0
    #: Failing programs whose cause was known.
    duplicates: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A program on which the compiler and eager part."""

    #: ``<batch>-<number>``; sent again, under the same id, when it has been shrunk.
    id: str
    batch: int
    shrunk: bool
    #: Equal for findings that are one fault.
    cause: str
    #: The name of a kind, see ``kinds``.
    what: str
    #: ``exported``, ``decomposed``, ``reloaded``, ...
    form: str
    modes: tuple[str, ...]
    stage: str
    code: str | None
    text: str
    #: The guard or the operator, as far as known.
    fault: str | None
    ops: tuple[str, ...]
    #: A case file without docstring, tags and expectation.
    source: str
    #: The failing positional inputs as Python text, a tuple.
    inputs: str | None
    #: Programs that were tried while shrinking.
    runs: int = 0

    @property
    def order(self) -> tuple[int, int]:
        """Batch, and place in the batch."""
        number = self.id.rpartition("-")[2]
        return self.batch, int(number) if number.isdigit() else 0

    @property
    def size(self) -> tuple[int, int, int]:
        """Small programs first."""
        return len(self.ops), self.source.count("\n"), len(self.source)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What `exportdb run` makes of the case file of a finding."""

    cause: str
    #: Hash of what was run, so that a smaller program is measured anew.
    program: str
    #: Mode -> ``pass`` or the text for `expect`.
    expect: dict[str, str]


Line = Options | Bounds | Header | Batch | Finding | Confirmed
_KINDS: dict[str, type[Any]] = {
    "fuzz-options": Options,
    "fuzz-call": Bounds,
    "fuzz-header": Header,
    "fuzz-batch": Batch,
    "fuzz-finding": Finding,
    "fuzz-confirmed": Confirmed,
}
_NAMES = {cls: kind for kind, cls in _KINDS.items()}


def encode(record: Line) -> str:
    """The record as one line of JSON, without a line end."""
    return json.dumps({"kind": _NAMES[type(record)], **dataclasses.asdict(record)}, ensure_ascii=False)


def decode(line: str, where: str) -> Line | None:
    """The record in a line, None for one of a kind that this release does not know. Unknown fields are dropped.

    ``where`` says in errors where the line is from. Raises StagingError.
    """
    try:
        document = json.loads(line)
    except ValueError as error:
        raise StagingError(f"{where}: not JSON: {line[:80]!r}", hint=str(error)) from error
    if not isinstance(document, dict) or "kind" not in document:
        raise StagingError(f"{where}: a record has a kind, and this has none: {line[:80]!r}")
    cls = _KINDS.get(document["kind"])
    if cls is None:
        return None
    given = {item.name: document[item.name] for item in dataclasses.fields(cls) if item.name in document}
    given |= {name: tuple(given[name] or ()) for name in ("modes", "ops") if name in given}
    try:
        record: Line = cls(**given)
    except TypeError as error:
        raise StagingError(f"{where}: a record of kind {document['kind']!r} is incomplete: {error}") from error
    return record

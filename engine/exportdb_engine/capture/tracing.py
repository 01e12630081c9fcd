"""The symbols and guards that tracing makes, each with the line of the case file that caused it.

torch tells of them in its structured trace log, in both modes. A handler on that log would make torch render all its
records, whole graphs among them, so the reference that the module of symbolic shapes holds is tapped instead, and only
the three records that matter are built.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.fx.experimental import symbolic_shapes

from exportdb_engine.protocol import Guard, Symbol

_NAMES = {"create_symbol", "create_unbacked_symbol", "guard_added_fast"}
_NUMBERED = re.compile(r"L\['flat_args'\]\[(\d+)\]")
_RANGE = re.compile(r"\[(.*), (.*)\]")
Record = tuple[str, dict[str, Any]]


class Trace:
    """What was told while a program was traced."""

    def __init__(self, case_path: str, inputs: Sequence[str]) -> None:
        self._case_path = case_path
        self._inputs = inputs
        self._records: list[Record] = []
        self._lines: list[str] | None = None

    def add(self, name: str, metadata: dict[str, Any]) -> None:
        self._records.append((name, metadata))

    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols in the order of their making; a symbol that is made again (in a retry) counts once."""
        found: dict[str, Symbol] = {}
        for name, metadata in self._records:
            if name == "guard_added_fast" or metadata["symbol"] in found:
                continue
            lower, upper = _bounds(metadata.get("vr"))
            line, text = self._place(metadata)
            value = str(metadata.get("val", ""))
            found[metadata["symbol"]] = Symbol(
                name=metadata["symbol"],
                value=int(value) if value.lstrip("-").isdigit() else None,
                source=self._source(metadata.get("source")),
                lower=lower,
                upper=upper,
                line=line,
                text=text,
            )
        return tuple(found.values())

    def guards(self) -> tuple[Guard, ...]:
        """The guards in the order of their making, each expression once, with the first line that caused it."""
        found: dict[str, Guard] = {}
        for name, metadata in self._records:
            if name != "guard_added_fast":
                continue
            expression = str(metadata["expr"])
            line, text = self._place(metadata)
            if expression not in found or (found[expression].line is None and line is not None):
                found[expression] = Guard(expression, line, text)
        return tuple(found.values())

    def _source(self, source: str | None) -> str | None:
        """The source by the name of its input: strict mode of torch 2.10 and later numbers them instead."""
        match = _NUMBERED.match(source or "")
        if source is None or match is None or int(match.group(1)) >= len(self._inputs):
            return source
        return self._inputs[int(match.group(1))] + source[match.end() :]

    def _place(self, metadata: dict[str, Any]) -> tuple[int | None, str | None]:
        """The innermost line of the case file on the user's stack, or on the Python stack."""
        names = _interned()
        # In strict mode Dynamo keeps the stack of the program that it interprets; in non-strict mode the program runs,
        # and is on the Python stack itself.
        for stack in (metadata.get("user_stack"), metadata.get("stack")):
            for frame in reversed(stack or ()):
                filename = frame["filename"]
                filename = names.get(filename) if isinstance(filename, int) else filename
                if filename == self._case_path:
                    return frame["line"], self._text(frame["line"])
        return None, None

    def _text(self, line: int) -> str | None:
        if self._lines is None:
            self._lines = Path(self._case_path).read_text(encoding="utf-8").splitlines()
        return self._lines[line - 1].strip() if 0 < line <= len(self._lines) else None


@contextlib.contextmanager
def record_tracing(case_path: str, inputs: Sequence[str] = ()) -> Iterator[Trace]:
    """Note what tracing makes within the block. ``inputs`` names the leaves of the inputs in order: ``L['x']``."""
    trace = Trace(case_path, inputs)
    original: Callable[..., None] | None = getattr(symbolic_shapes, "trace_structured", None)
    if original is None:  # a release that tells of nothing here: the export is recorded without symbols
        yield trace
        return

    def tap(name: str, metadata_fn: Callable[[], Any] = dict, **more: Any) -> None:
        if name in _NAMES:
            trace.add(name, metadata_fn())
        else:
            original(name, metadata_fn, **more)

    symbolic_shapes.trace_structured = tap
    try:
        yield trace
    finally:
        symbolic_shapes.trace_structured = original


def _interned() -> dict[int, str]:
    return {number: text for text, number in torch._logging.structured.INTERN_TABLE.items()}


def _bounds(text: object) -> tuple[str | None, str | None]:
    match = _RANGE.fullmatch(str(text))
    return (match.group(1), match.group(2)) if match else (None, None)

"""The symbols and guards that tracing makes, each with the line of the case file that caused it.

torch tells of them in its structured trace log, but 2.5 does not yet, and with each record two whole stacks are
rendered. The methods of ShapeEnv that feed the log are the same from 2.5 to 2.15, so they are wrapped instead, and of
the stacks only the line of the case file is looked for: microseconds a guard, where the log takes half a millisecond.
"""

from __future__ import annotations

import contextlib
import dataclasses
import linecache
import re
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Any

import torch
from torch._guards import TracingContext
from torch.fx.experimental.symbolic_shapes import ShapeEnv

from exportdb_engine.protocol import Guard, Symbol
from exportdb_engine.sources import is_own

#: Strict mode of torch 2.10 and later numbers the inputs.
_NUMBERED = re.compile(r"L\['flat_args'\]\[(\d+)\]")
#: A frame in the stack that a node of Dynamo's graph carries as text.
_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)


class Trace:
    """What was told while a program was traced."""

    def __init__(self, case_path: str, inputs: Sequence[str], sources: Sequence[str] = ()) -> None:
        self._case_path = case_path
        self._sources = (case_path, *sources)
        self._inputs = inputs
        self._symbols: dict[str, Symbol] = {}
        #: Where the range of a symbol stands; tracing narrows it as it goes on.
        self._ranges: dict[str, tuple[ShapeEnv, Any]] = {}
        self._guards: dict[str, Guard] = {}
        #: The frame that traces: what called it is not being traced.
        self._outside: FrameType | None = None

    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols in the order of their making, with the ranges that tracing came to.

        One that is made again, in a retry, counts once.
        """
        found = []
        for name, symbol in self._symbols.items():
            env, key = self._ranges[name]
            bounds = env.var_to_range.get(key)
            if bounds is not None:
                symbol = dataclasses.replace(symbol, lower=str(bounds.lower), upper=str(bounds.upper))
            found.append(symbol)
        return tuple(found)

    def guards(self) -> tuple[Guard, ...]:
        """The guards in the order of their making, each expression once, with the first line that caused it."""
        return tuple(self._guards.values())

    def add_symbol(self, env: ShapeEnv, symbol: Any, value: int | None = None, source: str | None = None) -> None:
        name = str(symbol)
        self._ranges[name] = env, symbol
        if name not in self._symbols:
            self._symbols[name] = Symbol(name, value, self._named(source), None, None, *self._place())

    def add_guard(self, expression: str) -> None:
        if expression not in self._guards or self._guards[expression].line is None:
            line, text, file = self._place()
            if expression not in self._guards or line is not None:
                self._guards[expression] = Guard(expression, line, text, file)

    def _named(self, source: str | None) -> str | None:
        """The source by the name of its input."""
        match = _NUMBERED.match(source or "")
        if source is None or match is None or int(match.group(1)) >= len(self._inputs):
            return source
        return self._inputs[int(match.group(1))] + source[match.end() :]

    def _place(self) -> tuple[int | None, str | None, str | None]:
        """The innermost line of the program that is being traced, its text, and its file if that is not the case's."""
        found = self._line()
        if found is None:
            return None, None, None
        path, line = found
        text = linecache.getline(path, line).strip() or None
        return line, text, None if path == self._case_path else path

    def _line(self) -> tuple[str, int] | None:
        # In non-strict mode the program runs, and is on the Python stack, as fake kernels of custom operators are in
        # both modes.
        frame: FrameType | None = sys._getframe()
        while frame is not None and frame is not self._outside:
            if is_own(frame.f_code.co_filename, self._sources):
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back
        # In strict mode Dynamo keeps the stack of the program that it interprets.
        for summary in reversed(TracingContext.extract_stack()):
            if is_own(summary.filename, self._sources) and summary.lineno is not None:
                return summary.filename, summary.lineno
        # When Dynamo's graph is traced once more, its nodes know where they are from.
        stack = torch.fx.traceback.get_current_meta().get("stack_trace") or ""
        places = [(path, int(line)) for path, line in _FRAME.findall(stack) if is_own(path, self._sources)]
        return places[-1] if places else None


@contextlib.contextmanager
def record_tracing(case_path: str, inputs: Sequence[str] = (), sources: Sequence[str] = ()) -> Iterator[Trace]:
    """Note what tracing makes within the block. ``inputs`` names the leaves of the inputs in order: ``L['x']``.

    ``sources`` are further files and folders of the program.
    """
    trace = Trace(case_path, inputs, sources)
    create, unbacked, guard = ShapeEnv.create_symbol, ShapeEnv._log_create_unbacked_symbol, ShapeEnv._log_guard

    def create_symbol(env: ShapeEnv, val: Any, source: Any, *more: Any, **named: Any) -> Any:
        made = create(env, val, source, *more, **named)
        if made.is_symbol:
            name = source.name() if callable(source.name) else source.name
            trace.add_symbol(env, made, val if isinstance(val, int) else None, name)
        return made

    def log_create_unbacked_symbol(env: ShapeEnv, prefix: str, symbol: Any, *more: Any, **named: Any) -> None:
        trace.add_symbol(env, symbol)
        unbacked(env, prefix, symbol, *more, **named)

    def log_guard(env: ShapeEnv, prefix: str, g: Any, *more: Any, **named: Any) -> None:
        if "suppressed" not in prefix:
            trace.add_guard(str(g))
        guard(env, prefix, g, *more, **named)

    trace._outside = sys._getframe(2)  # past this generator and contextlib
    ShapeEnv.create_symbol = create_symbol
    ShapeEnv._log_create_unbacked_symbol = log_create_unbacked_symbol
    ShapeEnv._log_guard = log_guard
    try:
        yield trace
    finally:
        ShapeEnv.create_symbol = create
        ShapeEnv._log_create_unbacked_symbol = unbacked
        ShapeEnv._log_guard = guard
        trace._outside = None

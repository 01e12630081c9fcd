"""Runs a script that exports, and catches what it hands to torch: nothing of the script has to be changed."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import runpy
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.target.errors import BadTarget
from exportdb_engine.target.load import Loaded
from exportdb_engine.target.modules import package_root

#: Where the calls are that are caught.
CALLS = ("torch.export.export", "torch.export.export_for_training", "torch.export.draft_export", "torch.onnx.export")
#: Characters of the script's own output that are kept.
_OUTPUT = 4000

Heard = Callable[[str, tuple[Any, ...], dict[str, Any]], None]


class _Reached(BaseException):
    """Ends the script at the call that is asked for; no `except Exception` of the script holds it up."""


def caught(path: Path, argv: Sequence[str], number: int, edited: str | None = None) -> Loaded:
    """The program that the script hands to its call ``number`` (from 0). Raises BadTarget when it makes fewer calls."""
    calls: list[Loaded] = []

    def heard(api: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        calls.append(_inputs(args, kwargs))
        if len(calls) > number:
            raise _Reached

    with contextlib.suppress(_Reached, SystemExit), _intercepted(heard):
        _run(path, argv, edited)
    if len(calls) <= number:
        raise BadTarget(f"{path} made {len(calls)} calls this time, and call {number + 1} was asked for")
    return calls[number]


def survey(path: Path, argv: Sequence[str]) -> dict[str, Any]:
    """Run the script to its end: its calls, its exit status, its output, and the error that ended it, if one did."""
    calls: list[dict[str, Any]] = []

    def heard(api: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        frames = [f for f, _ in traceback.walk_stack(sys._getframe()) if f.f_code.co_filename == str(path)]
        strict = kwargs.get("strict")
        calls.append({"api": api, "line": frames[0].f_lineno if frames else None, "strict": strict})

    output, status, error = io.StringIO(), 0, None
    with contextlib.redirect_stdout(output), _intercepted(heard):
        try:
            _run(path, argv, None)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except Exception as raised:
            # The script's own; it is told as it is.
            status, error = 1, f"{type(raised).__name__}: {raised}"[:_OUTPUT]
            own = [n for f, n in traceback.walk_tb(raised.__traceback__) if f.f_code.co_filename == str(path)]
            return _told(calls, status, output, error, own[-1] if own else None)
    return _told(calls, status, output, error, None)


def _told(
    calls: list[dict[str, Any]], status: int, output: io.StringIO, error: str | None, line: int | None
) -> dict[str, Any]:
    return {"calls": calls, "exit": status, "output": output.getvalue()[-_OUTPUT:], "error": error, "line": line}


def _run(path: Path, argv: Sequence[str], edited: str | None) -> None:
    sys.argv = [str(path), *argv]
    sys.path.insert(0, str(package_root(path)[0] if not path.name.startswith("__") else path.parent))
    sys.path.insert(0, os.fspath(path.parent))
    runpy.run_path(edited or str(path), run_name="__main__")


@contextlib.contextmanager
def _intercepted(heard: Heard) -> Iterator[None]:
    """Within the block every call of an export function is told of, and then made, those within it left out."""
    depth = 0

    def wrapped(api: str, real: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(real)
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal depth
            if depth == 0:
                heard(api, args, kwargs)
            depth += 1
            try:
                return real(*args, **kwargs)
            finally:
                depth -= 1

        return call

    before = []
    for api in CALLS:
        owner: Any = functools.reduce(getattr, api.split(".")[1:-1], torch)
        name = api.rpartition(".")[2]
        real = getattr(owner, name, None)
        if real is not None:
            before.append((owner, name, real))
            setattr(owner, name, wrapped(api, real))
    try:
        yield
    finally:
        for owner, name, real in before:
            setattr(owner, name, real)


def _inputs(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Loaded:
    """What a call was given; the functions take model, args, kwargs and dynamic_shapes by the same names."""
    names = dict(zip(("model", "args"), args, strict=False))
    model = names.get("model", kwargs.get("mod", kwargs.get("model")))
    inputs = names.get("args", kwargs.get("args", ()))
    own = args[2] if len(args) > 2 and isinstance(args[2], dict) else kwargs.get("kwargs")
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    return Loaded(model, inputs, dict(own or {}), kwargs.get("dynamic_shapes"))

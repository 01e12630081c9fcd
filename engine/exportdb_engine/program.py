"""The program of a chain: a variant of a case, loaded from its file, with its inputs."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.accelerator import moved, moved_module
from exportdb_engine.protocol import ORIGINAL
from exportdb_engine.protocol.devices import CPU

#: What ``draws`` may say of an input: bounds of its values, bounds of its sizes by dimension, a function that makes the
#: input from the drawn tensor, and whether the example is kept as it is.
_DRAW_KEYS = {"low", "high", "sizes", "map", "keep"}


class BadCase(Exception):
    """A case file that runs but is not what a case has to be."""


@dataclass(slots=True)
class Program:
    """What is exported: a module, its inputs and the spec of its dynamic shapes."""

    model: torch.nn.Module
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    more_args: list[tuple[Any, ...]]
    dynamic_shapes: Any
    #: None for the default table of ``run_decompositions``.
    decomp_table: Any
    #: Name of an input -> what its drawn values and sizes are bound to.
    draws: dict[str, Any] = field(default_factory=dict)
    #: The case's own model and inputs, when this is a rewrite of it.
    original: Program | None = None
    #: An exported program that was given in place of one to be made.
    exported: Any = None

    @property
    def is_module(self) -> bool:
        """False when the case gives a plain function, which was wrapped."""
        return not isinstance(self.model, _Function)

    @property
    def parameters(self) -> list[inspect.Parameter]:
        """Those of ``forward``; none where it has no signature, as that of a module from torch.jit.trace."""
        try:
            return list(inspect.signature(self.model.forward).parameters.values())
        except ValueError:
            return []

    def parameter(self, index: int) -> tuple[str, int | None]:
        """The parameter that takes a positional input, and the input's place in it when that is ``*args``."""
        parameters = [
            p for p in self.parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.VAR_POSITIONAL)
        ]
        plain = [p.name for p in parameters if p.kind is not p.VAR_POSITIONAL]
        if index < len(plain):
            return plain[index], None
        return (parameters[-1].name if len(parameters) > len(plain) else "inputs"), index - len(plain)

    def leaf_names(self) -> list[str]:
        """The leaves of the inputs, in the order in which export flattens them: ``L['x']['a'][0]``."""
        names = []
        for path, _ in _pytree.tree_flatten_with_path((self.args, self.kwargs))[0]:
            if path[0].idx == 0:
                name, place = self.parameter(path[1].idx)
                names.append(f"L[{name!r}]" + ("" if place is None else f"[{place}]") + _pytree.keystr(path[2:]))
            else:
                names.append("L" + _pytree.keystr(path[1:]))
        return names


class _Function(torch.nn.Module):
    """A plain function as the module that torch.export asks for."""

    def __init__(self, function: Any) -> None:
        super().__init__()
        self.function = function

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)


def load_module(path: Path, case: str) -> ModuleType:
    """Import a case file under a name of its own.

    The name begins with neither ``torch`` nor a name of ours: Dynamo decides by it what to trace into.
    """
    name = "case_" + "_".join(case.replace("-", "_").split("/"))
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BadCase(f"{path} cannot be imported: its name does not end in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Programs:
    """The programs of a case, which is imported when the first one is asked for.

    Stages run copies, so a program is the same however many chains have run it.
    """

    def __init__(self, path: Path, case: str, device: str = CPU) -> None:
        self.path, self.case, self.device = path, case, device
        self._names: dict[str, Any] | None = None

    def load(self, variant: str) -> Program:
        """The program of a variant. Raises BadCase, and whatever the file raises while it is imported."""
        if self._names is None:
            torch.manual_seed(0)
            self._names = vars(load_module(self.path, self.case))
        original = self._placed(_program(self._names, {}))
        if variant == ORIGINAL:
            return original
        rewrites = self._names.get("rewrites", {})
        if variant not in rewrites:
            raise BadCase(f"{self.path} has no rewrite {variant!r}; it has {', '.join(map(repr, rewrites)) or 'none'}")
        entry = rewrites[variant]
        rewritten = self._placed(_program(self._names, entry if isinstance(entry, dict) else {"model": entry}))
        rewritten.original = original
        return rewritten

    def _placed(self, program: Program) -> Program:
        """With model and inputs on the device."""
        if self.device != CPU:
            program.model = moved_module(program.model, self.device)
            program.args, program.kwargs, program.more_args = moved(
                (program.args, program.kwargs, program.more_args), self.device
            )
        return program


def _program(names: dict[str, Any], replaced: dict[str, Any]) -> Program:
    names = {**names, **replaced}
    if "model" not in names or "example_args" not in names:
        raise BadCase("the file assigns no `model` or no `example_args`")
    model = names["model"]
    if isinstance(model, type):
        raise BadCase(f"`model` is the class {model.__name__}; make an instance of it: model = {model.__name__}()")
    args = names["example_args"]
    if not isinstance(args, (tuple, list)):
        raise BadCase(f"`example_args` is {type(args).__name__}; it is the tuple of positional inputs, (x,)")
    return Program(
        model=model if isinstance(model, torch.nn.Module) else _Function(model),
        args=tuple(args),
        kwargs=dict(names.get("example_kwargs") or {}),
        more_args=[tuple(more) for more in names.get("more_args") or ()],
        dynamic_shapes=names.get("dynamic_shapes"),
        decomp_table=names.get("decomp_table"),
        draws=_draws(names.get("draws") or {}),
        exported=names.get("_exported"),
    )


def _draws(stated: Any) -> dict[str, Any]:
    for name, entry in stated.items() if isinstance(stated, dict) else [("draws", stated)]:
        unknown = set(entry) - _DRAW_KEYS if isinstance(entry, dict) else {repr(entry)}
        if unknown:
            known = ", ".join(sorted(_DRAW_KEYS))
            raise BadCase(f"`draws` of {name!r} has {', '.join(sorted(unknown))}; it is a dict of some of {known}")
    return dict(stated)

"""Makes a user's program: the module, its inputs and the spec, from where the user says that they are."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.observe import seed
from exportdb_engine.program import Program
from exportdb_engine.specs.inputs import mirror
from exportdb_engine.target.errors import BadTarget
from exportdb_engine.target.modules import import_file, import_named, member

#: What a function may name in a dict that it gives.
_NAMES = {
    "model": "model",
    "args": "args",
    "kwargs": "kwargs",
    "dynamic_shapes": "dynamic_shapes",
    "more_args": "more_args",
}
_NAMES |= {"example_args": "args", "example_kwargs": "kwargs", "inputs": "args"}


@dataclass(slots=True)
class Loaded:
    """What the names of a case are assigned from."""

    model: Any
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    dynamic_shapes: Any = None
    more_args: list[tuple[Any, ...]] = field(default_factory=list)
    #: A program that was loaded, in place of one to be exported.
    exported: Any = None


def load(what: Mapping[str, Any]) -> Loaded:
    """The program that ``what`` describes.

    ``what`` has ``kind`` (``object``, ``case``, ``script``, ``saved``), ``cwd``, ``path`` or ``module``, and, each
    where it is wanted: ``name``, ``edited`` (a file to read in place of ``path``), ``call`` (of a script, from 0),
    ``argv``, ``eval`` (put it into evaluation mode), and the
    expressions ``init``, ``args``, ``kwargs``, ``dynamic_shapes``, ``more_args``.

    Raises BadTarget where the user has to mend something, and whatever the user's own code raises.
    """
    _keep_away(Path.cwd())
    os.chdir(what["cwd"])
    seed()
    if what["kind"] == "script":
        from exportdb_engine.target.script import caught

        made = caught(Path(what["path"]), what.get("argv") or (), what["call"], what.get("edited"))
    elif what["kind"] == "saved":
        made = _saved(what)
    elif what["kind"] == "case":
        made = _case(what)
    else:
        made = _object(what)
    module = sys.modules.get(getattr(made.model, "__module__", ""), None)
    return _with_expressions(made, what, vars(module) if module else {})


def _keep_away(scratch: Path) -> None:
    """What Hypothesis keeps for itself goes to this process's own folder, and not to the user's."""
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(scratch / ".hypothesis")
    configuration = sys.modules.get("hypothesis.configuration")
    if configuration is not None:
        configuration.set_hypothesis_home_dir(scratch / ".hypothesis")


def _saved(what: Mapping[str, Any]) -> Loaded:
    try:
        program = torch.export.load(what["path"])
    except Exception as error:
        # A file of another release, a TorchScript archive, a truncated one: each raises something else.
        raise BadTarget(
            f"torch {torch.__version__} cannot load {what['path']}: {type(error).__name__}: {str(error)[:300]}",
            "a .pt2 is what torch.export.save wrote; try the release that wrote it: --env NAME",
        ) from error
    args, kwargs = program.example_inputs or ((), {})
    if program.example_inputs is None and not what.get("args"):
        raise BadTarget(f"{what['path']} has no example inputs", "give them: --args '(torch.randn(2, 3),)'")
    made = Loaded(program.module(), tuple(args), dict(kwargs), exported=program)
    made.dynamic_shapes = _declared(made, program)
    return made


def _declared(made: Loaded, program: Any) -> Any:
    """The spec under which a saved program is exported again as it is: dynamic where it has symbols."""
    values = {node.name: node.meta.get("val") for node in program.graph.nodes if node.op == "placeholder"}
    entries = [_symbols(values.get(name)) for name in program.graph_signature.user_inputs]
    if not any(entries):
        return None
    outline = Program(made.model, made.args, made.kwargs, [], None, None)
    return mirror(outline, lambda number: entries[number] if number < len(entries) else None)


def _symbols(value: Any) -> Any:
    auto = getattr(torch.export.Dim, "AUTO", None)
    if isinstance(value, torch.Tensor):
        return {d: auto for d, size in enumerate(value.shape) if isinstance(size, torch.SymInt)} or None
    return auto if isinstance(value, torch.SymInt) else None


def _case(what: Mapping[str, Any]) -> Loaded:
    edited = what.get("edited")
    names = vars(import_file(Path(what["path"]), Path(edited) if edited else None))
    return Loaded(
        names["model"],
        names["example_args"],
        names.get("example_kwargs") or {},
        names.get("dynamic_shapes"),
        names.get("more_args") or [],
    )


def _object(what: Mapping[str, Any]) -> Loaded:
    edited = Path(what["edited"]) if what.get("edited") else None
    if what.get("path"):
        module, place = import_file(Path(what["path"]), edited), what["path"]
    else:
        module = import_named(what["module"]) if edited is None else _edited(what["module"], edited)
        place = what["module"]
    value = member(module, what["name"])
    given = bool(what.get("args") or what.get("kwargs"))
    seed()
    if isinstance(value, type):
        if not issubclass(value, torch.nn.Module):
            raise BadTarget(
                f"{what['name']} of {place} is a class, and no torch.nn.Module", "name a module or a function"
            )
        return _needs_inputs(Loaded(_instance(value, what, vars(module))), what)
    if isinstance(value, torch.nn.Module):
        return _needs_inputs(Loaded(value), what)
    if not callable(value):
        raise BadTarget(f"{what['name']} of {place} is {type(value).__name__}", "name a torch.nn.Module or a function")
    if given:
        return Loaded(value)
    return _given(value, what)


def _edited(name: str, edited: Path) -> Any:
    found = import_named(name)
    return import_file(Path(str(found.__file__)), edited)


def _instance(cls: type[torch.nn.Module], what: Mapping[str, Any], names: dict[str, Any]) -> torch.nn.Module:
    init = what.get("init")
    words = f"dict({init})" if init and "=" in init and not init.lstrip().startswith(("(", "{")) else init
    given = _value("--init", words, names) if words else ()
    args = given if isinstance(given, tuple) else () if isinstance(given, dict) else (given,)
    kwargs = given if isinstance(given, dict) else {}
    try:
        inspect.signature(cls).bind(*args, **kwargs)
    except TypeError as error:
        raise BadTarget(
            f"{cls.__name__}{inspect.signature(cls)} cannot be made: {error}",
            "say what its constructor takes: --init '(16, 4)', or by name: --init 'width=16'",
        ) from error
    except ValueError:
        pass  # a class without a signature
    return cls(*args, **kwargs)


def _needs_inputs(made: Loaded, what: Mapping[str, Any]) -> Loaded:
    if not what.get("args") and not what.get("kwargs"):
        takes = [p for p in inspect.signature(made.model.forward).parameters.values() if p.default is p.empty]
        if any(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) for p in takes):
            names = ", ".join(p.name for p in takes)
            raise BadTarget(
                f"{type(made.model).__name__}.forward takes {names}",
                "give example inputs: --args '(torch.randn(2, 3),)'",
            )
    return made


def _given(function: Any, what: Mapping[str, Any]) -> Loaded:
    """What a function gives that makes model and inputs, as a test's fixture does."""
    name = what["name"]
    wants = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    if wants:
        raise BadTarget(
            f"{name} takes {', '.join(wants)}",
            "for a program, give example inputs: --args '(torch.randn(2, 3),)'; "
            "a function that makes model and inputs takes nothing",
        )
    value = function()
    if isinstance(value, torch.nn.Module):
        return _needs_inputs(Loaded(value), what)
    if isinstance(value, Mapping) and "model" in value:
        unknown = sorted(set(value) - set(_NAMES))
        if unknown:
            raise BadTarget(
                f"{name}() names {', '.join(map(repr, unknown))}", f"a dict has some of {', '.join(_NAMES)}"
            )
        return Loaded(**{_NAMES[key]: item for key, item in value.items()})
    if isinstance(value, tuple) and 2 <= len(value) <= 4 and callable(value[0]):
        return Loaded(*value)
    raise BadTarget(
        f"{name}() gives {type(value).__name__}",
        "it has to give (model, args), (model, args, kwargs) or {'model': ..., 'args': ...}",
    )


def _with_expressions(made: Loaded, what: Mapping[str, Any], names: dict[str, Any]) -> Loaded:
    seed()
    for field_name in ("args", "kwargs", "dynamic_shapes", "more_args"):
        text = what.get(field_name)
        if text:
            setattr(made, field_name, _value(f"--{field_name.replace('_', '-')}", text, names))
    if isinstance(made.args, torch.Tensor):
        made.args = (made.args,)
    if not isinstance(made.args, (tuple, list)):
        raise BadTarget(f"--args is {type(made.args).__name__}", "it is the tuple of positional inputs: --args '(x,)'")
    if not isinstance(made.kwargs, Mapping):
        raise BadTarget(
            f"--kwargs is {type(made.kwargs).__name__}", "it is a dict: --kwargs '{\"mask\": torch.ones(3)}'"
        )
    if what.get("eval") and isinstance(made.model, torch.nn.Module):
        made.model.eval()
    if not callable(made.model):
        raise BadTarget(f"the model is {type(made.model).__name__}", "it has to be a torch.nn.Module or a function")
    made.args, made.kwargs = tuple(made.args), dict(made.kwargs)
    made.more_args = [tuple(more) if isinstance(more, (tuple, list)) else (more,) for more in made.more_args or ()]
    return made


def _value(option: str, text: str, names: dict[str, Any]) -> Any:
    """What an expression of the command line comes to, with torch and the names of the user's file at hand."""
    at_hand = {**names, "torch": torch, "Dim": torch.export.Dim}
    try:
        return eval(text, at_hand)
    except Exception as error:
        raise BadTarget(
            f"{option} {text!r} raised {type(error).__name__}: {error}",
            "it is a Python expression; torch, Dim and the names of the model's file are at hand",
        ) from error

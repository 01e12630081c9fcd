"""Runtimes that take and return flat lists of tensors, called like the program that they came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.export.graph_signature import InputKind, OutputKind
from torch.utils import _pytree

from exportdb_engine.accelerator import moved
from exportdb_engine.backends.base import device_of
from exportdb_engine.protocol import Outcome
from exportdb_engine.work import NotHolding

#: Takes the user's inputs in the order of the graph (tensors and numbers), returns the outputs in the order of the
#: graph: all of them, or without those that are new values of buffers and inputs.
FlatRun = Callable[[list[Any]], Sequence[Any]]


def callable_of(exported: torch.export.ExportedProgram, run: FlatRun, *, constants: bool = False) -> Callable[..., Any]:
    """What takes the program's own arguments and returns its own structure.

    New values of inputs that the runtime returns are written back, as the exported program itself does. With
    ``constants`` the runtime is handed those inputs too that tracing made constants.
    """
    signature = exported.graph_signature
    spec = exported.call_spec
    device = device_of(exported)

    def call(*args: Any, **kwargs: Any) -> Any:
        leaves, structure = _pytree.tree_flatten((args, kwargs))
        if structure != spec.in_spec:
            leaves, structure = _pytree.tree_flatten((args, _reordered(kwargs, spec.in_spec)))
        kinds = _user_inputs(signature)
        given = [leaf for kind, leaf in zip(kinds, leaves, strict=True) if constants or kind != "constant"]
        names = [s.arg.name for s in signature.input_specs if s.kind is InputKind.USER_INPUT]
        by_name = dict(zip(names, leaves, strict=True))
        # Runtimes that take arrays give them back on the CPU.
        outputs = [moved(_tensor(output), device) for output in run(given)]
        try:
            returned, changed = _split(signature, outputs)
        except NotHolding:
            # What the program changes in place is an output only of its functional form.
            returned, changed = _split(exported.run_decompositions({}).graph_signature, outputs)
        with torch.no_grad():
            for name, value in changed.items():
                target = by_name[name]
                target.copy_(value.reshape(target.shape))
        return _pytree.tree_unflatten(returned, spec.out_spec)

    return call


def _reordered(kwargs: dict[str, Any], in_spec: Any) -> dict[str, Any]:
    """Keyword inputs in the order in which the program was exported with them."""
    names = in_spec.children_specs[1].context if len(in_spec.children_specs) > 1 else []
    return {name: kwargs[name] for name in names if name in kwargs} or kwargs


def _user_inputs(signature: Any) -> list[str]:
    found = []
    for spec in signature.input_specs:
        if spec.kind is InputKind.USER_INPUT:
            found.append("constant" if type(spec.arg).__name__ == "ConstantArgument" else "value")
    return found


def _split(signature: Any, outputs: list[Any]) -> tuple[list[Any], dict[str, torch.Tensor]]:
    """The leaves that the user gets, and the new values of inputs by name."""
    specs = signature.output_specs
    held = [spec for spec in specs if type(spec.arg).__name__ != "ConstantArgument"]
    users = [spec for spec in held if spec.kind is OutputKind.USER_OUTPUT]
    if len(outputs) == len(held):
        values = {id(spec): output for spec, output in zip(held, outputs, strict=True)}
    elif len(outputs) == len(users):
        values = {id(spec): output for spec, output in zip(users, outputs, strict=True)}
    elif len(outputs) == len(specs):
        # ExecuTorch also returns what tracing made constants.
        values = {id(spec): output for spec, output in zip(specs, outputs, strict=True) if spec in held}
    else:
        raise NotHolding(
            Outcome.WRONG,
            "OutputCountDiffers",
            f"it returns {len(outputs)} tensors, and the program has {len(users)} outputs"
            + (f" and {len(held) - len(users)} new values of buffers and inputs" if len(held) > len(users) else ""),
        )
    returned, changed = [], {}
    for spec in specs:
        if spec.kind is OutputKind.USER_OUTPUT:
            value = values[id(spec)] if id(spec) in values else spec.arg.value  # noqa: SIM401  a tensor has no value
            whole = type(spec.arg).__name__ in ("SymIntArgument", "SymBoolArgument", "SymFloatArgument")
            returned.append(value.item() if whole and isinstance(value, torch.Tensor) else value)
        elif spec.kind is OutputKind.USER_INPUT_MUTATION and id(spec) in values:
            changed[spec.target] = values[id(spec)]
    return returned, changed


def _tensor(value: Any) -> Any:
    if isinstance(value, (torch.Tensor, bool, int, float)):
        return value
    if getattr(getattr(value, "dtype", None), "name", "") == "bfloat16":  # of ml_dtypes
        return bfloat16(value)
    return torch.as_tensor(value).clone()


def bfloat16(array: Any) -> torch.Tensor:
    """A NumPy array of 16-bit elements, whose bits are those of bfloat16, as a tensor; its memory is copied."""
    return torch.as_tensor(array.view("int16").copy()).view(torch.bfloat16)


def arrays(values: Sequence[Any]) -> list[Any]:
    """Inputs as NumPy arrays; numbers become arrays without dimensions.

    Raises NotHolding, as a skip, for a dtype that NumPy does not have: that is no fault of the backend.
    """
    import numpy as np

    found = []
    for value in values:
        if isinstance(value, torch.Tensor):
            plain = value.detach()
            if plain.dtype in _WITHOUT_NUMPY or plain.is_quantized or plain.layout != torch.strided:
                raise NotHolding(
                    Outcome.SKIP, "HandOver", f"a {plain.dtype} tensor ({plain.layout}) cannot be handed over by NumPy"
                )
            found.append(np.ascontiguousarray(plain.resolve_conj().resolve_neg().cpu().numpy()).reshape(plain.shape))
        elif isinstance(value, bool):
            found.append(np.asarray(value, dtype=np.bool_))
        elif isinstance(value, int):
            found.append(np.asarray(value, dtype=np.int64))
        elif isinstance(value, float):
            found.append(np.asarray(value, dtype=np.float32))
        else:
            raise NotHolding(Outcome.SKIP, "HandOver", f"an input of type {type(value).__name__} cannot be handed over")
    return found


_WITHOUT_NUMPY = {
    torch.bfloat16,
    *(getattr(torch, name) for name in ("float8_e4m3fn", "float8_e5m2", "complex32") if hasattr(torch, name)),
}

"""``onnxruntime``: torch.onnx.export, run by ONNX Runtime."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable, device_of
from exportdb_engine.backends.flat import arrays, callable_of
from exportdb_engine.protocol import Outcome
from exportdb_engine.protocol.devices import CPU, CUDA
from exportdb_engine.work import NotHolding

_CUDA = "CUDAExecutionProvider"
#: Without the option it multiplies in TF32.
_PROVIDERS: dict[str, list[Any]] = {
    CPU: ["CPUExecutionProvider"],
    CUDA: [(_CUDA, {"use_tf32": "0"}), "CPUExecutionProvider"],
}


class OnnxRuntime(Backend):
    name = "onnxruntime"
    title = "ONNX Runtime"
    packages = ("onnx", "onnxscript", "onnxruntime")
    install = "onnxruntime onnx onnxscript"
    keeps_state = False
    devices = (CPU, CUDA)
    before_fork = "use"
    lacks = (
        re.compile(r"No ONNX function found for <OpOverload\(op='(?P<op>[\w.]+)'"),
        re.compile(
            re.compile(r"No (?:ONNX )?(?:decompositions? registered|function found).*? for .*?'(?P<op>[\w.:]+)'"),
        ),
        re.compile(r"Error when translating node .*?\[target=(?P<op>[\w.]+)\]"),
        re.compile(r"Could not find an implementation for (?P<op>\w+)\("),
        re.compile(r"Unsupported FX node.*?target[=:] ?(?P<op>[\w.:]+)"),
    )

    def missing(self, device: str = CPU) -> str | None:
        why = super().missing(device)
        if why is not None or device == CPU:
            return why
        import onnxruntime

        here = onnxruntime.get_available_providers()
        return (
            None
            if _CUDA in here
            else f"onnxruntime has no {_CUDA}, only {', '.join(here)}: pip install onnxruntime-gpu"
        )

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        import onnxruntime

        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        model = torch.onnx.export(exported, dynamo=True, verbose=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            model.model_proto.SerializeToString(), options, providers=_PROVIDERS[device_of(exported)]
        )
        if device_of(exported) == CUDA and session.get_providers()[0] != _CUDA:
            # It goes on with the CPU when the libraries of CUDA cannot be loaded, and says so only in its log.
            raise NotHolding(Outcome.SKIP, "NotInstalled", f"{_CUDA} could not be loaded")

        def run(values: list[Any]) -> list[Any]:
            wanted = session.get_inputs()
            given = arrays(values)
            if len(wanted) != len(given):
                # An input that the graph does not read is not among the model's inputs.
                names = _names(exported)
                kept = dict(zip(names, given, strict=True))
                return session.run(None, {item.name: kept[item.name] for item in wanted})
            return session.run(None, {item.name: array for item, array in zip(wanted, given, strict=True)})

        return callable_of(exported, run)


def _names(exported: torch.export.ExportedProgram) -> list[str]:
    return list(exported.graph_signature.user_inputs)

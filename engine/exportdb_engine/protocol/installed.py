"""Which backends are installed, in which versions, read from what packages say of themselves. Imports no torch."""

from __future__ import annotations

import functools
import importlib.metadata
import shutil

from exportdb_engine.protocol.vocabulary import BACKEND_GROUP, BACKENDS

#: A backend of the engine -> the distributions whose version can change what comes out of it, besides torch.
DISTRIBUTIONS: dict[str, tuple[str, ...]] = {
    "aoti": ("triton",),
    "cudagraphs": ("triton",),
    "executorch": ("executorch",),
    "executorch-xnnpack": ("executorch",),
    "inductor": ("triton",),
    "iree": ("iree-turbine", "iree-base-compiler", "iree-base-runtime"),
    "onnxruntime": ("onnxruntime", "onnxruntime-gpu", "onnx", "onnxscript"),
    "openvino": ("openvino",),
    "tensorrt": ("torch-tensorrt", "tensorrt"),
    "torch-mlir": ("torch-mlir",),
    "tvm": ("apache-tvm", "apache-tvm-ffi"),
}
#: Those that compile C++ when they lower, and the compilers that they look for.
COMPILING = ("aoti", "inductor")
COMPILERS = ("g++", "clang++", "c++")


@functools.cache
def backend_versions() -> dict[str, str]:
    """Every backend by name, with what it would run with here: ``onnxruntime 1.32.0, onnx 1.20.0, onnxscript 0.5.6``.

    A lowered result stands for as long as this is equal. What is not installed is left out, so that it is empty where
    nothing is; a backend of torch's own begins with ``torch <version>``.
    """
    found = {name: _version(name) for name in BACKENDS}
    for entry in importlib.metadata.entry_points(group=BACKEND_GROUP):
        said = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value
        found.setdefault(entry.name, said)
    return dict(sorted(found.items()))


def _version(name: str) -> str:
    packages = DISTRIBUTIONS.get(name, ())
    if not packages or packages == ("triton",):
        packages = ("torch", *packages)
    parts = [f"{package} {version}" for package in packages if (version := _installed(package))]
    if name in COMPILING:
        compiler = next((compiler for compiler in COMPILERS if shutil.which(compiler)), None)
        parts.append(compiler or "no C++ compiler")
    return ", ".join(parts)


def _installed(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None

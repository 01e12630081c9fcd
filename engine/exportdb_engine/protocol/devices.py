"""The GPUs of this machine, asked of the driver's own tool, so that no process of ours touches CUDA before it forks."""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CPU, CUDA = "cpu", "cuda"
DEVICES = (CPU, CUDA)
_QUERY = ("index", "uuid", "name", "driver_version", "memory.total")
#: What every child that uses a GPU sets, and an environment states as its ``determinism``.
DETERMINISM = "cuDNN deterministic, TF32 off, CUBLAS_WORKSPACE_CONFIG=:4096:8"


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU."""

    #: What CUDA_VISIBLE_DEVICES is set to for it.
    ordinal: str
    uuid: str
    name: str
    driver: str
    memory_mib: int


@dataclass(frozen=True, slots=True)
class Gpus:
    """Those that may be used side by side, all of one kind; or why there is none."""

    found: tuple[Gpu, ...] = ()
    missing: str | None = None

    @property
    def ordinals(self) -> tuple[str, ...]:
        return tuple(gpu.ordinal for gpu in self.found)


@functools.cache
def gpus() -> Gpus:
    """The GPUs of this machine that ``CUDA_VISIBLE_DEVICES`` leaves visible."""
    command = ["nvidia-smi", f"--query-gpu={','.join(_QUERY)}", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except FileNotFoundError:
        return Gpus(missing="no CUDA device is at hand: there is no nvidia-smi")
    except subprocess.TimeoutExpired:
        return Gpus(missing="nvidia-smi does not answer within a minute")
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()
        return Gpus(missing=f"nvidia-smi says: {said[0] if said else f'status {done.returncode}'}")
    return chosen(done.stdout, os.environ)


def chosen(listed: str, environ: Mapping[str, str]) -> Gpus:
    """Those of nvidia-smi's lines that are visible, and of the kind of the first: results of two kinds do not mix."""
    known = [_gpu(line.split(",")) for line in listed.splitlines() if line.count(",") == len(_QUERY) - 1]
    named = environ.get("CUDA_VISIBLE_DEVICES")
    visible = known if named is None else _visible(known, named.split(","))
    if not visible:
        why = "there is none" if not known else f"CUDA_VISIBLE_DEVICES={named!r} hides all {len(known)}"
        return Gpus(missing=f"no CUDA device is at hand: {why}")
    return Gpus(tuple(gpu for gpu in visible if (gpu.name, gpu.driver) == (visible[0].name, visible[0].driver)))


def _gpu(fields: Sequence[str]) -> Gpu:
    index, uuid, name, driver, memory = (field.strip() for field in fields)
    return Gpu(index, uuid, name, driver, int(memory) if memory.isdigit() else 0)


def _visible(known: Sequence[Gpu], names: Sequence[str]) -> list[Gpu]:
    """As CUDA reads the variable: up to the first name that is no device; a UUID may be shortened."""
    found: list[Gpu] = []
    for name in (name.strip() for name in names):
        fitting = [
            gpu for gpu in known if gpu.ordinal == name or (name.startswith("GPU-") and gpu.uuid.startswith(name))
        ]
        if len(fitting) != 1 or fitting[0] in found:
            break
        found += fitting
    return found

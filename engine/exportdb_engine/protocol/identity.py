"""What tells two measurements apart: the text, the engine, the environment and the options. Imports no torch."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from exportdb_engine.protocol.devices import CUDA, DETERMINISM, gpus
from exportdb_engine.protocol.records import Environment, Limits, plain
from exportdb_engine.protocol.vocabulary import Mode

#: Packages besides torch whose version can change a result.
WATCHED = ("hypothesis", "numpy", "transformers")


class EngineMissing(RuntimeError):
    """torch is not installed in this environment."""


def text_sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@functools.cache
def engine_sha256() -> str:
    """SHA-256 over the engine's own sources, in the order of their names, also from within a ``.pyz``."""
    digest = hashlib.sha256()
    for name, data in sorted(_engine_sources().items()):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()


def _engine_sources() -> dict[str, bytes]:
    here = Path(__file__)
    root = here.parent.parent
    if root.is_dir():
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.py")}
    import zipfile

    archive = next(parent for parent in here.parents if parent.is_file())
    with zipfile.ZipFile(archive) as packed:
        prefix = "exportdb_engine/"
        return {
            name.removeprefix(prefix): packed.read(name)
            for name in packed.namelist()
            if name.startswith(prefix) and name.endswith(".py")
        }


def this_environment(device: str = "cpu") -> Environment:
    """The environment of the running interpreter, read from the installed distributions; ``device`` is cpu or cuda.

    Raises EngineMissing when torch is not installed.
    """
    try:
        torch_version = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        raise EngineMissing(
            f"torch is not installed for {sys.executable}; install it with: pip install 'exportdb[engine]'"
        ) from None
    packages: dict[str, str] = {}
    if device == CUDA:
        here = gpus()
        first = here.found[0] if here.found else None
        device = f"{CUDA} {first.name}" if first else CUDA
        packages = {"determinism": DETERMINISM, **({"nvidia-driver": first.driver} if first else {})}
    for name in WATCHED:
        try:
            packages[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return Environment(
        python=platform.python_version(),
        implementation=sys.implementation.name,
        torch=torch_version,
        platform=f"{sys.platform}-{platform.machine()}",
        device=device,
        packages=packages,
    )


def environment_key(environment: Environment) -> str:
    """A short stable name for an environment: equal for equal ones."""
    return hashlib.sha256(json.dumps(plain(environment), sort_keys=True).encode()).hexdigest()[:16]


def chain_fingerprint(
    *, case: str, sha256: str, variant: str, mode: Mode, engine: str, environment: Environment, limits: Limits
) -> str:
    """Equal when a chain would be measured under equal circumstances, so that the stored result stands."""
    return fingerprints(engine, environment, limits)(case, sha256, variant, mode)


def fingerprints(engine: str, environment: Environment, limits: Limits) -> Callable[[str, str, str, Mode], str]:
    """:func:`chain_fingerprint` of (case, sha256, variant, mode) for many chains measured alike."""
    alike = (engine, environment_key(environment), json.dumps(plain(limits)))

    def fingerprint(case: str, sha256: str, variant: str, mode: Mode) -> str:
        return hashlib.sha256("\0".join((case, sha256, variant, mode.value, *alike)).encode()).hexdigest()

    return fingerprint

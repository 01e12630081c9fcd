"""An interpreter with torch in it, and how the engine is run by it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from exportdb.corpus.samples import cache_folder
from exportdb.envs.declared import HERE
from exportdb.envs.made import Made
from exportdb.errors import EngineError
from exportdb_engine.protocol import Environment, Header, ProtocolError, decode, engine_sha256
from exportdb_engine.protocol.devices import CPU, DETERMINISM, gpus

#: Variables that lead an interpreter to the packages of another one.
_OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
#: Seconds within which an interpreter has to describe itself; it imports no torch for that.
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Something that runs the engine."""

    #: Of the environment; ``here`` for the one that exportdb runs in.
    name: str
    #: The engine's command line: what follows is ``serve``, ``describe``, ...
    command: tuple[str, ...]
    #: PyTorch's own examples of its torch; None where they are to be looked for in the torch installed here.
    examples: Path | None = None

    @property
    def is_here(self) -> bool:
        return self.name == HERE

    def environ(self) -> dict[str, str]:
        """The environment variables that its processes get."""
        return dict(os.environ) if self.is_here else clean_environ()

    def describe(self) -> tuple[Header, str]:
        """The header that its worker would write for the CPU, and the line as it came. Raises EngineError."""
        said = self.ask("describe")
        try:
            header = decode(said)
        except ProtocolError as error:
            raise EngineError(f"{self.command[0]} described itself in a way that cannot be read: {error}") from error
        if not isinstance(header, Header):
            raise EngineError(f"{self.command[0]} sent a {type(header).__name__} where a Header was expected")
        return header, said.strip()

    def ask(self, *words: str) -> str:
        """What the engine's command line prints. Raises EngineError with what it says when it fails."""
        command = [*self.command, *words]
        hint = f"make it again: exportdb env create {self.name} --again"
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=self.environ()
            )
        except OSError as error:
            raise EngineError(f"cannot start {command[0]}: {error}", hint=hint) from error
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"{command[0]} did not answer within {_PATIENCE} s", hint=hint) from error
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip()[-2000:]
            raise EngineError(f"{command[0]} ended with status {done.returncode}\n{said}", hint=hint)
        return done.stdout


@dataclass(frozen=True, slots=True)
class Target:
    """What a run measures with: an interpreter, and the header that its worker will write for the CPU."""

    interpreter: Interpreter
    header: Header


def here() -> Interpreter:
    """The interpreter that exportdb runs in."""
    return Interpreter(HERE, (sys.executable, "-m", "exportdb_engine"))


def interpreter_of(found: Made) -> Interpreter:
    """The interpreter of a made environment, with the engine as one file. Raises EngineError."""
    return Interpreter(found.name, (str(found.python), str(packed_engine())), found.examples)


def on_device(environment: Environment, device: str) -> Environment:
    """The environment as a worker on this machine states it for a device, from what it is for the CPU."""
    if device == CPU:
        return environment
    first = next(iter(gpus().found), None)
    packages = {**environment.packages, "determinism": DETERMINISM}
    if first is not None:
        packages["nvidia-driver"] = first.driver
    return replace(environment, device=f"{device} {first.name}" if first else device, packages=packages)


def packed_engine() -> Path:
    """This engine as one file, in the cache, made when it is not there. Raises EngineError."""
    path = cache_folder() / "engine" / f"exportdb_engine-{engine_sha256()[:16]}.pyz"
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        packed = Path(folder) / path.name
        command = [sys.executable, "-m", "exportdb_engine", "pack", str(packed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise EngineError(f"the engine could not be packed as one file:\n{done.stderr.strip()[-2000:]}")
        packed.replace(path)  # whole or not at all, however many runs begin together
    return path


def clean_environ() -> dict[str, str]:
    """The environment variables for another interpreter: without those that lead it to the packages of this one."""
    return {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }

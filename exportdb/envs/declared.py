"""``environments.toml``: what each named environment is made of."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from exportdb.errors import EnvironmentFailed
from exportdb_engine.protocol.devices import CPU, DEVICES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "environments.toml"
#: The interpreter that exportdb itself runs in, which is not declared.
HERE = "here"
#: A name is a folder's name and a word of the command line; these words mean something else there.
_NAME = re.compile(r"(?!(?:here|all)$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_VERSION = re.compile(r"\d+\.\d+\.\d+[\w.+-]*")
_EXAMPLE = 'write [env."2.9"], and below it torch = "2.9.1"'


@dataclass(frozen=True, slots=True)
class Declared:
    """An environment as the file declares it."""

    name: str
    #: An exact version: ``2.9.1``, ``2.16.0.dev20261101``.
    torch: str
    #: ``3.11``; None takes the interpreter that exportdb runs in.
    python: str | None = None
    #: What else is installed, as for pip. torch and hypothesis always are.
    packages: tuple[str, ...] = ()
    #: Where programs lie in it, unless a run says otherwise.
    device: str = CPU
    #: Address of a further package index, for nightlies and other builds.
    index: str | None = None

    @property
    def requirements(self) -> tuple[str, ...]:
        """What is installed."""
        return (f"torch=={self.torch}", "hypothesis", *self.packages)

    def stored(self) -> dict[str, Any]:
        """As it is kept beside the environment, to tell whether the declaration has changed since."""
        return {**asdict(self), "packages": list(self.packages)}


def find_file(named: Path | None = None) -> Path | None:
    """The file that declares the environments: the named one, that of the working directory, or exportdb's own.

    Raises EnvironmentFailed when the named one does not exist.
    """
    package = Path(__file__).resolve().parent.parent
    if named is not None and not named.is_file():
        raise EnvironmentFailed(f"{named} does not exist", hint=f"a file is like this: {_EXAMPLE}")
    candidates = [named] if named is not None else [Path(FILE), package / f"_{FILE}", package.parent / FILE]
    return next((path for path in candidates if path.is_file()), None)


def load_declared(path: Path | None) -> dict[str, Declared]:
    """The environments by name, in the order of the file; none without a file.

    Raises EnvironmentFailed that names the file, the environment and the key.
    """
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EnvironmentFailed(f"{path}: {error}", hint=f"the file is TOML: {_EXAMPLE}") from error
    _known(document, ("env",), str(path))
    tables = document.get("env", {})
    if not isinstance(tables, dict):
        raise EnvironmentFailed(f"{path}: env is {tables!r}, and has to be tables", hint=_EXAMPLE)
    return {name: _declared(name, table, path) for name, table in tables.items()}


def choose(declared: dict[str, Declared], names: Iterable[str], path: Path | None) -> list[Declared]:
    """Those of the names, each once; ``all`` is every one. Raises EnvironmentFailed with the close match."""
    found: dict[str, Declared] = {}
    for name in names:
        if name == "all":
            found.update(declared)
        elif name in declared:
            found[name] = declared[name]
        else:
            close = difflib.get_close_matches(name, declared, n=1, cutoff=0.5)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(declared) or 'none'}"
            raise EnvironmentFailed(f"no environment {name!r} is declared in {path or FILE}", hint=hint)
    return list(found.values())


def _declared(name: str, table: Any, path: Path) -> Declared:
    where = f"{path}: env.{name}"
    if _NAME.fullmatch(name) is None:
        raise EnvironmentFailed(
            f"{where}: {name!r} is no name for an environment",
            hint="use letters, digits, '.', '_' and '-', and neither 'here' nor 'all'",
        )
    if not isinstance(table, dict):
        raise EnvironmentFailed(f"{where} is {table!r}, and has to be a table", hint=_EXAMPLE)
    _known(table, [field.name for field in fields(Declared) if field.name != "name"], where)
    torch = _text(table, "torch", where)
    if torch is None or _VERSION.fullmatch(torch) is None:
        raise EnvironmentFailed(f"{where}: torch is {torch!r}", hint='write the whole version: torch = "2.9.1"')
    packages = table.get("packages", [])
    if not isinstance(packages, list) or not all(_is_requirement(package) for package in packages):
        raise EnvironmentFailed(f"{where}: packages is {packages!r}", hint='write packages = ["numpy", "onnx==1.20"]')
    device = _text(table, "device", where) or CPU
    if device not in DEVICES:
        raise EnvironmentFailed(f"{where}: device is {device!r}", hint=f"there are {', '.join(DEVICES)}")
    index = _text(table, "index", where)
    if index is not None and not re.match(r"(?:https?|file)://", index):
        raise EnvironmentFailed(f"{where}: index is {index!r}", hint="write an address: https://...")
    return Declared(name, torch, _python(table, where), tuple(packages), device, index)


def _python(table: dict[str, Any], where: str) -> str | None:
    python = _text(table, "python", where)
    if python is not None and re.fullmatch(r"3\.\d+(?:\.\d+)?", python) is None:
        raise EnvironmentFailed(f"{where}: python is {python!r}", hint='write python = "3.11"')
    return python


def _text(table: dict[str, Any], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise EnvironmentFailed(f"{where}: {key} is {value!r}, and has to be text", hint=f'write {key} = "..."')
    return value


def _is_requirement(package: Any) -> bool:
    """Nothing that uv would take for an option, or for a file of further requirements."""
    return isinstance(package, str) and re.match(r"[A-Za-z0-9]", package) is not None and "\n" not in package


def _known(table: dict[str, Any], names: Iterable[str], where: str) -> None:
    names = list(names)
    for key in table:
        if key not in names:
            close = difflib.get_close_matches(key, names, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(names)}"
            raise EnvironmentFailed(f"{where}: unknown key {key!r}", hint=hint)

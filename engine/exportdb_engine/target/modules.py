"""Imports a user's file as Python would where it lies: its folder on the path, its package around it."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from exportdb_engine.target.errors import BadTarget


def package_root(path: Path) -> tuple[Path, str]:
    """The folder that has to be on the path for a file to be imported, and the dotted name that it then has."""
    names = [] if path.stem == "__init__" else [path.stem]
    folder = path.parent
    while (folder / "__init__.py").is_file():
        names.insert(0, folder.name)
        folder = folder.parent
    return folder, ".".join(names)


def import_file(path: Path, edited: Path | None = None) -> ModuleType:
    """The module in ``path``; with ``edited`` the text of that file, as if it lay in the place of ``path``.

    Raises BadTarget where there is no such file, and whatever the file raises.
    """
    if not path.is_file():
        close = difflib.get_close_matches(path.name, [p.name for p in path.parent.glob("*.py")], n=1)
        raise BadTarget(f"{path} does not exist", f"did you mean {close[0]}?" if close else "name a Python file")
    root, name = package_root(path)
    sys.path.insert(0, str(root))
    if "." in name:
        importlib.import_module(name.rpartition(".")[0])
    if edited is not None:
        name += "_edited"
    elif name in sys.modules or name.partition(".")[0] in sys.stdlib_module_names:
        # A file called test.py or types.py must not take the place of another module.
        name = f"checked_{name.replace('.', '_')}"
    spec = importlib.util.spec_from_file_location(name, edited or path)
    if spec is None or spec.loader is None:
        raise BadTarget(f"{path} is no Python file", "name a .py file, package.module:Model, or a saved .pt2")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def import_named(name: str) -> ModuleType:
    """The module ``package.module``, with the working directory on the path. Raises BadTarget where there is none."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise  # a module that the user's one imports
        raise BadTarget(
            f"there is no module {error.name!r}",
            f"looked in {Path.cwd()} and what is installed for {sys.executable}; or name a file: path/model.py:Model",
        ) from error


def member(module: ModuleType, name: str) -> Any:
    """What is called ``name`` (dots allowed) in a module. Raises BadTarget with names that are near."""
    value: Any = module
    for part in name.split("."):
        if not hasattr(value, part):
            raise BadTarget(f"{module.__file__ or module.__name__} has no {name!r}", _near(module, part))
        value = getattr(value, part)
    return value


def _near(module: ModuleType, name: str) -> str:
    own = [key for key, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__]
    lower = {key.lower(): key for key in own}
    close = [lower[key] for key in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.5)]
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"it defines {', '.join(own)}" if own else "it defines no class and no function"

"""Collections made from PyTorch's own sample inputs: each sample is written out as a case file.

A module of this package is a collection: it has ``NAME``, ``PRELOAD`` (what its files import, and is slow to import)
and ``files()``, which gives the files of the installed torch.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from exportdb_engine.samples.text import LeftOut


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a collection."""

    name: str
    files: int
    #: Samples that could not be written as a program, with the reason.
    left_out: tuple[LeftOut, ...]


def sources() -> dict[str, ModuleType]:
    """The collections by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def write(name: str, folder: Path) -> Written:
    """Write the files of a collection into ``folder``, which afterwards holds nothing else.

    Raises KeyError for an unknown name, ImportError where this torch has no such samples, and OSError.
    """
    files, left_out = 0, []
    made = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for item in sources()[name].files():
        if isinstance(item, LeftOut):
            left_out.append(item)
            continue
        path = made / f"{item.path}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(item.text, encoding="utf-8")
        files += 1
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)
    return Written(name, files, tuple(left_out))

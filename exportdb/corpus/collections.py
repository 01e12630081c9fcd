"""Collections: folders of case files.

``core`` is ours, and so is each folder in ``collections/``; ``torch-exportdb`` is read from the installed torch.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus.toml import read_toml
from exportdb.errors import CorpusError
from exportdb_engine.protocol.casefile import TORCH_EXPORTDB, CaseError, CaseFile, case_files, read_case

__all__ = ["CORE", "TORCH_EXPORTDB", "Collection", "collections", "default_cases_folder", "load_corpus"]

CORE = "core"
_ABOUT = "collection.toml"


@dataclass(frozen=True, slots=True)
class Collection:
    """A named folder of case files, or the reason why there is none."""

    name: str
    title: str
    folder: Path | None
    #: Foreign files follow the names loosely and are never linted.
    foreign: bool = False
    #: Why the folder is missing.
    missing: str | None = None
    #: Measured by a run that names nothing.
    everyday: bool = True


def default_cases_folder() -> Path:
    """``cases/`` of a checkout, or the corpus that was installed with the package."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_corpus"
    return installed if installed.is_dir() else package.parent / "cases"


def collections(cases: Path | None = None, examples: Path | None = None) -> dict[str, Collection]:
    """Every collection by name, also those that are not at hand.

    ``examples`` is the folder of PyTorch's own examples where they are not to be those of the torch installed here.
    """
    core = Collection(CORE, "exportdb's own cases", cases or default_cases_folder())
    folder = _torch_folder()
    if examples is None and folder is not None:
        examples = folder / "_export" / "db" / "examples"
    if examples is not None and examples.is_dir():
        theirs = Collection(TORCH_EXPORTDB, "PyTorch's own ExportDB", examples, foreign=True)
    else:
        reason = "torch is not installed" if examples is None else f"{examples} does not exist in this torch"
        theirs = Collection(TORCH_EXPORTDB, "PyTorch's own ExportDB", None, foreign=True, missing=reason)
    further = [_described(folder) for folder in sorted(further_folder().glob("*/")) if (folder / _ABOUT).is_file()]
    return {collection.name: collection for collection in (core, theirs, *further)}


def further_folder() -> Path:
    """``collections/`` of a checkout, or what of it was installed with the package."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_collections"
    return installed if installed.is_dir() else package.parent / "collections"


def _described(folder: Path) -> Collection:
    """The collection in a folder of ``collections/``, whose ``collection.toml`` gives it a title."""
    about = folder / _ABOUT
    title = read_toml(about, 'the file is TOML: title = "..."').get("title")
    if not isinstance(title, str):
        raise CorpusError(f"{about}: title is {title!r}", hint='write title = "..."')
    return Collection(folder.name, title, folder, everyday=False)


def load_corpus(chosen: Iterable[Collection]) -> tuple[list[CaseFile], list[CaseError]]:
    """The cases of the collections, and the errors of those files that cannot be read.

    Raises CorpusError when a folder does not exist.
    """
    cases: list[CaseFile] = []
    errors: list[CaseError] = []
    for collection in chosen:
        if collection.folder is None:
            continue
        if not collection.folder.is_dir():
            raise CorpusError(
                f"the collection {collection.name!r} has no folder {collection.folder}",
                hint="name the folder of case files with --cases DIR",
            )
        for path in case_files(collection.folder):
            try:
                cases.append(read_case(path, collection.folder, collection=collection.name, foreign=collection.foreign))
            except CaseError as error:
                errors.append(error)
    return cases, errors


def _torch_folder() -> Path | None:
    """Where torch is installed, found without importing it."""
    spec = importlib.util.find_spec("torch")
    return Path(spec.origin).parent if spec is not None and spec.origin else None

"""The environments that were made: a folder each, in the cache.

``NAME/venv`` is the environment itself, and takes some 6 GB. Beside it stays what is small and known of it, also when
an ephemeral run removes it: what it was made of, how it describes itself, and PyTorch's own examples. From these a
later run tells without making it again that nothing is left to be measured there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb.corpus.samples import cache_folder
from exportdb.envs.declared import Declared
from exportdb.errors import EnvironmentFailed
from exportdb_engine.protocol import Header, ProtocolError, decode

_FACTS = "environment.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of an environment that was made at some time."""

    name: str
    folder: Path
    #: The declaration that it was made by.
    declared: dict[str, Any]
    #: How it described itself then.
    header: Header
    #: ISO 8601, UTC.
    made_at: str

    @property
    def python(self) -> Path:
        """The interpreter; it exists for as long as the environment is not removed."""
        return self.folder / "venv" / "bin" / "python"

    @property
    def examples(self) -> Path:
        """PyTorch's own examples of this release; the folder is missing where the release had none."""
        return self.folder / "examples"

    @property
    def present(self) -> bool:
        return self.python.exists()

    def is_of(self, declared: Declared) -> bool:
        """Whether it was made as it is declared now."""
        return self.declared == declared.stored()

    def size(self) -> int:
        """Bytes on the disk. What uv's cache has too, by hard links, counts here as well."""
        return folder_size(self.folder)


def envs_folder() -> Path:
    """``envs`` in exportdb's cache folder."""
    return cache_folder() / "envs"


def made() -> list[Made]:
    """All that were made, also those that are removed, by name."""
    return [found for path in sorted(envs_folder().glob(f"*/{_FACTS}")) if (found := _read(path)) is not None]


def made_of(name: str) -> Made | None:
    """The environment of this name; None when it was never made."""
    return _read(envs_folder() / name / _FACTS)


def keep_facts(declared: Declared, header: Header, described: str, moment: str) -> Made:
    """Keep what is known of an environment that was just made. ``described`` is the header as its worker wrote it."""
    folder = envs_folder() / declared.name
    for torch in (folder / "venv").glob("lib/python*/site-packages/torch/_export/db/examples"):
        shutil.rmtree(folder / "examples", ignore_errors=True)
        shutil.copytree(torch, folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    stored = declared.stored()
    facts = {"declared": stored, "header": described, "made_at": moment}
    (folder / _FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return Made(declared.name, folder, stored, header, moment)


def remove(found: Made, *, forget: bool = True) -> int:
    """Delete an environment, and give the bytes that it took. What is known of it stays unless it is to be forgotten.

    Raises EnvironmentFailed when something in it cannot be deleted.
    """
    size = found.size()
    try:
        shutil.rmtree(found.folder if forget else found.folder / "venv")
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise EnvironmentFailed(f"{found.folder} cannot be removed: {error}") from error
    return size


def folder_size(folder: Path) -> int:
    """Bytes that the files below a folder take on the disk, each once however many names it has."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for entry in _files(folder):
        stat = entry.stat(follow_symlinks=False)
        if (stat.st_dev, stat.st_ino) not in seen:
            seen.add((stat.st_dev, stat.st_ino))
            total += stat.st_blocks * 512
    return total


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    if folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                else:
                    yield entry


def _read(path: Path) -> Made | None:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        header = decode(facts["header"])
        if not isinstance(header, Header):
            return None
        return Made(path.parent.name, path.parent, facts["declared"], header, facts["made_at"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, ProtocolError) as error:
        raise EnvironmentFailed(
            f"{path} cannot be read: {type(error).__name__}: {error}",
            hint=f"delete the folder {path.parent}, and make the environment again",
        ) from error

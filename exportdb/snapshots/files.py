"""Where the snapshots are, and what one is called."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from exportdb.releases import release_key, release_of

#: What stands in a snapshot for the name of the machine. By it a planner tells what was not measured here.
HOST = "snapshot"
#: A folder of snapshots instead of those that come with exportdb; one that does not exist is none.
VARIABLE = "EXPORTDB_RESULTS"
_PREFIX, _SUFFIX = "torch-", ".jsonl.gz"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file of results, as its name tells."""

    path: Path
    #: ``2.13.0``.
    release: str
    #: ``cpu``, or the accelerator's name as it stands in the file's name: ``nvidia-h100``.
    device: str = "cpu"


def results_folder() -> Path:
    """``results/`` of a checkout, or what of it was installed with the package; ``$EXPORTDB_RESULTS`` names another."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    package = Path(__file__).resolve().parent.parent
    installed = package / "_results"
    return installed if installed.is_dir() else package.parent / "results"


def snapshots(folder: Path | None = None) -> list[Snapshot]:
    """The snapshots in a folder, by default exportdb's own; the oldest release first, none where there is no folder."""
    found = []
    for path in (results_folder() if folder is None else folder).glob(f"{_PREFIX}*{_SUFFIX}"):
        release, _, device = path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX).partition("-")
        found.append(Snapshot(path, release, device or "cpu"))
    return sorted(found, key=lambda snapshot: (release_key(snapshot.release), snapshot.device))


def file_name(torch: str, device: str) -> str:
    """What the snapshot of an environment is called: ``torch-2.13.0.jsonl.gz``, ``torch-2.13.0-nvidia-h100...``."""
    words = "".join(letter if letter.isalnum() else " " for letter in device.lower()).split()
    return f"{_PREFIX}{release_of(torch)}{'' if device == 'cpu' else '-' + '-'.join(words)}{_SUFFIX}"

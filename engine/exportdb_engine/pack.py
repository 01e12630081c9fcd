"""Packs the engine as one file."""

from __future__ import annotations

import shutil
import tempfile
import zipapp
from pathlib import Path

import exportdb_engine

_MAIN = """import sys
from exportdb_engine.__main__ import main
sys.exit(main())
"""


def pack(target: Path) -> None:
    """Write ``target``, a zip of this package that any Python with torch runs: ``python target --help``.

    Equal sources give an equal engine hash, so results of the packed engine and of the installed one are the same
    engine's.
    """
    package = Path(exportdb_engine.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / package.name
        shutil.copytree(package, copied, ignore=shutil.ignore_patterns("__pycache__"))
        (Path(folder) / "__main__.py").write_text(_MAIN)
        zipapp.create_archive(folder, target, compressed=True)

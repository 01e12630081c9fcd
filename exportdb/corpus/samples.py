"""Collections written from the installed torch's own samples: kept in a cache, written anew for another torch."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from exportdb.corpus.collections import TORCH_EXPORTDB, Collection
from exportdb.errors import EngineError
from exportdb_engine.protocol import engine_sha256

#: Name -> title.
TITLES = {
    "torch-opinfo": "PyTorch's operators: a sample of each, in five dtypes",
    "torch-modules": "PyTorch's modules, in evaluation and in training mode",
    "torch-hops": "PyTorch's higher-order operators",
}
#: Collections whose files come with torch, so that each release has its own text of a case.
OF_TORCH = (TORCH_EXPORTDB, *TITLES)
_STAMP = ".written.json"


def cache_folder() -> Path:
    """``$EXPORTDB_CACHE``, or ``exportdb`` in the user's cache folder."""
    named = os.environ.get("EXPORTDB_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "exportdb"


def sample_collections(torch: str | None = None) -> dict[str, Collection]:
    """The collections by name, each with the folder that its files are in, or will be in: of this torch version, or of
    the one that is installed here."""
    try:
        torch = torch or importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        why = "torch is not installed"
        return {name: Collection(name, title, None, foreign=True, missing=why) for name, title in TITLES.items()}
    folder = cache_folder() / "samples" / f"torch-{torch}"
    return {name: Collection(name, title, folder / name, foreign=True) for name, title in TITLES.items()}


def mentioned(words: list[str] | tuple[str, ...]) -> list[str]:
    """Which of these collections the words of a command line speak of."""
    return [name for name in TITLES if any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", word) for word in words)]


def ensure(
    collection: Collection,
    say: Callable[[str], None] = lambda text: None,
    engine: Sequence[str] = (sys.executable, "-m", "exportdb_engine"),
    environ: Mapping[str, str] | None = None,
) -> None:
    """Write the files of a collection, unless they are those of its torch and this engine.

    ``say`` hears what takes long, and which samples were left out, and why. ``engine`` is the command line of the
    engine with that torch, ``environ`` its environment variables. Raises EngineError.
    """
    if collection.folder is None:
        raise EngineError(
            f"the collection {collection.name!r} is not at hand: {collection.missing}",
            hint="its programs are written from the installed torch: pip install 'exportdb[samples]'",
        )
    stamp = collection.folder / _STAMP
    if stamp.is_file() and json.loads(stamp.read_text(encoding="utf-8")).get("engine") == engine_sha256():
        return
    say(f"writing the programs of {collection.name} into {collection.folder}")
    command = [*engine, "collect", collection.name, str(collection.folder.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    except OSError as error:
        raise EngineError(f"cannot start {engine[0]}: {error}", hint="exportdb env check shows what works") from error
    if done.returncode != 0:
        raise EngineError(
            f"the programs of {collection.name!r} could not be written:\n{done.stderr.strip()[-2000:]}",
            hint="they need what torch's own tests import: pip install 'exportdb[samples]'"
            if "No module named" in done.stderr
            else "this torch may have no such samples; exportdb doctor shows what is installed",
        )
    written = json.loads(done.stdout.splitlines()[-1])
    for left_out in written["left_out"]:
        say(f"left out: {collection.name}/{left_out['path']}: {left_out['reason']}")
    stamp.write_text(json.dumps({**written, "engine": engine_sha256()}, indent=1) + "\n", encoding="utf-8")


__all__ = ["OF_TORCH", "TITLES", "cache_folder", "ensure", "mentioned", "sample_collections"]

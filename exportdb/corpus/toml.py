"""The TOML files beside the cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from exportdb.errors import CorpusError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: Path, hint: str) -> dict[str, Any]:
    """The document in a file. Raises CorpusError, with the hint, when it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}", hint=hint) from error

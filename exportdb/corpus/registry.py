"""The registry of tags and capabilities, ``tags.toml`` beside the cases: a sentence for each."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from exportdb.errors import CorpusError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class Registry:
    """What every tag, capability and area means."""

    tags: dict[str, str] = field(default_factory=dict)
    capabilities: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)


def load_registry(cases: Path) -> Registry:
    """The registry of a folder of cases; an empty one where the folder has no ``tags.toml``.

    Raises CorpusError when the file is no TOML or a meaning is no sentence.
    """
    path = cases / "tags.toml"
    if not path.exists():
        return Registry()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}", hint="the file is TOML: [tags], then \"python.closure\" = \"...\"") from error
    tables = {}
    for name in ("tags", "capabilities", "areas"):
        table = document.get(name, {})
        for key, meaning in table.items():
            if not isinstance(meaning, str):
                raise CorpusError(f"{path}: {name}.{key} is {meaning!r}", hint="quote the key, and give it a sentence")
        tables[name] = table
    return Registry(**tables)

"""The registry of tags and capabilities, ``tags.toml`` beside the cases: a sentence for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exportdb.corpus.toml import read_toml
from exportdb.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Registry:
    """What every tag and capability means."""

    tags: dict[str, str] = field(default_factory=dict)
    capabilities: dict[str, str] = field(default_factory=dict)
    #: The torch release that `expect` speaks of, as a prefix of its version: under another one a difference is data,
    #: not a fault. None where it speaks of every release.
    expects_torch: str | None = None

    def judges(self, torch: str) -> bool:
        """Whether results of this torch version are held against `expect`."""
        return self.expects_torch is None or f"{torch}.".startswith(f"{self.expects_torch}.")


def load_registry(cases: Path) -> Registry:
    """The registry of a folder of cases; an empty one where the folder has no ``tags.toml``.

    Raises CorpusError when the file is no TOML or a meaning is no sentence.
    """
    path = cases / "tags.toml"
    if not path.exists():
        return Registry()
    document = read_toml(path, 'the file is TOML: [tags], then "python.closure" = "..."')
    expects_torch = document.get("expects_torch")
    if expects_torch is not None and not isinstance(expects_torch, str):
        raise CorpusError(f"{path}: expects_torch is {expects_torch!r}", hint='write expects_torch = "2.13"')
    tables = {}
    for name in ("tags", "capabilities"):
        table = document.get(name, {})
        for key, meaning in table.items():
            if not isinstance(meaning, str):
                raise CorpusError(f"{path}: {name}.{key} is {meaning!r}", hint="quote the key, and give it a sentence")
        tables[name] = table
    return Registry(**tables, expects_torch=expects_torch)

"""Dynamo's registry of graph breaks, read from the installed torch without importing it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus.toml import read_toml
from exportdb.errors import CorpusError

REASONS = "graph_breaks.toml"
_ID = re.compile(r"GB\d{4,}")


@dataclass(frozen=True, slots=True)
class GraphBreak:
    """An entry of the registry, as it reads now; older wordings of the same id are left out."""

    code: str
    title: str
    #: With placeholders of Python's ``str.format`` in it. May be empty.
    explanation: str
    hints: tuple[str, ...]
    #: Why no program that is exported can meet it; None where that is not known.
    unreachable: str | None = None


@dataclass(frozen=True, slots=True)
class GraphBreaks:
    """The registry of the installed torch."""

    #: By id, in order; empty when there is no registry.
    entries: dict[str, GraphBreak]
    #: Version of the installed torch, or None.
    torch: str | None
    #: Why there is no registry, or None.
    missing: str | None = None


def is_graph_break(code: str) -> bool:
    """Whether a code is the id of a graph break."""
    return _ID.fullmatch(code) is not None


def graph_breaks(cases: Path) -> GraphBreaks:
    """The registry, with the reasons that ``graph_breaks.toml`` in the folder of cases gives.

    Raises CorpusError when one of the two files cannot be read.
    """
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.origin:
        return GraphBreaks({}, None, "torch is not installed")
    torch = importlib.metadata.version("torch")
    path = Path(spec.origin).parent / "_dynamo" / "graph_break_registry.json"
    if not path.is_file():
        return GraphBreaks({}, torch, f"torch {torch} has no registry of graph breaks")
    return GraphBreaks(read_registry(path, read_reasons(cases)), torch)


def read_registry(path: Path, reasons: dict[str, str]) -> dict[str, GraphBreak]:
    """The entries of a registry file by id. Raises CorpusError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {code: _entry(code, versions[0], reasons.get(code)) for code, versions in sorted(found.items())}
    except (OSError, ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise CorpusError(
            f"{path} is no registry of graph breaks: {type(error).__name__}: {error}",
            hint="install torch again, or tell us which torch this is: its registry may have a new form",
        ) from error


def read_reasons(cases: Path) -> dict[str, str]:
    """Id -> why it is out of reach; empty where the folder has no such file. Raises CorpusError."""
    path = cases / REASONS
    if not path.is_file():
        return {}
    table = read_toml(path, 'the file is TOML: [unreachable], then GB0001 = "why"').get("unreachable", {})
    for code, reason in table.items():
        if not is_graph_break(code) or not isinstance(reason, str) or not reason.strip():
            raise CorpusError(
                f"{path}: unreachable.{code} is {reason!r}",
                hint='write GB and four digits, and a reason: GB0001 = "why"',
            )
    return dict(table)


def _entry(code: str, newest: dict[str, object], unreachable: str | None) -> GraphBreak:
    hints = newest.get("Hints") or []
    return GraphBreak(
        code,
        str(newest["Gb_type"]),
        str(newest.get("Explanation") or ""),
        tuple(str(hint).strip() for hint in hints) if isinstance(hints, list) else (),
        unreachable,
    )
